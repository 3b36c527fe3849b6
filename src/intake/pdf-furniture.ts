import type { PdfLine } from './pdf-page.ts'

/** The lines of a file's pages without what only furnishes them. */
export type Unfurnished = {
  readonly pages: readonly (readonly PdfLine[])[]
  /** Running heads and feet, page numbers: each printed form once, in file order. */
  readonly furniture: readonly PdfLine[]
}

/** This many rows from the top and from the bottom of a page may furnish it. */
const zoneRows = 6

/** Furniture stands off from the text by this many times its size, from baseline to baseline. */
const standsOff = 1.75

/**
 * Takes running heads, running feet and page numbers away: rows at the edge of a page that stand at the same place of
 * another and say the same (but for a number that counts the pages), and stand off from the text. A head that the first
 * page has too is kept there: it may be the letter's date or the name over it.
 */
export function withoutFurniture(pages: readonly (readonly PdfLine[])[]): Unfurnished {
  const rows = pages.map(rowsOf)
  const seen = new Map<string, Set<number>>()
  for (const [page, all] of rows.entries())
    for (const line of [...all.slice(0, zoneRows), ...all.slice(-zoneRows)].flat())
      for (const key of keysOf(line, page)) add(seen, key, page)
  const repeats = (line: PdfLine, page: number): number =>
    Math.max(...keysOf(line, page).map((key) => seen.get(key)?.size ?? 0), countsPage(line, page) ? 2 : 0)
  const furniture = new Map<string, PdfLine>()
  const kept = rows.map((all, page) => {
    const known: Known = { page, pages: pages.length, repeats }
    const top = page === 0 ? 0 : edgeRows(all, known)
    const bottom = edgeRows(all.slice(top).toReversed(), known)
    for (const line of [...all.slice(0, top), ...all.slice(all.length - bottom)].flat())
      furniture.set(line.text.replace(/\d+/gu, '#'), furniture.get(line.text.replace(/\d+/gu, '#')) ?? line)
    return all.slice(top, all.length - bottom).flat()
  })
  return { pages: kept, furniture: [...furniture.values()] }
}

/** The lines of a page by rows, from the top. */
function rowsOf(lines: readonly PdfLine[]): readonly (readonly PdfLine[])[] {
  const rows: PdfLine[][] = []
  for (const line of lines.toSorted((one, other) => one.y - other.y)) {
    const last = rows.at(-1)
    if (last?.[0] !== undefined && line.y - last[0].y < line.size * 0.5) last.push(line)
    else rows.push([line])
  }
  return rows
}

type Known = {
  readonly page: number
  readonly pages: number
  readonly repeats: (line: PdfLine, page: number) => number
}

/** How many rows from the edge inwards are furniture. */
function edgeRows(rows: readonly (readonly PdfLine[])[], { page, pages, repeats }: Known): number {
  let count = 0
  for (const [at, row] of rows.slice(0, Math.min(zoneRows, rows.length - 1)).entries()) {
    const least = Math.min(...row.map((line) => repeats(line, page)))
    if (least < 2) break
    const [own, next] = [row[0], rows[at + 1]?.[0]]
    if (own === undefined || next === undefined) break
    // What most pages repeat needs no space to be known by; on a few pages a list may repeat a line by chance.
    const common = least >= 3 && least >= pages * 0.6
    if (common || Math.abs(next.y - own.y) >= Math.min(own.size, next.size) * standsOff) count = at + 1
  }
  return count
}

/** Where a line stands and what it says, once as it is and once for each number that may count pages. */
function keysOf(line: PdfLine, page: number): readonly string[] {
  if (line.text.length > 200) return []
  const texts = [line.text.toLowerCase()]
  for (const number of [...line.text.matchAll(/\d{1,4}/gu)].slice(0, 6)) {
    const [before, after] = [line.text.slice(0, number.index), line.text.slice(number.index + number[0].length)]
    texts.push(`${before}#${Number(number[0]) - page}${after}`.toLowerCase())
  }
  // Places a few points apart are one; a place at the border counts for both sides.
  const place = Math.round(line.y / 3)
  return texts.flatMap((text) => [`${place} ${text}`, `${place + 1} ${text}`])
}

/** Whether a line is nothing but the number of its page. */
function countsPage(line: PdfLine, page: number): boolean {
  const number =
    /^(?:page|seite|página|pagina|p\.)?\s*[-\u2013|[(]?\s*(\d{1,4})\s*[-\u2013|\])]?(?:\s*(?:of|von|de|sur|\/)\s*\d{1,4})?$/iu.exec(
      line.text,
    )?.[1]
  return number !== undefined && Math.abs(Number(number) - page - 1) <= 2
}

function add(seen: Map<string, Set<number>>, key: string, page: number): void {
  const pages = seen.get(key)
  if (pages === undefined) seen.set(key, new Set([page]))
  else pages.add(page)
}
