import type { OrganizerId } from '#kernel'
import type { GatheringLetter } from '#letters'
import type { BoardRow, BoardStatus } from '#organizations'

/** Which rows of the board are shown: all, those of a status, or those to see to today. */
export type BoardShow = 'all' | 'today' | BoardStatus

/** The statuses in the order in which an organization goes through them. */
export const boardStatuses: readonly BoardStatus[] = [
  'not-asked',
  'asked',
  'interested',
  'promised',
  'pending',
  'signed',
  'authorized',
  'changed',
  'printed',
  'declined',
  'withdrawn',
]

/** What a page of the board is asked to show; everything where it says nothing that we know. */
export function readShow(text: string | undefined): BoardShow {
  if (text === 'today') return 'today'
  return boardStatuses.find((status) => status === text) ?? 'all'
}

const waiting: ReadonlySet<BoardStatus> = new Set(['asked', 'interested', 'promised', 'pending'])
// Two weeks are what most coalitions give; a reminder in the first days only annoys.
const restsDays = 5
const dayLong = 86_400_000

/** Why somebody should be called or written to today. */
export type Due = 'planned' | 'mail-came-back' | 'no-answer'

/**
 * Why a row is to be seen to on a day (ISO 8601, in the campaign's time zone): the day that somebody wrote down has
 * come, a mail came back, or nothing has been heard for five days. A day written down that has not come keeps quiet.
 */
export function dueOn(row: BoardRow, today: string, now: Date): Due | undefined {
  if (row.nextOn !== undefined) return row.nextOn <= today ? 'planned' : undefined
  if (row.mailTrouble) return 'mail-came-back'
  if (!waiting.has(row.status)) return undefined
  const heard = Math.max(row.since.getTime(), row.remindedAt?.getTime() ?? 0)
  return now.getTime() - heard >= restsDays * dayLong ? 'no-answer' : undefined
}

/** Whether a reminder may go out: somebody was asked, has not signed, and can be reached. */
export function canRemind(row: BoardRow): boolean {
  return (
    row.ask !== undefined &&
    ['asked', 'interested', 'promised'].includes(row.status) &&
    row.personal().contact !== undefined
  )
}

/** What tells rows apart in addresses. */
export const rowId = (row: BoardRow): string => row.ask ?? row.signOn ?? ''

/** The rows to show, by name; those to see to today, the longest waiting first. */
export function rowsToShow(
  rows: readonly BoardRow[],
  {
    show,
    find,
    today,
    now,
  }: { readonly show: BoardShow; readonly find: string; readonly today: string; readonly now: Date },
  language: string,
): readonly BoardRow[] {
  const wanted = find.trim().toLowerCase()
  const found = rows.filter(
    (row) =>
      wanted === '' ||
      row.name.toLowerCase().includes(wanted) ||
      row.personal().contact?.email.toLowerCase().includes(wanted),
  )
  if (show === 'today') {
    const since = (row: BoardRow): string => row.nextOn ?? row.since.toISOString()
    const due = found.filter((row) => dueOn(row, today, now))
    return due.toSorted((one, other) => since(one).localeCompare(since(other)))
  }
  const collator = new Intl.Collator(language)
  const kept = show === 'all' ? found : found.filter(({ status }) => status === show)
  return kept.toSorted((one, other) => collator.compare(one.name, other.name) || rowId(one).localeCompare(rowId(other)))
}

/** Which version of the text a row said yes to, over all its editions. */
export type VersionSeen = {
  /** The number of the oldest that it stands on. */
  readonly number: number
  /** Whether an edition it signed has newer words. */
  readonly isOlder: boolean
  readonly editions: number
}

/** Which versions a row said yes to; `undefined` when to none. */
export function versionSeen(
  row: Pick<BoardRow, 'versions'>,
  letter: Pick<GatheringLetter, 'editions'>,
): VersionSeen | undefined {
  const seen = letter.editions.flatMap(({ versions }) => {
    const yes = versions.filter(({ hash }) => row.versions.includes(hash)).at(-1)
    return yes ? [{ number: yes.number, isOlder: yes.hash !== versions.at(-1)?.hash }] : []
  })
  if (seen.length === 0) return undefined
  return {
    number: Math.min(...seen.map(({ number }) => number)),
    isOlder: seen.some(({ isOlder }) => isOlder),
    editions: seen.length,
  }
}

/** How many rows there are of each status. */
export function countsOf(rows: readonly BoardRow[]): ReadonlyMap<BoardStatus, number> {
  const counts = new Map<BoardStatus, number>()
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}

/** Who looks after any of these rows. */
export const ownersOf = (rows: readonly BoardRow[]): readonly OrganizerId[] => [
  ...new Set(rows.flatMap(({ owner }) => (owner === undefined ? [] : [owner]))),
]
