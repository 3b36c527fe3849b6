import { endsSentence } from './blocks.ts'
import { measuresOf, type PdfMeasures } from './pdf-measure.ts'
import type { PdfColumn } from './pdf-columns.ts'
import { emphasisOf, faceOf, headingOf } from './pdf-look.ts'
import { linksIn } from './pdf-links.ts'
import type { PdfLine, PdfPage } from './pdf-page.ts'
import { itemMarker, type LineHints, type SourceLine } from './source-text.ts'

/** A column with where it stands: the letter's text, or a list printed beside it. */
export type PlacedColumn = PdfColumn & { readonly beside: boolean }

/** Space above a line, in line heights, from which it stands apart. */
const apart = 0.22

type Context = { readonly measures: PdfMeasures; readonly pages: readonly PdfPage[] }

/** Turns columns in reading order into the lines of the shared model, blank lines between what stands apart. */
export function flowOf(columns: readonly PlacedColumn[], pages: readonly PdfPage[]): readonly SourceLine[] {
  const measures = measuresOf(columns)
  const lines: SourceLine[] = []
  let before: PlacedColumn | undefined
  for (const [at, column] of columns.entries()) {
    // A line or two above other columns of the page head them, rather than end the list before.
    const heads = column.lines.length <= 2 && columns[at + 1]?.lines[0]?.page === column.lines[0]?.page
    if (before !== undefined && (heads || !goesOn(before, column, measures))) lines.push({ text: '' })
    lines.push(...linesOfColumn(column, { measures, pages }))
    before = column
  }
  return lines
}

function linesOfColumn(column: PlacedColumn, { measures, pages }: Context): readonly SourceLine[] {
  const { left, right } = measures.edges(column)
  const lines: SourceLine[] = []
  for (const [at, line] of column.lines.entries()) {
    const gap = gapAbove(column, at, measures)
    const before = column.lines[at - 1]
    const beside = before !== undefined && line.y - before.y < line.size * 0.5
    const heading = headingOf(line, measures)
    const hints: LineHints = {
      ...(itemMarker(line.text) === 0 ? {} : { startsItem: true }),
      ...(heading === undefined ? {} : { heading }),
      ...emphasisOf(line, measures),
      ...(column.beside ? { place: 'letterhead' as const } : {}),
      face: faceOf(line),
      page: line.page,
      column: column.number,
      indent: ems(line.left - left, line.size),
      width: ems(line.right - line.left, line.size),
      room: ems(Math.max(0, right - line.right), line.size),
      ...(gap === undefined ? {} : { gap }),
    }
    const links = linksIn(line, pages[line.page]?.links ?? [])
    if (at > 0 && (beside || (gap ?? 0) > apart || heading !== undefined)) lines.push({ text: '' })
    lines.push({ text: line.text, ...(links.length === 0 ? {} : { links }), hints })
    if (heading !== undefined && at + 1 < column.lines.length) lines.push({ text: '' })
  }
  return lines.filter((line, at) => line.text !== '' || lines[at - 1]?.text !== '')
}

/** Space above a line, in line heights of the file; unknown at the top of a column. */
function gapAbove(column: PdfColumn, at: number, { pitch }: PdfMeasures): number | undefined {
  const [line, before] = [column.lines[at], column.lines[at - 1]]
  if (line === undefined || before === undefined) return undefined
  // A line in another size is no neighbor in a list: it may be the heading of a part.
  const even = Math.abs(line.size - before.size) < 0.3 ? evenStep(column, at) : 0
  const usual = Math.max(pitch(line), pitch(before), even)
  return Math.round(((line.y - before.y) / usual - 1) * 100) / 100
}

/**
 * The distance of the lines around, where it is one and the same: a list set wider than the text around it. What is
 * even says nothing of where a name begins.
 */
function evenStep({ lines }: PdfColumn, at: number): number {
  const around = lines.slice(Math.max(0, at - 8), at + 9)
  const steps = around.slice(1).map((line, index) => line.y - (around[index]?.y ?? 0))
  const sorted = steps.toSorted((one, other) => one - other)
  const middle = sorted[sorted.length >> 1] ?? 0
  const even = steps.filter((step) => Math.abs(step - middle) < middle * 0.04)
  const size = lines[at]?.size ?? 0
  return steps.length >= 6 && even.length >= steps.length * 0.7 && middle < size * 2.4 ? middle : 0
}

/**
 * Whether the text runs on from one column into the next: in the midst of a sentence, after a full line, or in a list
 * whose names do not stand apart from each other.
 */
function goesOn(before: PlacedColumn, next: PlacedColumn, measures: PdfMeasures): boolean {
  const [last, first] = [before.lines.at(-1), next.lines[0]]
  if (last === undefined || first === undefined || before.beside !== next.beside) return false
  if (Math.abs(last.size - first.size) > last.size * 0.08 || headingOf(first, measures) !== undefined) return false
  if (before.beside) return true
  const room = measures.edges(before).right - last.right
  const isText = last.text.length > 45 && before.right - before.left > measures.size * 20
  if (isText) return room < firstWordWidth(first) * 1.1 && last.page !== first.page
  const steps = [before, next].flatMap((column) => column.lines.map((_, at) => gapAbove(column, at, measures) ?? 0))
  const stepping = steps.filter((gap) => gap > apart).length
  return stepping <= steps.length * 0.05 && !endsSentence(last.text)
}

function firstWordWidth(line: PdfLine): number {
  const word = /^\S+/u.exec(line.text)?.[0] ?? ''
  return ((line.right - line.left) * word.length) / Math.max(1, line.text.length)
}

const ems = (points: number, size: number): number => Math.round((points / size) * 100) / 100
