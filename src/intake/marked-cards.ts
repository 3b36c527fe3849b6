import type { ProposedSignatory } from './proposal.ts'
import type { SourceLine, SourceText } from './source-text.ts'

/** A list whose source says itself who stands on it, and the source without that list. */
export type MarkedList = { readonly signatories: readonly ProposedSignatory[]; readonly rest: SourceText }

/**
 * Takes the signatories out that the source marks as such, each with its parts (h-card in a page, the styles of a
 * Word document): nothing about them is left to judge. Their groups are the headings right above them.
 */
export function markedList(source: SourceText): MarkedList | undefined {
  const isCard = (line: SourceLine | undefined): boolean =>
    line?.hints?.card !== undefined && line.hints.place !== 'outside'
  const { lines } = source
  if (!lines.some(isCard)) return undefined
  const signatories: ProposedSignatory[] = []
  const taken = new Set<number>()
  let group: string | null = null
  let isRun = false
  for (const [at, line] of lines.entries()) {
    if (line.text === '') continue
    if (!isCard(line)) {
      isRun = false
      continue
    }
    if (!isRun) {
      const above = headingAbove(lines, at)
      if (above !== undefined) taken.add(above)
      group = above === undefined ? null : (lines[above]?.text ?? null)
    }
    isRun = true
    taken.add(at)
    signatories.push(signatoryOf(line, group, at))
  }
  return { signatories, rest: { ...source, lines: lines.filter((_, at) => !taken.has(at)) } }
}

/** The heading right above a line, or above one sentence that stands between them. */
function headingAbove(lines: readonly SourceLine[], at: number): number | undefined {
  const before: number[] = []
  for (let index = at - 1; index >= 0 && before.length < 2; index -= 1)
    if (lines[index]?.text !== '') before.push(index)
  for (const index of before) {
    const hints = lines[index]?.hints
    if (hints?.card !== undefined) return undefined
    if (hints?.heading !== undefined) return index
  }
  return undefined
}

function signatoryOf({ text, hints }: SourceLine, group: string | null, at: number): ProposedSignatory {
  const { name, kind, title, affiliation, representative, country, note } = hints?.card ?? {}
  return {
    name: name ?? text,
    kind: kind === 'person' ? 'person' : 'organization',
    title: title ?? null,
    affiliation: affiliation ?? null,
    representative: representative ?? null,
    group,
    country: country ?? null,
    note: note ?? null,
    doubt: 0,
    lines: [at, at + 1],
  }
}
