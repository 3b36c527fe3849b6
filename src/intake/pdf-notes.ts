import type { PdfLine } from './pdf-page.ts'

/** A page's text, and the notes at its foot. */
export type WithNotes = { readonly text: readonly (readonly PdfLine[])[]; readonly notes: readonly PdfLine[] }

/**
 * Takes the notes at the foot of pages away from the text, also from a list that runs over the page. Notes are smaller
 * than the text or stand apart from it, and the text refers to them by the number or sign that they begin with; what
 * goes on from the notes of the page before has no number, and stands before the next one.
 */
export function withoutNotes(pages: readonly (readonly PdfLine[])[]): WithNotes {
  const usual = usualSize(pages.flat())
  const references = new Set(pages.flat().flatMap((line) => [...referencesIn(line)]))
  const notes: PdfLine[] = []
  const text = pages.map((lines) => {
    const sorted = lines.toSorted((one, other) => one.y - other.y)
    const from = notesBegin(sorted, { usual, references, goesOn: notes.length > 0 })
    const below = new Set(sorted.slice(from))
    notes.push(...below)
    return lines.filter((line) => !below.has(line))
  })
  return { text, notes }
}

type Known = { readonly usual: number; readonly references: ReadonlySet<string>; readonly goesOn: boolean }

/** Where the notes of a page begin; its number of lines when it has none. */
function notesBegin(lines: readonly PdfLine[], { usual, references, goesOn }: Known): number {
  let from = lines.length
  while (from > 0 && (lines[from - 1]?.size ?? usual) < usual * 0.94) from -= 1
  // Notes as large as the text must be known by their marks, and begin after a space.
  const small = from < lines.length
  const first = lines.findIndex(
    (line, at) => (!small || at >= from) && opensNote(line, references) && standsOff(lines, at, small),
  )
  if (first < 0) return lines.length
  if (small && goesOn && first > from) return isContinued(lines, from, first) ? from : first
  return first
}

/** Small lines above the first note of a page go on from the page before, unless they stand off from the notes. */
function isContinued(lines: readonly PdfLine[], from: number, first: number): boolean {
  const step = (at: number): number => (lines[at]?.y ?? 0) - (lines[at - 1]?.y ?? 0)
  const inside = Array.from({ length: first - from }, (_, by) => step(from + 1 + by))
  return from === 0 || step(from) >= Math.max(...inside)
}

function standsOff(lines: readonly PdfLine[], at: number, small: boolean): boolean {
  if (small || at === 0) return small
  const [line, before] = [lines[at], lines[at - 1]]
  if (line === undefined || before === undefined) return false
  // A numbered list inside the text looks alike: only the foot of a page is believed.
  return line.y - before.y > line.size * 1.9 && lines.slice(at).length <= 14 && line.text.startsWith('[')
}

/** Whether a line begins with the number or sign of a note that the text refers to. */
function opensNote(line: PdfLine, references: ReadonlySet<string>): boolean {
  if (line.opens !== undefined) return references.has(line.opens)
  const mark = /^[[(]?(\d{1,3}|[*\u2020\u2021\u00A7]+)[\]).]?(?=\s|\p{L}|$|["\u201C\u2018(])/u.exec(line.text)?.[1]
  return mark !== undefined && references.has(mark)
}

/** What a line refers to: its raised numbers, and numbers in square brackets within it. */
function referencesIn(line: PdfLine): readonly string[] {
  const raised = line.references.flatMap((text) => text.match(/\d{1,3}|[*\u2020\u2021\u00A7]+/gu) ?? [])
  const bracketed = [...line.text.slice(1).matchAll(/\[(\d{1,3})\]/gu)].map((match) => match[1] ?? '')
  return [...raised, ...bracketed]
}

function usualSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>()
  for (const line of lines) {
    const size = Math.round(line.size * 4) / 4
    letters.set(size, (letters.get(size) ?? 0) + line.text.length)
  }
  return [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}
