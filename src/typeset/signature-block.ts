import type { SignatoryGroup } from '#kernel'
import { balance, paginate, type Row } from './columns.ts'
import type { FontSet } from './fonts.ts'
import type { Geometry } from './geometry.ts'
import { entriesOf, type Entry } from './letter-entries.ts'
import { breakWideWords, countLines, likeliest, widest, type Column } from './line-count.ts'

/** The signature block as the template sets it: pages of columns of entries, and a short block if it is one. */
export type SignatureBlock = {
  /** How it would stand under the letter itself, were there room; null when it is too long for that. */
  readonly short: {
    readonly columns: readonly PrintedColumn[]
    readonly width: number
    readonly height: number
  } | null
  readonly pages: readonly (readonly PrintedColumn[])[]
}

/** A column's entries; one that is a plain name is that name: a long list is mostly these, and parsed by Typst. */
export type PrintedColumn = readonly (string | Entry)[]

/** The fonts and measures the block is reckoned by. */
export type Setting = FontSet & { readonly geometry: Geometry }

/** No more entries than this stand under the letter itself; up to the second number they stand in one column. */
const [mostShort, mostSingle] = [60, 6]

/** Lays out the signature block; `closing` is printed above its first page. */
export function signatureBlock(
  groups: readonly SignatoryGroup[],
  closing: string,
  print: (text: string) => string,
  setting: Setting,
): SignatureBlock {
  const { geometry } = setting
  const narrow = columnOf(setting, geometry.signWidth, 'signSize', 'heavy')
  const entries = entriesOf(groups, (text) => breakWideWords(print(text), narrow))
  const printed = entries.map(plainly)
  const rows = entries.map((entry) => rowOf(entry, geometry.signWidth, setting))
  const other = geometry.pageHeight - geometry.top - geometry.bottom
  const above = closing === '' ? 0 : closingHeight(closing, setting) + geometry.closingGap
  let from = 0
  const pages = paginate(rows, { first: other - above, other }, geometry.signColumns).map((ends) => {
    const page = cut(printed.slice(from, from + (ends.at(-1) ?? 0)), ends)
    from += ends.at(-1) ?? 0
    return page
  })
  return { short: entries.length === 0 || entries.length > mostShort ? null : shortBlock(entries, setting), pages }
}

function shortBlock(entries: readonly Entry[], setting: Setting): SignatureBlock['short'] {
  const { geometry } = setting
  const count = entries.length > mostSingle ? 2 : 1
  const whole = geometry.pageWidth - geometry.near - geometry.far
  const width = (whole - (count - 1) * geometry.shortGutter) / count
  const rows = entries.map((entry) => rowOf(entry, width, setting))
  const { ends } = balance(rows, count)
  const columns = cut(entries.map(plainly), ends)
  const heights = cut(rows, ends).map((column) => column.reduce((sum, row) => sum + row.most + row.above, 0))
  return { columns, width, height: Math.max(...heights) }
}

function plainly(entry: Entry): string | Entry {
  return entry.isHeading || entry.isRemark || entry.isHeavy || entry.details.length > 0 ? entry : entry.name
}

function cut<T>(things: readonly T[], ends: readonly number[]): readonly (readonly T[])[] {
  return ends.map((end, column) => things.slice(ends[column - 1] ?? 0, end))
}

function columnOf(
  { geometry, ...fonts }: Setting,
  width: number,
  size: 'signSize' | 'detailSize',
  font: 'light' | 'heavy' | 'small',
): Column {
  return { width, hang: geometry.signHang, size: geometry[size], font: fonts[font] }
}

function rowOf(entry: Entry, width: number, setting: Setting): Row {
  const { geometry } = setting
  if (entry.isRemark) return remarkRow(entry, width, setting)
  const nameColumn = columnOf(setting, width, 'signSize', entry.isHeavy ? 'heavy' : 'light')
  const detailColumn = columnOf(setting, width, 'detailSize', 'small')
  const tall = (scale: number): number => {
    const nameLines = countLines(entry.name, nameColumn, scale)
    const detailLines = entry.details.reduce((sum, line) => sum + countLines(line, detailColumn, scale, true), 0)
    const leading = (nameLines + detailLines - 1) * geometry.signLeading
    return nameLines * geometry.signSize + detailLines * geometry.detailSize + leading
  }
  const most = tall(widest)
  // The likeliest height differs only where a line is broken.
  const single = geometry.signSize + entry.details.length * (geometry.detailSize + geometry.signLeading)
  const likely = most > single ? tall(likeliest) : most
  const extra = entry.isHeading ? geometry.headingRule : 0
  const nameGap = entry.isHeavy ? geometry.heavyGap : geometry.signGap
  return {
    most: most + extra,
    likely: likely + extra,
    above: entry.isHeading ? geometry.headingGap : nameGap,
    isHeading: entry.isHeading,
  }
}

/** As a heading: it never stands last in a column, without the names that it is about. */
function remarkRow({ name }: Entry, width: number, setting: Setting): Row {
  const { geometry } = setting
  const column = { ...columnOf(setting, width, 'detailSize', 'small'), hang: 0 }
  const tall = (scale: number): number => {
    const lines = countLines(name, column, scale)
    return lines * geometry.detailSize + (lines - 1) * geometry.signLeading
  }
  return { most: tall(widest), likely: tall(likeliest), above: geometry.signGap, isHeading: true }
}

function closingHeight(closing: string, { geometry, light }: Setting): number {
  const width = geometry.pageWidth - 2 * geometry.signMargin
  const lines = countLines(closing, { width, hang: 0, size: geometry.letterSize, font: light }, widest)
  return lines * (geometry.letterSize + geometry.letterLeading)
}
