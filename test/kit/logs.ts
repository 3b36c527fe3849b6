import type { KyselyPlugin } from 'kysely'
import { newId, type CampaignId } from '../../src/kernel/index.ts'
import { append, openLog, sealLogs, type CountDelta, type LogKeys } from '../../src/ledger/index.ts'
import { systemMeans, type Database } from '../../src/platform/index.ts'
import { parseVerifierKey, verifierKeyOf, type NoteVerifier } from '../../src/proof/index.ts'

/** Keys that every test may know. */
export const testLogKeys: LogKeys = { seeds: [new Uint8Array(32).fill(7)] }

/** What a stranger needs to check notes that `keys` signed for the log of this origin. */
export function verifiersOf(origin: string, keys = testLogKeys): readonly NoteVerifier[] {
  return keys.seeds.flatMap((seed) => parseVerifierKey(verifierKeyOf({ name: origin, seed }, 'ed25519')) ?? [])
}

/** A clock that only moves when it is told to. */
export type HandClock = { readonly now: () => Date; readonly add: (milliseconds: number) => void }

export function handClock(): HandClock {
  let time = Date.UTC(2026, 0, 1)
  return { now: () => new Date(time), add: (milliseconds) => void (time += milliseconds) }
}

/** A fresh, empty log of its own campaign. */
export async function freshLog(
  database: Database,
): Promise<{ readonly campaign: CampaignId; readonly origin: string }> {
  const campaign = newId<CampaignId>(systemMeans())
  const origin = `letters.example.org/log/${campaign}`
  await database.transaction((tx) => openLog(tx, campaign, origin, systemMeans()))
  return { campaign, origin }
}

/** A leaf as bytes; what it says does not matter to the log. */
export const leafOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** So many different leaves. */
export const leavesFrom = (first: number, count: number): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, i) => leafOf(`leaf ${first + i}`))

/** Adds leaves in a transaction of their own. */
export async function addLeaves(
  database: Database,
  campaign: CampaignId,
  entries: readonly Uint8Array[],
  deltas: readonly CountDelta[] = [],
): Promise<number> {
  return database.transaction((tx) => append(tx, campaign, entries, deltas))
}

/** Seals all logs as if a second had passed. */
export async function sealNow(
  database: Database,
  clock: HandClock,
  keys = testLogKeys,
): Promise<readonly CampaignId[]> {
  clock.add(1000)
  return sealLogs(database, keys, clock)
}

/** A database whose transactions break off at their nth statement, as if the process were killed there. */
export function dyingAt(database: Database, statement: number): Database {
  const dying = (): KyselyPlugin => {
    let left = statement
    return {
      transformQuery: ({ node }) => {
        left -= 1
        if (left < 0) throw new Error('killed')
        return node
      },
      transformResult: async ({ result }) => result,
    }
  }
  return { ...database, transaction: (work) => database.transaction((tx) => work(tx.withPlugin(dying()))) }
}
