import type { SourceLine } from './source-text.ts'

/** What stands around the lines that names are made of. */
type Around = {
  /** Lines with space above them. */
  readonly starts: ReadonlySet<SourceLine>
  /** All lines of the list, with those that say more of a name. */
  readonly below: readonly SourceLine[]
  readonly details: ReadonlySet<SourceLine>
}

/** A line that stands so much farther in (ems) hangs on the one above. */
const hanging = 0.7

/**
 * For each line the log-odds that a name begins there, by how the page is set: space above it, what a line below a name
 * says, room that the line above left for the next word, hanging indents. Nothing for formats without a page.
 */
export function beginsByPage(names: readonly SourceLine[], around: Around): ReadonlyMap<SourceLine, number> {
  const begins = new Map<SourceLine, number>()
  if (!names.some((line) => line.hints?.room !== undefined)) return begins
  const spaced = spacing(names, around.starts)
  const hung = hangs(names)
  const centered = isCentered(names)
  const before = new Map(around.below.slice(1).map((line, at) => [line, around.below[at]]))
  for (const line of names) {
    const above = before.get(line)
    if (above === undefined) continue
    const own = line.hints?.emphasis === 'start' || around.details.has(above) ? 9 : 0
    const space = around.starts.has(line) ? spaced.with : spaced.without
    const left = room(above, line, centered)
    // A line that hangs goes on, whatever the line above had room for: it was broken by hand.
    const hang = hung === 0 ? 0 : isHung(line) ? -hung : 2
    // Nearer to the line above than names are to each other.
    const near = (line.hints?.gap ?? 0) < -0.12 ? -5 : 0
    begins.set(line, own + space + near + (isHung(line) && hung > 0 ? 0 : left) + hang)
  }
  return begins
}

/** What space above a line says in this list, and what its absence says. */
function spacing(
  names: readonly SourceLine[],
  starts: ReadonlySet<SourceLine>,
): { readonly with: number; readonly without: number } {
  const share = names.filter((line) => starts.has(line)).length / names.length
  // Where nearly every line has space above, a line without goes on; where few have, space parts groups of names.
  if (share > 0.5) return { with: 6, without: -4 }
  return { with: share > 0.02 ? 4 : 2, without: 0 }
}

/** Room for the next word on the line above: the line was ended on purpose. No room says nothing by itself. */
function room(above: SourceLine, line: SourceLine, centered: boolean): number {
  const { room: free, indent = 0, page, column } = above.hints ?? {}
  const { width } = line.hints ?? {}
  if (free === undefined || width === undefined) return 0
  const word = (width * (/^\S+/u.exec(line.text)?.[0].length ?? 1)) / Math.max(1, line.text.length)
  const left = free + (centered ? indent : 0) - word - 0.25
  if (left <= 0) return 0
  // The first line of a column is no neighbor of the last one of another, but room is room.
  const known = page === line.hints?.page && column === line.hints?.column ? 1 : 0.8
  return known * Math.min(8, 2.5 + left * 3)
}

function isHung(line: SourceLine): boolean {
  return (line.hints?.indent ?? 0) >= hanging
}

/** How surely lines that stand farther in go on: most lines stand at the edge, and none that hangs follows much room. */
function hangs(names: readonly SourceLine[]): number {
  const hung = names.filter(isHung)
  if (hung.length === 0 || hung.length > names.length * 0.6 || isCentered(names)) return 0
  const indents = new Set(hung.map((line) => Math.round((line.hints?.indent ?? 0) * 4)))
  return indents.size <= 2 ? 7 : 0
}

/** Lines of many lengths with as much room on the left as on the right. */
function isCentered(names: readonly SourceLine[]): boolean {
  const even = names.filter(({ hints }) => Math.abs((hints?.indent ?? 0) - (hints?.room ?? 9)) < 0.6)
  const indents = names.map(({ hints }) => hints?.indent ?? 0)
  return even.length > names.length * 0.8 && Math.max(...indents) > 1.5
}
