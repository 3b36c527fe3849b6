import type { PdfColumn } from './pdf-columns.ts'
import type { PlacedColumn } from './pdf-flow.ts'

/**
 * Marks lists that stand beside running text (a letterhead column), and moves the parts of such a list, page by page,
 * to where it begins: it is one list, and the text beside it runs on.
 */
export function withLetterheads(pages: readonly (readonly PdfColumn[])[]): readonly PlacedColumn[] {
  const placed = pages.map((columns) =>
    columns.map((column): PlacedColumn => ({ ...column, beside: columns.some((other) => isBeside(column, other)) })),
  )
  const flow: PlacedColumn[] = []
  let open = -1
  for (const columns of placed) {
    const beside = columns.filter((column) => column.beside)
    const goesOn = open >= 0 && beside.length > 0 && beside.every((column) => isAlike(column, flow[open]))
    if (goesOn) {
      flow.splice(open + 1, 0, ...beside)
      open += beside.length
    } else {
      open = beside.length === 0 ? -1 : flow.length + beside.length - 1
      flow.push(...beside)
    }
    flow.push(...columns.filter((column) => !column.beside))
  }
  return flow
}

const isAlike = (one: PdfColumn, other: PdfColumn | undefined): boolean =>
  other !== undefined && Math.abs(one.left - other.left) < 6

/** Whether a column of short lines stands at the side of running text. */
function isBeside(column: PdfColumn, other: PdfColumn): boolean {
  if (column === other || column.number === other.number || column.lines.length < 4) return false
  const [top, bottom] = [column.lines[0]?.y ?? 0, column.lines.at(-1)?.y ?? 0]
  const across = other.lines.filter((line) => line.y >= top - line.size && line.y <= bottom + line.size)
  const wide = other.right - other.left
  return (
    across.length >= 5 &&
    column.right - column.left < wide * 0.75 &&
    runningShare(other) > 0.4 &&
    runningShare(column) < 0.2
  )
}

/** The share of lines that look like those of a paragraph: many words, and filled to the edge. */
function runningShare(column: PdfColumn): number {
  const width = column.right - column.left
  const running = column.lines.filter(
    (line) => line.right - line.left > width * 0.75 && line.text.split(' ').length >= 7,
  )
  return running.length / column.lines.length
}
