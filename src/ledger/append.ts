import { Fault, type CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { sumDeltas, type CountDelta } from './count.ts'
import { frameEntries } from './entries.ts'
import { growLogs, lockRows } from './store.ts'

/** What one transaction adds to one log. */
export type Addition = { readonly entries: readonly Uint8Array[]; readonly deltas: readonly CountDelta[] }

/**
 * Locks logs until the transaction ends, always in the same order, so that no two transactions wait for each other.
 * @returns the size of each: the index its next leaf will have.
 * @throws Fault `bad-state` when one of the campaigns has no log.
 */
export async function lockLogs(tx: Tx, campaigns: readonly CampaignId[]): Promise<ReadonlyMap<CampaignId, number>> {
  const sizes = await lockRows(tx, [...new Set(campaigns)])
  refuseMissing(campaigns, sizes)
  return sizes
}

/** Locks a campaign's log until the transaction ends, where there is one. @returns whether there is. */
export async function lockLog(tx: Tx, campaign: CampaignId): Promise<boolean> {
  return (await lockRows(tx, [campaign])).has(campaign)
}

/**
 * Adds leaves to one log, with what they change in its numbers; see {@link appendAll}.
 * @returns the index of the first.
 */
export async function append(
  tx: Tx,
  campaign: CampaignId,
  entries: readonly Uint8Array[],
  deltas: readonly CountDelta[],
): Promise<number> {
  const first = (await appendAll(tx, new Map([[campaign, { entries, deltas }]]))).get(campaign)
  if (first === undefined) throw new Fault('internal', 'A log grew without saying where.')
  return first
}

/**
 * Adds leaves to several logs in one statement, and changes their numbers. Takes the logs' locks in order where the
 * transaction does not hold them yet. Leaves get the next indexes, in their order, without a gap; they count from the
 * commit, and stand in the tree within a second of it.
 * @returns the index of the first leaf of each.
 * @throws Fault `bad-state` when a campaign has no log, there is nothing to add, or an entry is empty or longer than
 * 65,535 bytes (C2SP tlog-tiles).
 */
export async function appendAll(
  tx: Tx,
  additions: ReadonlyMap<CampaignId, Addition>,
): Promise<ReadonlyMap<CampaignId, number>> {
  if (additions.size === 0) return new Map()
  const grown = await growLogs(
    tx,
    [...additions].map(([campaign, { entries }]) => {
      if (entries.length === 0) throw new Fault('bad-state', 'There is no leaf to add to the log.')
      return { campaign, leaves: entries.length, entries: frameEntries(entries) }
    }),
    [...additions].flatMap(([campaign, { deltas }]) => sumDeltas(deltas).map((delta) => ({ campaign, ...delta }))),
  )
  refuseMissing([...additions.keys()], grown)
  return grown
}

function refuseMissing(campaigns: readonly CampaignId[], found: ReadonlyMap<CampaignId, unknown>): void {
  if (campaigns.some((campaign) => !found.has(campaign))) throw new Fault('bad-state', 'This campaign has no log.')
}
