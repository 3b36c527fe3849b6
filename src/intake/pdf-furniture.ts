import type { PdfLine } from './pdf-page.ts'

/** The lines of a file's pages without what only furnishes them. */
export type Unfurnished = {
  readonly pages: readonly (readonly PdfLine[])[]
  /** Running heads and feet, page numbers: each printed form once, in file order. */
  readonly furniture: readonly PdfLine[]
}

/** This many lines from the top and from the bottom of a page may furnish it. */
const zoneLines = 5

/**
 * Takes running heads, running feet and page numbers away: lines that stand at the same place of several pages and say
 * the same (numbers apart), and numbers that count the pages. A head that the first page has too is kept there: it may
 * be the letter's date or the name over it.
 */
export function withoutFurniture(pages: readonly (readonly PdfLine[])[]): Unfurnished {
  const zones = pages.map(zonesOf)
  const seen = new Map<string, Set<number>>()
  for (const [page, { top, bottom }] of zones.entries())
    for (const line of [...top, ...bottom]) for (const key of keysOf(line)) add(seen, key, page)
  const furniture: PdfLine[] = []
  const told = new Set<string>()
  const kept = pages.map((lines, page) => {
    const { top, bottom } = zones[page] ?? { top: [], bottom: [] }
    const zone = new Set([...top, ...bottom])
    return lines.filter((line) => {
      if (!zone.has(line)) return true
      const repeated = keysOf(line).some((key) => (seen.get(key)?.size ?? 0) > 1)
      if (repeated && page === 0 && top.includes(line)) return true
      if (!repeated && !countsPages(line, page, bottom.at(-1) === line || top[0] === line)) return true
      if (!told.has(maskOf(line))) furniture.push(line)
      told.add(maskOf(line))
      return false
    })
  })
  return { pages: kept, furniture }
}

type Zones = { readonly top: readonly PdfLine[]; readonly bottom: readonly PdfLine[] }

/** The outermost rows of a page; a page that is no longer than both zones has only a half of it as each. */
function zonesOf(lines: readonly PdfLine[]): Zones {
  const sorted = lines.toSorted((one, other) => one.y - other.y)
  const rows = [...new Set(sorted.map((line) => Math.round(line.y)))]
  const reach = Math.min(zoneLines, Math.floor(rows.length / 2))
  const [high, low] = [rows[reach - 1] ?? -1, rows[rows.length - reach] ?? Infinity]
  return {
    top: sorted.filter((line) => Math.round(line.y) <= high),
    bottom: reach === 0 ? [] : sorted.filter((line) => Math.round(line.y) >= low),
  }
}

/** Where a line stands and what it says without its numbers; places a point apart are one. */
function keysOf(line: PdfLine): readonly string[] {
  const mask = maskOf(line)
  if (mask === '' || mask.length > 200) return []
  const place = Math.round(line.y / 3)
  // Left, middle or right of the page: odd and even pages may change sides.
  return [place, place + 1].map((row) => `${row} ${mask}`)
}

const maskOf = (line: PdfLine): string => line.text.replace(/\d+/gu, '#').replace(/\s+/gu, ' ').toLowerCase()

/** Whether an outermost line is nothing but the number of its page. */
function countsPages(line: PdfLine, page: number, outermost: boolean): boolean {
  if (!outermost) return false
  const number =
    /^(?:page|seite|página|pagina|p\.)?\s*[-\u2013|[(]?\s*(\d{1,4})\s*[-\u2013|\])]?(?:\s*(?:of|von|de|sur|\/)\s*\d{1,4})?$/iu.exec(
      line.text,
    )?.[1]
  return number !== undefined && Math.abs(Number(number) - page - 1) <= 3
}

function add(seen: Map<string, Set<number>>, key: string, page: number): void {
  const pages = seen.get(key)
  if (pages === undefined) seen.set(key, new Set([page]))
  else pages.add(page)
}
