import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CampaignId } from '#kernel'
import { decodeBundle, growthHolds, openCheckpoint, parseReceipt, policyOf, proveGrowth, receiptHolds } from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import { addLeaves, dyingAt, freshLog, handClock, leavesFrom, sealNow, verifiersOf } from '../../test/kit/logs.ts'
import { checkpointOf, leafAt, logOf, publishedCounts, receiptOf, tileOf } from './index.ts'
import { tileReader } from './read-tiles.ts'

const database = await testDatabase()
const clock = handClock()

type Act =
  | { readonly kind: 'add'; readonly batches: readonly number[] }
  | { readonly kind: 'seal'; readonly processes: number }
  | { readonly kind: 'die'; readonly at: number }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      batches: fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 200, max: 600 })), {
        minLength: 1,
        maxLength: 6,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('seal' as const), processes: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('die' as const), at: fc.integer({ min: 0, max: 8 }) }) },
)

/** What a reader of checkpoints keeps. */
type Seen = { readonly size: number; readonly root: Uint8Array }

async function headOf(campaign: CampaignId, origin: string): Promise<Seen | undefined> {
  const note = await database.read((tx) => checkpointOf(tx, campaign))
  return note === undefined ? undefined : openCheckpoint(note, policyOf(verifiersOf(origin)))
}

async function grew(campaign: CampaignId, before: Seen, after: Seen): Promise<boolean> {
  if (before.size === 0) return true
  const proof = await database.read((tx) => proveGrowth(before.size, after.size, tileReader(tx, campaign)))
  return growthHolds({ before: before.size, after: after.size, rootBefore: before.root, rootAfter: after.root, proof })
}

test('whatever is added, sealed and killed, in any order and at once: no gap, no leaf twice, no checkpoint that is not a beginning of the next, a receipt for every leaf', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 10 }), fc.nat(), async (acts, chance) => {
      const { campaign, origin } = await freshLog(database)
      let promised = 0
      let head: Seen | undefined
      const perform = async (next: Act): Promise<void> => {
        if (next.kind === 'die') return sealNow(dyingAt(database, next.at), clock).then(ignore, ignore)
        if (next.kind === 'seal') {
          clock.add(1000)
          await Promise.all(Array.from({ length: next.processes }, () => sealNow(database, clock)))
          return
        }
        const first = promised
        promised += next.batches.reduce((sum, leaves) => sum + leaves, 0)
        let from = first
        await Promise.all(
          next.batches.map(async (leaves) => {
            const entries = leavesFrom(from, leaves)
            from += leaves
            await addLeaves(database, campaign, entries, [{ subject: 'letter:x', standing: leaves, withdrawn: 0 }])
          }),
        )
      }
      for (const next of [...acts, { kind: 'seal', processes: 1 } as const]) {
        await perform(next)
        const after = await headOf(campaign, origin)
        if (head && after) expect(await grew(campaign, head, after)).toBe(true)
        head = after ?? head
      }
      expect(head?.size).toBe(promised)
      expect(await database.read((tx) => logOf(tx, campaign))).toMatchObject({ size: promised })
      const leaves = await allLeaves(campaign, promised)
      expect(new Set(leaves)).toEqual(new Set(leavesFrom(0, promised).map(textOf)))
      expect(leaves).toHaveLength(promised)
      if (promised === 0) return
      const counted = await database.read((tx) => publishedCounts(tx, campaign))
      expect(counted.get('letter:x')).toEqual({ standing: promised, withdrawn: 0 })
      const index = chance % promised
      const outcome = await database.read((tx) => receiptOf(tx, campaign, index))
      const entry = await database.read((tx) => leafAt(tx, campaign, index))
      const receipt = outcome.kind === 'receipt' ? parseReceipt(outcome.text) : undefined
      expect(receipt && entry && receiptHolds(receipt, entry, verifiersOf(origin))).toBe(true)
    }),
    { numRuns: 12 },
  )
})

const ignore = (): void => {}
const textOf = (entry: Uint8Array): string => Buffer.from(entry).toString()

async function allLeaves(campaign: CampaignId, size: number): Promise<readonly string[]> {
  const all: string[] = []
  await database.read(async (tx) => {
    for (let index = 0; index * 256 < size; index += 1) {
      const bundle = await tileOf(tx, campaign, { level: -1, index, width: Math.min(256, size - index * 256) })
      all.push(...(decodeBundle(bundle ?? new Uint8Array()) ?? []).map(textOf))
    }
  })
  return all
}
