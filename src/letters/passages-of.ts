import type { Comparison, ComparisonRow } from './compare.ts'

/** A passage found by comparing; `letter` and `paragraph` are indexes from 0 (docs/formats/proposal.md). */
export type FoundPassage = {
  readonly kind: 'shared' | 'varied' | 'tailored'
  readonly parts: readonly { readonly letter: number; readonly paragraph: number; readonly text: string }[]
}

type Part = FoundPassage['parts'][number]

const partsOf = (row: ComparisonRow): readonly Part[] =>
  row.parts.flatMap((part, letter) => (part ? [{ letter, paragraph: part.block, text: part.text }] : []))

/**
 * The passages of compared letters: one for each row of sentences and one for each shared quotation. Tailored
 * sentences that stand next to each other in one paragraph are one passage.
 */
export function passagesOf(comparison: Comparison): readonly FoundPassage[] {
  const found: FoundPassage[] = []
  for (const row of comparison.rows) {
    const parts = partsOf(row)
    const [last, part] = [found.at(-1), parts[0]]
    const before = last?.parts[0]
    const goesOn =
      row.kind === 'tailored' &&
      last?.kind === 'tailored' &&
      before?.letter === part?.letter &&
      before?.paragraph === part?.paragraph
    if (goesOn && before && part)
      found.splice(-1, 1, { kind: 'tailored', parts: [{ ...before, text: `${before.text} ${part.text}` }] })
    else found.push({ kind: row.kind, parts })
  }
  const quotations = comparison.quotations.map(({ parts }): FoundPassage => ({
    kind: 'shared',
    parts: parts.map(({ edition, block, text }) => ({ letter: edition, paragraph: block, text })),
  }))
  return [...found, ...quotations]
}
