import { campaignPulses } from '#letters'
import type { Database, Tx } from '#platform'
import { signatoriesCsv } from './csv.ts'
import { listMark } from './list-mark.ts'
import { listToPrint, type ListRead, type PrintedFacts } from './list-sheet.ts'
import { listIndex, type ListIndex, type ListView, type ListWish } from './list-view.ts'
import { peopleReader } from './people.ts'
import { listSheet } from './sheets.ts'
import { signatoriesJson } from './signatories-json.ts'

/** A letter by the names in its address. */
export type ListPlace = { readonly campaign: string; readonly letter: string }

/** A list read for print: its sheet as JSON in UTF-8, so that it travels between threads and processes as one piece. */
export type ListPacked =
  | Extract<ListRead, { readonly kind: 'too-long' }>
  | { readonly kind: 'list'; readonly facts: PrintedFacts; readonly paper: Uint8Array }

/** Everything that is made of a letter's list; `undefined` where strangers may not read the letter. */
export type ListWork = {
  /** One page of it, or those found. */
  readonly view: (place: ListPlace, wish: ListWish) => Promise<ListView | undefined>
  readonly file: (place: ListPlace, kind: 'csv' | 'json') => Promise<string | undefined>
  /** Reads it for print. */
  readonly toPrint: (place: ListPlace) => Promise<ListPacked | undefined>
  /** What {@link PrintedFacts.mark} would be now, of what stood there before an entry of the log. */
  readonly mark: (place: ListPlace, before: number) => Promise<string | undefined>
}

type Kept = { readonly key: string; readonly index: ListIndex }

/**
 * Works on lists. The one read last is kept until a fact of its campaign changes: a list of 100,000 takes seconds to read
 * and put in order, and milliseconds to be looked up.
 */
export function listWork(database: Pick<Database, 'read'>, now: () => Date): ListWork {
  let kept: Kept | undefined
  const indexOf = async (tx: Tx, place: ListPlace): Promise<ListIndex | undefined> => {
    const at = now()
    const pulse = (await campaignPulses(tx, at)).find(({ slug }) => slug === place.campaign)
    if (!pulse) return undefined
    const key = [place.campaign, place.letter, pulse.facts].join('\n')
    if (kept?.key === key) return kept.index
    // First of all: two at once would be twice the memory.
    kept = undefined
    const sheet = await listSheet(tx, place.campaign, place.letter, at)
    if (!sheet) return undefined
    kept = { key, index: listIndex(sheet) }
    return kept.index
  }
  const withIndex = <T>(place: ListPlace, make: (index: ListIndex, tx: Tx) => Promise<T> | T): Promise<T | undefined> =>
    database.read(async (tx) => {
      const index = await indexOf(tx, place)
      return index && (await make(index, tx))
    })
  return {
    view: (place, wish) =>
      withIndex(place, async (index, tx) => ({
        ...index.view(wish),
        // The log's numbers move without any fact of the campaign.
        ...(await peopleReader(tx, index.sheet.campaign.id)).ofLetter(place.letter),
      })),
    file: (place, kind) =>
      withIndex(place, ({ sheet }) => (kind === 'csv' ? signatoriesCsv(sheet) : signatoriesJson(sheet))),
    mark: (place, before) => withIndex(place, ({ sheet }, tx) => listMark(tx, sheet, before)),
    toPrint: async (place) => {
      const read = await database.read((tx) => listToPrint(tx, place, now()))
      if (read?.kind !== 'list') return read
      return { ...read, paper: new TextEncoder().encode(JSON.stringify(read.paper)) }
    },
  }
}
