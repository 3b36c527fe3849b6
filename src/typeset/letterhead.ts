import type { Geometry } from './geometry.ts'
import { breakWideWords, countLines, widest, type Column } from './line-count.ts'
import type { Printer } from './printable.ts'

/** One page of the letterhead, reckoned for both cases: how many pages the letter takes, only Typst knows. */
export type LetterheadPage = {
  readonly names: readonly string[]
  /** How many of the names stand here if this is the letter's last page, so that the sentence has room. */
  readonly last: number
  /** The sentence for the names that then did not fit; empty when all did. */
  readonly more: string
}

/** The letterhead by pages, and what stands on the last page of a letter that has more pages than that. */
export type Letterhead = { readonly pages: readonly LetterheadPage[]; readonly after: LetterheadPage }

/** No letter's own pages hold more letterhead than this; the rest is only counted. */
const mostShown = 800

/**
 * Cuts the letterhead into pages of names. Heights are the most a name can take: a page may end a name early, never late.
 * Only the names shown are made printable. @param sentence says how many more there are.
 */
export function letterheadOf(
  names: readonly string[],
  {
    geometry,
    column,
    print,
  }: { readonly geometry: Geometry; readonly column: Column; readonly print: Printer['print'] },
  sentence: (count: number) => string,
): Letterhead {
  const { sidebarSize, sidebarLeading, sidebarGap } = geometry
  const room = geometry.pageHeight - geometry.top - geometry.bottom
  const tall = (lines: number): number => lines * sidebarSize + (lines - 1) * sidebarLeading
  const more = (count: number): string => (count === 0 ? '' : sentence(count))
  const wanted = tall(countLines(more(names.length), { ...column, hang: 0 }, widest)) + 2 * sidebarGap
  const rows = names.slice(0, mostShown).map((name) => {
    const printed = breakWideWords(print(name), column)
    return { printed, height: tall(countLines(printed, column, widest)) }
  })
  const pages: LetterheadPage[] = []
  let from = 0
  while (from < rows.length) {
    let [to, last, used] = [from, from, 0]
    for (let row = rows[to]; row && used + row.height <= room; row = rows[to]) {
      used += row.height + sidebarGap
      to += 1
      if (to === names.length || used + wanted <= room) last = to
    }
    // A name taller than a page: it and all after it are counted.
    if (to === from) break
    const here = rows.slice(from, to).map((row) => row.printed)
    pages.push({ names: here, last: last - from, more: more(names.length - last) })
    from = to
  }
  return { pages, after: { names: [], last: 0, more: more(names.length - from) } }
}
