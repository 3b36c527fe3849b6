import type { Block } from './blocks.ts'
import { detailLines } from './entry-details.ts'
import { beginsByPage } from './page-witness.ts'
import type { SourceLine } from './source-text.ts'
import { groupHeadings } from './group-headings.ts'

/** A line of a list as the page shows it. */
export type ShapedLine = {
  readonly line: SourceLine
  /** The words of the line that belong to a name: all of them, but where a title follows in another weight. */
  readonly name: string
  /** Only the name is set in this weight: no title is in it. */
  readonly isCut: boolean
  /** The heading it stands under. */
  readonly group: string | null
  /** Log-odds that a name begins here, as far as the page shows; `undefined` where it shows nothing. */
  readonly begins: number | undefined
  /** Lines below the name that say more of it: title, affiliation. */
  readonly details: readonly string[]
  /** Whether there is space above it, or another heading. */
  readonly startsBlock: boolean
}

/**
 * What the setting of a list shows: headings over its parts, lines below names that are set in another way, words
 * after a name in another weight, and where names begin. Lines of formats that know no setting come out as they are.
 */
export function shapeOf(blocks: readonly Block[]): readonly ShapedLine[] {
  const headings = groupHeadings(blocks)
  const parts = blocks.map((block) => block.lines.filter((line) => !headings.has(line)))
  const starts = new Set(parts.flatMap((lines) => lines.slice(0, 1)))
  const details = detailLines(parts)
  const kept = parts.flat()
  const names = kept.filter((line) => !details.has(line))
  const begins = beginsByPage(names, { starts, below: details.size > 0 ? kept : names, details })
  const groups = groupsOf(blocks, headings)
  const isCut = cutsNames(kept)
  const shaped: { -readonly [Key in keyof ShapedLine]: ShapedLine[Key] }[] = []
  for (const line of kept) {
    const last = shaped.at(-1)
    if (details.has(line) && last !== undefined) {
      last.details = [...last.details, line.text]
      continue
    }
    const cut = isCut ? cutOf(line) : { name: line.text, rest: '' }
    shaped.push({
      line,
      name: cut.name,
      isCut: cut.rest !== '',
      group: groups.get(line) ?? null,
      startsBlock: starts.has(line) || (groups.get(line) ?? null) !== (last?.group ?? null),
      begins: begins.get(line),
      details: cut.rest === '' ? [] : [cut.rest],
    })
  }
  return shaped
}

/** Whether names are told from what follows them by their weight, and not a single line by chance. */
function cutsNames(lines: readonly SourceLine[]): boolean {
  const cut = lines.filter(({ hints }) => hints?.emphasis === 'start').length
  return lines.some(({ hints }) => hints?.face !== undefined) || cut > lines.length * 0.3
}

/** A name before its title in another weight. */
function cutOf({ text, hints }: SourceLine): { readonly name: string; readonly rest: string } {
  const name = hints?.emphasis === 'start' ? (hints.emphasized ?? '') : ''
  if (name.length < 2 || !text.startsWith(name)) return { name: text, rest: '' }
  return {
    name: name.replace(/[\s,;:\u2013\u2014-]+$/u, ''),
    rest: text.slice(name.length).replace(/^[\s,;:\u2013\u2014-]+/u, ''),
  }
}

function groupsOf(
  blocks: readonly Block[],
  headings: ReadonlyMap<SourceLine, string>,
): ReadonlyMap<SourceLine, string | null> {
  const groups = new Map<SourceLine, string | null>()
  let group: string | null = null
  for (const { lines } of blocks)
    for (const line of lines) {
      group = headings.get(line) ?? group
      groups.set(line, group === '' ? null : group)
    }
  return groups
}
