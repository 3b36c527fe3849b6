import type { PdfColumn } from './pdf-columns.ts'
import type { PdfLine } from './pdf-page.ts'

/** What a file's pages have in common: what is usual in it, so that what differs can be seen. */
export type PdfMeasures = {
  /** The size most letters are set in, in points. */
  readonly size: number
  /** Whether most letters are bold: then bold says nothing. */
  readonly bold: boolean
  /** From baseline to baseline inside a paragraph or name, in points. */
  readonly pitch: (line: PdfLine) => number
  /** The edges of the column that a line stands in, as far as all pages show them. */
  readonly edges: (column: PdfColumn) => { readonly left: number; readonly right: number }
}

/** Measures the columns of all pages together: a page of its own shows too little. */
export function measuresOf(columns: readonly PdfColumn[]): PdfMeasures {
  const lines = columns.flatMap((column) => column.lines)
  const size = most(lines.map((line) => [rounded(line.size), line.text.length]))
  const weights = lines.flatMap((line) =>
    line.runs.map((run): readonly [number, number] => [run.face.weight === 'bold' ? 1 : 0, run.text.length]),
  )
  const pitches = pitchesOf(columns)
  const rights = new Map<string, number>()
  for (const column of columns) {
    const key = edgeKey(column)
    rights.set(key, Math.max(rights.get(key) ?? 0, column.right))
  }
  return {
    size,
    bold: most(weights) === 1,
    pitch: (line) => pitches.get(rounded(line.size)) ?? line.size * 1.2,
    edges: (column) => ({ left: column.left, right: rights.get(edgeKey(column)) ?? column.right }),
  }
}

// Columns of one width begin at one place and end before the same next one, on whatever page.
const edgeKey = (column: PdfColumn): string =>
  `${Math.round(column.left / 4)} ${Number.isFinite(column.limit) ? Math.round(column.limit / 8) : ''}`

const rounded = (size: number): number => Math.round(size * 2) / 2

/**
 * The distance of lines of one size that belong together: the smallest one that is found again and again. Lists may be
 * set with more space between names than inside them: the smaller distance is the one inside.
 */
function pitchesOf(columns: readonly PdfColumn[]): ReadonlyMap<number, number> {
  const steps = new Map<number, number[]>()
  for (const { lines } of columns)
    for (const [at, line] of lines.entries()) {
      const next = lines[at + 1]
      if (next === undefined || rounded(next.size) !== rounded(line.size)) continue
      const step = next.y - line.y
      if (step <= line.size * 0.8 || step >= line.size * 3) continue
      const alike = steps.get(rounded(line.size))
      if (alike === undefined) steps.set(rounded(line.size), [step])
      else alike.push(step)
    }
  return new Map([...steps].map(([size, all]) => [size, smallestUsual(all)]))
}

function smallestUsual(steps: readonly number[]): number {
  const sorted = steps.toSorted((one, other) => one - other)
  const enough = Math.max(2, sorted.length * 0.04)
  let from = 0
  for (const [at, step] of sorted.entries()) {
    while (step > (sorted[from] ?? 0) * 1.04) from += 1
    if (at - from + 1 >= enough || sorted.length < 3) return sorted[(from + at) >> 1] ?? step
  }
  return sorted[0] ?? 0
}

function most(weighed: readonly (readonly [number, number])[]): number {
  const sums = new Map<number, number>()
  for (const [value, weight] of weighed) sums.set(value, (sums.get(value) ?? 0) + weight)
  return [...sums].reduce((best, one) => (one[1] > best[1] ? one : best), [0, -1])[0]
}
