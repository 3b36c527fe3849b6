import type { PdfLine } from './pdf-page.ts'

/** Lines of one column, top to bottom, with the edges that its lines reach. */
export type PdfColumn = {
  /** From 0, left to right where columns stand side by side. */
  readonly number: number
  readonly left: number
  readonly right: number
  /** Where the next column begins, which no line of this one can reach; infinite for the last column. */
  readonly limit: number
  readonly lines: readonly PdfLine[]
}

/** Columns beside each other need this many lines each. */
const fewestLines = 2

/** No page of a letter has more columns side by side. */
const mostColumns = 8

/**
 * Puts a page into reading order. Where text stands on both sides of a free strip, the part of the page that the strip
 * divides is read column by column; what stands above and below it is read before and after.
 */
export function columnsOf(lines: readonly PdfLine[]): readonly PdfColumn[] {
  return divided(lines, { number: 0, limit: Infinity, depth: mostColumns })
}

type Part = { readonly number: number; readonly limit: number; readonly depth: number }

function divided(lines: readonly PdfLine[], part: Part): readonly PdfColumn[] {
  if (lines.length === 0) return []
  const gutter = part.depth > 0 ? bestGutter(lines) : undefined
  if (gutter === undefined) return [columnOf(lines, part)]
  const { x, top, bottom } = gutter
  const inner = { ...part, depth: part.depth - 1 }
  const inside = lines.filter((line) => line.y >= top && line.y <= bottom)
  const left = divided(
    inside.filter((line) => line.left < x),
    { ...inner, limit: x },
  )
  const right = divided(
    inside.filter((line) => line.left >= x),
    { ...inner, number: Math.max(part.number, ...left.map((column) => column.number)) + 1 },
  )
  const outside = (apart: readonly PdfLine[]): readonly PdfColumn[] => divided(apart, inner)
  return [
    ...outside(lines.filter((line) => line.y < top)),
    ...left,
    ...right,
    ...outside(lines.filter((line) => line.y > bottom)),
  ]
}

function columnOf(lines: readonly PdfLine[], { number, limit }: Part): PdfColumn {
  return {
    number,
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
    limit,
    lines: lines.toSorted((one, other) => (Math.abs(one.y - other.y) < 2 ? one.left - other.left : one.y - other.y)),
  }
}

/** A strip that no line crosses, from the first to the last line that it keeps apart. */
type Gutter = { readonly x: number; readonly top: number; readonly bottom: number; readonly score: number }

function bestGutter(lines: readonly PdfLine[]): Gutter | undefined {
  const sorted = lines.toSorted((one, other) => one.y - other.y)
  const places = new Set(lines.map((line) => Math.round(line.left) - 1))
  let best: Gutter | undefined
  for (const x of [...places].sort((one, other) => one - other))
    for (const gutter of guttersAt(sorted, x)) if (best === undefined || gutter.score > best.score) best = gutter
  return best
}

/** The stretches of lines that leave a place free and have text on both sides of it. */
function guttersAt(sorted: readonly PdfLine[], x: number): readonly Gutter[] {
  const found: Gutter[] = []
  let stretch: PdfLine[] = []
  const close = (): void => {
    const gutter = gutterOf(stretch, x)
    if (gutter !== undefined) found.push(gutter)
    stretch = []
  }
  for (const line of sorted) {
    if (line.left < x - 0.5 && line.right > x + 0.5) close()
    else stretch.push(line)
  }
  close()
  return found
}

function gutterOf(stretch: readonly PdfLine[], x: number): Gutter | undefined {
  const left = stretch.filter((line) => line.left < x)
  const right = stretch.filter((line) => line.left >= x)
  if (left.length < fewestLines || right.length < fewestLines) return undefined
  const [firstLeft, firstRight] = [left[0]?.y ?? 0, right[0]?.y ?? 0]
  const [lastLeft, lastRight] = [left.at(-1)?.y ?? 0, right.at(-1)?.y ?? 0]
  const size = stretch[0]?.size ?? 1
  // What stands on one side only, above where both begin, is read before.
  const top = Math.max(firstLeft, firstRight) - size * 0.6
  const bottom = Math.max(lastLeft, lastRight)
  const [leftIn, rightIn] = [left, right].map((side) => side.filter((line) => line.y >= top))
  if (leftIn === undefined || rightIn === undefined) return undefined
  if (leftIn.length < fewestLines || rightIn.length < fewestLines) return undefined
  if (Math.min(lastLeft, lastRight) < top + size) return undefined
  const ends = endsOf([leftIn, rightIn], Math.min(lastLeft, lastRight), bottom)
  if (ends.top > top || ends.bottom < bottom) {
    const narrower = gutterOf(
      stretch.filter((line) => line.y >= ends.top && line.y <= ends.bottom),
      x,
    )
    if (narrower !== undefined) return narrower
  }
  const room = Math.min(...rightIn.map((line) => line.left)) - Math.max(...leftIn.map((line) => line.right))
  if (room < size * 0.4) return undefined
  // The more lines it keeps apart, the surer; of those alike, the wider one and then the one farther left.
  const both = Math.min(leftIn.length, rightIn.length)
  return { x, top, bottom, score: both * 100 + Math.min(room / size, 20) }
}

/**
 * What stands off farther than anything between the columns stands off from each other is no part of them: a heading
 * above, the letter's salutation below the addresses. Each side is measured by itself: their lines need not be level.
 */
function endsOf(
  sides: readonly (readonly PdfLine[])[],
  shorter: number,
  bottom: number,
): { readonly top: number; readonly bottom: number } {
  const rows = sides.map((side) => [...new Set(side.map((line) => Math.round(line.y)))])
  const steps = rows.map((ys) => ys.slice(1).map((y, at) => ({ y, step: y - (ys[at] ?? 0) })))
  const inner = steps.flatMap((side) => side.slice(1).filter(({ y }) => y <= shorter + 1))
  const usual = Math.max(...inner.map(({ step }) => step), 0) * 1.25
  if (rows.some((ys) => ys.length < 3) || usual === 0) return { top: -Infinity, bottom }
  const heads = steps.every(([first]) => (first?.step ?? 0) > usual)
  const tail = steps.flat().find(({ y, step }) => y > shorter + 1 && step > usual)
  return {
    top: heads ? Math.min(...rows.map((ys) => ys[1] ?? 0)) - 1 : -Infinity,
    bottom: tail === undefined ? bottom : tail.y - 1,
  }
}
