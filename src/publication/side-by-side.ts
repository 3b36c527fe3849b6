import type { ComparisonPart, ComparisonRow } from '#letters'

/** Neighboring rows told together: shared by the same editions, varied in the same, or each for one alone. */
export type RowsTogether = {
  readonly kind: ComparisonRow['kind']
  readonly rows: readonly ComparisonRow[]
}

/** Which editions have a row, and which of them have it in the same words: the place of the first that has them. */
function whose({ kind, parts }: ComparisonRow): string {
  const first = (part: ComparisonPart) => parts.findIndex((one) => one?.text === part.text)
  return parts.map((part) => (part === undefined ? '-' : kind === 'varied' ? first(part) : 0)).join(' ')
}

/** The rows of a comparison as they are told, on a page as on paper. */
export function rowsTogether(rows: readonly ComparisonRow[]): readonly RowsTogether[] {
  const passages: { kind: ComparisonRow['kind']; rows: ComparisonRow[] }[] = []
  for (const row of rows) {
    const last = passages.at(-1)
    const before = last?.rows.at(-1)
    // Passages for one alone stand beside each other whoever they are for; others only where the same editions have them.
    if (last && before && last.kind === row.kind && (row.kind === 'tailored' || whose(before) === whose(row)))
      last.rows.push(row)
    else passages.push({ kind: row.kind, rows: [row] })
  }
  return passages
}

/** The sentences of one edition by their paragraphs. */
export function inParagraphs(parts: readonly ComparisonPart[]): readonly (readonly ComparisonPart[])[] {
  const blocks: ComparisonPart[][] = []
  for (const part of parts) {
    if (part.opensBlock || blocks.length === 0) blocks.push([part])
    else blocks.at(-1)?.push(part)
  }
  return blocks
}

/** Two versions told as one text: the sentences of both by the paragraphs of the one that is read now. */
export function toldAsOne(rows: readonly ComparisonRow[]): readonly (readonly ComparisonRow[])[] {
  const told: ComparisonRow[][] = []
  for (const row of rows) {
    const [before, now] = row.parts
    const last = told.at(-1)
    // What came in the place of a paragraph's first words stands in it.
    const replaces = before === undefined && last?.every(({ parts }) => parts[1] === undefined)
    if (last && (replaces || (now ?? before)?.opensBlock !== true)) last.push(row)
    else told.push([row])
  }
  return told
}

/** Whether sentences are in both versions what and where they are. */
export const isUnchanged = (rows: readonly ComparisonRow[]): boolean =>
  rows.every(({ kind, moved }) => kind === 'shared' && !moved)
