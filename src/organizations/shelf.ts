import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import type { GatheredLine } from './gathered-line.ts'
import type { NameDoubt } from './gathered-board.ts'
import { doubtsIn } from './name-doubts.ts'
import type { KeptSignOn } from './sign-on.ts'
import { skeletonRegister, type SkeletonRegister } from './skeleton.ts'
import { changesSeen } from './store-change.ts'
import { boardFacts, type BoardFacts } from './store-board.ts'
import { gatheredLines, linesAndBoard } from './store-lines.ts'
import { listFacts, type ListFacts } from './store-list-facts.ts'
import { signOnsOf } from './store.ts'

/** What pages about a campaign's sign-ons are made of; each part is read when it is first asked for. */
export type SignOnFacts = {
  /** Gathered lines of all letters, by letter. */
  readonly lines: () => Promise<ReadonlyMap<LetterId, readonly GatheredLine[]>>
  /** All else on the boards of all letters; what is personal is in it sealed. */
  readonly board: () => Promise<BoardFacts>
  /** Both of them, read in one question where neither is there yet. */
  readonly linesAndBoard: () => Promise<{
    readonly lines: ReadonlyMap<LetterId, readonly GatheredLine[]>
    readonly board: BoardFacts
  }>
  readonly doubts: (letter: LetterId) => Promise<readonly NameDoubt[]>
  readonly recorded: (letter: LetterId) => Promise<readonly KeptSignOn[]>
  readonly list: (letter: LetterId) => Promise<ListFacts>
  /** Names, by what they look like; the same names are to be asked for by the same key. */
  readonly alike: (key: string, names: () => readonly string[]) => SkeletonRegister
}

/**
 * Facts about sign-ons, kept by one process as long as nothing about them changes in the database. Made for pages that
 * are looked at again and again; whatever decides or writes reads for itself.
 */
export type SignOnShelf = {
  /** @returns facts as the transaction sees them: one that may write is given nothing that was kept. */
  readonly of: (tx: Tx, campaign: CampaignId) => Promise<SignOnFacts>
}

// A campaign of a thousand organizations takes about five megabytes.
const mostCampaigns = 6

type Entry = { readonly seen: string; readonly parts: Map<string, unknown> }

/** An empty shelf. What is on it is sealed where it is personal, and never written anywhere. */
export function signOnShelf(): SignOnShelf {
  const entries = new Map<CampaignId, Entry>()
  return {
    of: async (tx, campaign) => {
      const seen = await changesSeen(tx, campaign)
      if (seen === undefined) return factsIn(tx, campaign, new Map())
      const before = entries.get(campaign)
      const entry = before?.seen === seen ? before : { seen, parts: new Map<string, unknown>() }
      // The one looked at last stands last.
      entries.delete(campaign)
      entries.set(campaign, entry)
      for (const oldest of entries.keys()) if (entries.size > mostCampaigns) entries.delete(oldest)
      return factsIn(tx, campaign, entry.parts)
    },
  }
}

/** Facts from a shelf; without one, read for whoever asks and kept by nobody. */
export async function factsFor(tx: Tx, campaign: CampaignId, shelf?: SignOnShelf): Promise<SignOnFacts> {
  return shelf ? await shelf.of(tx, campaign) : factsIn(tx, campaign, new Map())
}

function factsIn(tx: Tx, campaign: CampaignId, parts: Map<string, unknown>): SignOnFacts {
  /** A part by its name, made where it is missing. A part that could not be read is not kept. */
  const part = <Part>(name: string, make: () => Part): Part => {
    // Each name is written once below, so that what stands under it is what is asked for.
    if (parts.has(name)) return parts.get(name) as Part
    const made = make()
    parts.set(name, made)
    if (made instanceof Promise) made.catch(() => parts.delete(name))
    return made
  }
  const byLetter = (all: readonly GatheredLine[]) => Map.groupBy(all, ({ letter }) => letter)
  const lines = () => part('lines', async () => byLetter(await gatheredLines(tx, campaign, {})))
  const board = () => part('board', () => boardFacts(tx, campaign))
  const both = async () => {
    if (!parts.has('lines') && !parts.has('board')) {
      const read = linesAndBoard(tx, campaign)
      void part('lines', async () => byLetter((await read).lines))
      void part('board', async () => (await read).board)
    }
    return { lines: await lines(), board: await board() }
  }
  return {
    lines,
    board,
    linesAndBoard: both,
    doubts: (letter) =>
      part(`doubts ${letter}`, async () => {
        const its = (await lines()).get(letter) ?? []
        const { names, settled } = its.length === 0 ? { names: [], settled: [] } : await board()
        return doubtsIn(its, { names, settled: settled.filter((one) => one.letter === letter) })
      }),
    recorded: (letter) => part(`recorded ${letter}`, () => signOnsOf(tx, campaign, letter)),
    list: (letter) => part(`list ${letter}`, () => listFacts(tx, campaign, letter)),
    alike: (key, names) => part(`alike ${key}`, () => skeletonRegister(names())),
  }
}
