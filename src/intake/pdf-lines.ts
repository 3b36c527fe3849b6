import type { PdfLine, PdfPage, PdfRun } from './pdf-page.ts'
import { spacedOut } from './pdf-tracking.ts'

/** A gap this wide (in ems) never stands between words of one line, justified or not. */
const columnGap = 1.25

/** A gap this wide (in ems) stands between columns where the page's lines begin at the same place again and again. */
const edgeGap = 0.45

/** Baselines this near (in ems) are one line. */
const sameBaseline = 0.22

/** Makes lines of a page's runs: cut where the page leaves room for a gutter, top to bottom, left to right. */
export function linesOf(page: PdfPage): readonly PdfLine[] {
  const rows = rowsOf(page.runs.filter((run) => run.text.trim() !== ''))
  const edges = edgesOf(rows.flatMap((row) => piecesOf(row.runs, () => false)))
  return rows.flatMap((row) => piecesOf(row.runs, edges).map((runs) => lineOf(page, runs, row.references)))
}

type Row = { y: number; size: number; readonly runs: PdfRun[]; readonly references: PdfRun[] }

function rowsOf(runs: readonly PdfRun[]): readonly Row[] {
  const rows: Row[] = []
  for (const run of runs.toSorted((one, other) => one.y - other.y || one.x - other.x)) {
    const row = rows.findLast((other) => run.y - other.y <= sameBaseline * Math.max(other.size, run.size))
    if (row === undefined || run.y - row.y > sameBaseline * Math.max(row.size, run.size))
      rows.push({ y: run.y, size: run.size, runs: [run], references: [] })
    else {
      row.runs.push(run)
      if (run.size > row.size) [row.size, row.y] = [run.size, run.y]
    }
  }
  return raisedTo(rows)
}

/** Signs set high and small belong to the line they stand on; as far as they are numbers or stars they refer to notes. */
function raisedTo(rows: readonly Row[]): readonly Row[] {
  const kept: Row[] = []
  for (const [at, row] of rows.entries()) {
    const below = rows.slice(at + 1, at + 4).find((other) => carries(other, row))
    // A low sign (H₂O) stands just below its line.
    const above = below === undefined ? kept.findLast((other) => row.y - other.y < other.size * 0.35) : undefined
    const line = below ?? (above !== undefined && carries(above, row) ? above : undefined)
    if (line === undefined) kept.push(row)
    else
      for (const run of row.runs) (below !== undefined && isReference(run.text) ? line.references : line.runs).push(run)
  }
  for (const row of kept) takeReferences(row)
  return kept.filter((row) => row.runs.length > 0)
}

function carries(line: Row, raised: Row): boolean {
  return (
    raised.size <= line.size * 0.82 &&
    Math.abs(line.y - raised.y) <= line.size * 0.65 &&
    raised.runs.every((run) =>
      line.runs.some(
        (other) => run.x <= other.x + other.width + line.size * 0.5 && run.x + run.width >= other.x - line.size * 1.5,
      ),
    )
  )
}

/** References that were set within the tolerance of the baseline. */
function takeReferences(row: Row): void {
  const raised = row.runs.filter(
    (run) => run.size <= row.size * 0.82 && row.y - run.y > row.size * 0.1 && isReference(run.text),
  )
  for (const run of raised) row.references.push(...row.runs.splice(row.runs.indexOf(run), 1))
}

