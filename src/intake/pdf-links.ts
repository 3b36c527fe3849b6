import type { PdfLine, PdfLinkArea } from './pdf-page.ts'
import type { SourceLink } from './source-text.ts'

/**
 * The anchors of a line, in order: the words that an area of the page covers. Areas that lead to one place and touch
 * are one link, also where a program made one of every word.
 */
export function linksIn(line: PdfLine, areas: readonly PdfLinkArea[]): readonly SourceLink[] {
  const height = line.size
  const mine = areas
    .filter((area) => area.top < line.y - height * 0.15 && area.bottom > line.y - height * 0.55)
    .filter((area) => area.left < line.right && area.right > line.left)
  const spans = mine
    .flatMap((area) => {
      const [from, to] = [letterAt(line, area.left, 'start'), letterAt(line, area.right, 'end')]
      return from < to ? [{ from, to, href: area.href }] : []
    })
    .sort((one, other) => one.from - other.from)
  const merged: { from: number; to: number; href: string }[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last?.href === span.href && span.from <= last.to + 1) last.to = Math.max(last.to, span.to)
    else if (last === undefined || span.from >= last.to) merged.push({ ...span })
  }
  return merged.flatMap(({ from, to, href }) => {
    const text = line.text.slice(from, to).trim()
    return text === '' ? [] : [{ text, href: hrefOf(href) }]
  })
}

/**
 * The place in the line's text where a place on the page falls: by the share of the run it lies in, then at the nearest
 * border of a word, because links cover words and letters differ in width.
 */
function letterAt(line: PdfLine, x: number, end: 'start' | 'end'): number {
  if (end === 'start' && x <= line.left + 1) return 0
  if (end === 'end' && x >= line.right - 1) return line.text.length
  let before = 0
  for (const run of line.runs.toSorted((one, other) => one.x - other.x)) {
    const start = line.text.indexOf(run.text.trim(), Math.max(0, before - 1))
    const from = start < 0 ? before : start
    if (x < run.x + run.width) return wordBorder(line.text, from + ((x - run.x) / run.width) * run.text.length)
    before = from + run.text.trim().length
  }
  return end === 'end' ? line.text.length : before
}

function wordBorder(text: string, place: number): number {
  const near = Math.max(0, Math.min(text.length, Math.round(place)))
  for (let by = 0; by < 12; by += 1)
    for (const at of [near - by, near + by])
      if (at >= 0 && at <= text.length && /^.?(?:$|\W)|^(?:\W|^).$/su.test(text.slice(Math.max(0, at - 1), at + 1)))
        if (isBorder(text, at)) return at
  return near
}

const isBorder = (text: string, at: number): boolean =>
  /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') !== /[\p{L}\p{N}]/u.test(text[at] ?? ' ')

/** A place inside the file and an empty target are lost, as in every format. */
const hrefOf = (href: string): string | null => (href === '' || href.startsWith('#') ? null : href)
