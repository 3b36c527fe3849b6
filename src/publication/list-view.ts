import { fold, type EditionId } from '#kernel'
import type { EarlierSignOn } from '#organizations'
import type { ListSheet } from './sheets.ts'

type Line = ListSheet['lines'][number]

/** What of a list is asked for: names that have some words in their line, or those that stand after a line. */
export type ListWish = {
  /** Empty: everybody. */
  readonly find: string
  /** The id of the last line seen; one that is gone, or none: from the beginning. */
  readonly after: string | undefined
}

/** One page of a letter's list. */
export type ListView = Omit<ListSheet, 'lines' | 'earlier'> & {
  /** As on the sheet, with the editions under whose present words each stands all the same. */
  readonly earlier: readonly (EarlierSignOn & { readonly present: readonly EditionId[] })[]
  readonly lines: readonly Line[]
  /** How many were found, on this page or not. */
  readonly found: number
  /** What to ask after for those that follow; `undefined` on the last page. */
  readonly next: string | undefined
  readonly isFirst: boolean
  /** What kinds of lines the whole list has. */
  readonly kinds: { readonly recorded: number; readonly gathered: number; readonly hasPersons: boolean }
}

/** A list that is looked up again and again. */
export type ListIndex = {
  readonly sheet: ListSheet
  readonly view: (wish: ListWish) => ListView
}

const linesAtMost = 500
// However long its lines are, a page of fewer is no help to anybody.
const linesAtLeast = 20
/**
 * A page of names has to arrive with the first packets of a connection, 14 KB compressed. Names hardly compress below half
 * of what they are, so what is on a page is counted in their bytes.
 */
const bytesAtMost = 15_000

/** Makes a list ready to be looked up: names are folded when first somebody searches. */
export function listIndex(sheet: ListSheet): ListIndex {
  const { lines, ...rest } = sheet
  const presents = new Map(rest.earlier.length === 0 ? [] : lines.map(({ id, editions }) => [id, editions] as const))
  const earlier = rest.earlier.map((one) => ({ ...one, present: presents.get(one.id) ?? [] }))
  let folded: readonly string[] | undefined
  let places: ReadonlyMap<string, number> | undefined
  const gathered = lines.filter(({ origin }) => origin === 'gathered')
  const kinds = {
    recorded: lines.length - gathered.length,
    gathered: gathered.length,
    hasPersons: gathered.some(({ kind }) => kind === 'person'),
  }
  return {
    sheet,
    view: ({ find, after }) => {
      const needles = fold(find).split(' ')
      folded ??= find === '' ? undefined : lines.map(searchText)
      const found =
        find === ''
          ? lines
          : lines.filter((_, index) => needles.every((needle) => folded?.[index]?.includes(needle) === true))
      if (after !== undefined && find === '') places ??= new Map(lines.map(({ id }, index) => [id, index]))
      const seen = after === undefined || find !== '' ? undefined : places?.get(after)
      const from = seen === undefined ? 0 : seen + 1
      const shown = pageFrom(found, from)
      const next = from + shown.length < found.length ? shown.at(-1)?.id : undefined
      return { ...rest, earlier, lines: shown, found: found.length, next, isFirst: from === 0, kinds }
    },
  }
}

/** Everything of a line in which a word is looked for, whatever its case or accents. */
const searchText = (line: Line): string =>
  fold([line.name, line.letterheadName, line.title, line.affiliation, line.representative].join(' '))

function pageFrom(lines: readonly Line[], from: number): readonly Line[] {
  let used = 0
  let end = from
  for (; end < Math.min(lines.length, from + linesAtMost); end += 1) {
    used += weightOf(lines[end])
    if (used > bytesAtMost && end - from >= linesAtLeast) break
  }
  return lines.slice(from, end)
}

/** What a line adds to a page; the slug in its link mostly repeats the name. */
function weightOf(line: Line | undefined): number {
  if (line === undefined) return 0
  const { name, title, affiliation, representative, country, note, group, organizationSlug } = line
  const said = [name, title, affiliation, representative, country, note, group].filter(Boolean).join(', ')
  return Buffer.byteLength(said) + (organizationSlug === undefined ? 0 : Math.ceil(organizationSlug.length / 2)) + 6
}