const isReference = (text: string): boolean => /^[\s\d*\u2020\u2021\u00A7#,.[\]()a-e]{1,12}$/u.test(text)

/** Left edges at which many lines of the page begin: where one of them follows a gap, a column begins. */
function edgesOf(pieces: readonly (readonly PdfRun[])[]): (x: number) => boolean {
  const counts = new Map<number, number>()
  for (const piece of pieces) {
    const place = Math.round(piece[0]?.x ?? 0)
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const near = (x: number): number => [-1, 0, 1].reduce((sum, by) => sum + (counts.get(Math.round(x) + by) ?? 0), 0)
  return (x) => near(x) >= 4
}

function piecesOf(row: readonly PdfRun[], isEdge: (x: number) => boolean): readonly (readonly PdfRun[])[] {
  const pieces: PdfRun[][] = []
  let right = 0
  for (const run of row.toSorted((one, other) => one.x - other.x)) {
    const last = pieces.at(-1)
    const gap = (run.x - right) / run.size
    if (last === undefined || gap > columnGap || (gap > edgeGap && isEdge(run.x))) pieces.push([run])
    else last.push(run)
    right = last === undefined ? run.x + run.width : Math.max(right, run.x + run.width)
  }
  return joinMarks(pieces)
}

/** A bullet, number or label (`cc:`) a few ems before a text belongs to it. */
function joinMarks(pieces: readonly PdfRun[][]): readonly (readonly PdfRun[])[] {
  const joined: PdfRun[][] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    const [before, after] = [last?.at(-1), piece[0]]
    const near = before !== undefined && after !== undefined && after.x - before.x - before.width < after.size * 5
    const text =
      last
        ?.map((run) => run.text)
        .join('')
        .trim() ?? ''
    if (last !== undefined && near && isMark(text, joined.length === 1)) last.push(...piece)
    else joined.push([...piece])
  }
  return joined
}

const isMark = (text: string, first: boolean): boolean =>
  (first && /^\d{1,4}$/u.test(text)) ||
  /^(?:[\u2022\u25AA\u25CF\u25CB\u25E6\u2023\u25A0\u25A1\u2043\u2219\u00B7\uF0B7\uF0A7*\u2013\u2014-]|[([]?(?:\d{1,4}|[a-z]|[ivx]{1,4})[.)\]]|(?:cc|re|to|from|date|subject|via|attn|tel|fax|e-?mail)\s?:)$/iu.test(
    text,
  )

function lineOf(page: PdfPage, runs: readonly PdfRun[], raised: readonly PdfRun[]): PdfLine {
  const left = Math.min(...runs.map((run) => run.x))
  const right = Math.max(...runs.map((run) => run.x + run.width))
  const size = usualSize(runs)
  const own = raised.filter((run) => run.x >= left - size * 2 && run.x <= right + size)
  const [before, within] = [own.filter((run) => run.x < left), own.filter((run) => run.x >= left)]
  const opens = before[0]?.text.trim()
  return {
    page: page.number,
    text: textOf(runs, page.mirrored),
    left: Math.min(left, ...before.map((run) => run.x)),
    right,
    y: usualY(runs, size),
    size,
    runs,
    references: within.map((run) => run.text.trim()),
    ...(opens === undefined || opens === '' ? {} : { opens }),
  }
}

function usualSize(runs: readonly PdfRun[]): number {
  const letters = new Map<number, number>()
  for (const run of runs) letters.set(run.size, (letters.get(run.size) ?? 0) + run.text.length)
  return [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}

const usualY = (runs: readonly PdfRun[], size: number): number => runs.find((run) => run.size === size)?.y ?? 0

/** The words of a line. Runs against the direction of their line are put in their own order. */
function textOf(runs: readonly PdfRun[], mirrored: boolean): string {
  const ordered = inWritingOrder(runs, mirrored)
  let text = ''
  let last: PdfRun | undefined
  for (const run of ordered) {
    if (last !== undefined && needsSpace(last, run)) text += ' '
    text += run.text
    last = run
  }
  return spacedOut(text.replace(/\u00AD(?=\s*$)/u, '-').replace(/\u00AD/gu, ''))
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Faces keep at least a seventh of their size between words, and less between letters. */
function needsSpace(last: PdfRun, next: PdfRun): boolean {
  if (/\s$/u.test(last.text) || /^\s/u.test(next.text)) return false
  const [one, other] = last.x <= next.x ? [last, next] : [next, last]
  return other.x - one.x - one.width > 0.14 * Math.min(one.size, other.size)
}

/** Runs as they are read; in a mirrored page the first one read stands at the smallest place. */
function inWritingOrder(runs: readonly PdfRun[], mirrored: boolean): readonly PdfRun[] {
  const letters = (rightToLeft: boolean): number =>
    runs.reduce((sum, run) => sum + (run.rightToLeft === rightToLeft ? run.text.length : 0), 0)
  const leftwards = letters(true) > letters(false)
  const sorted = runs.toSorted((one, other) => (leftwards === mirrored ? one.x - other.x : other.x - one.x))
  const ordered: PdfRun[] = []
  let against: PdfRun[] = []
  for (const run of sorted) {
    if (run.rightToLeft !== leftwards && /[\p{L}\p{N}]/u.test(run.text)) {
      against.unshift(run)
      continue
    }
    ordered.push(...against, run)
    against = []
  }
  return [...ordered, ...against]
}
