import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Means, SignatureId, VersionHash } from '#kernel'
import { checkLog, sealLogs } from '#ledger'
import { connectDatabase, groupCommit, type Database } from '#platform'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  correctLetter,
  movableMeans,
  signer,
  signingPlace,
  vaultForTests,
  wishFor,
  type SigningPlace,
} from '../../test/kit/signatures.ts'
import {
  checkSignatures,
  confirmBatch,
  denyWish,
  erase,
  setShown,
  signBatch,
  withdraw,
  type ConfirmOutcome,
  type ConfirmWish,
  type Wish,
} from './index.ts'

const database = await testDatabase()
const processes: readonly Database[] = [
  database,
  connectDatabase(database.connection),
  connectDatabase(database.connection),
]
afterAll(async () => {
  for (const one of processes.slice(1)) await one.close()
})

/** One thing a person, an organizer or the server does; numbers choose among the people and versions there are. */
type Act =
  | {
      readonly kind: 'sign'
      readonly who: number
      readonly what: number
      readonly shows: boolean
      readonly old: boolean
    }
  | { readonly kind: 'confirm' | 'withdraw' | 'erase' | 'deny' | 'hide' | 'show'; readonly who: number }
  | { readonly kind: 'correct' | 'seal' }

const who = fc.nat({ max: 3 })
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('sign' as const),
      who,
      what: fc.nat({ max: 2 }),
      shows: fc.boolean(),
      old: fc.boolean(),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('confirm' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('withdraw' as const, 'erase' as const, 'hide' as const, 'show' as const),
      who,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deny' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('correct' as const, 'seal' as const) }) },
)

type World = {
  readonly place: SigningPlace
  readonly means: Means
  /** Every version that was ever current, newest set last. */
  readonly versions: VersionHash[][]
  /** Ids that each person was given, of wishes and signatures. */
  readonly ids: Map<number, SignatureId[]>
}

/** Does one act on one of the processes; whatever it comes to is an outcome, never a fault. */
async function perform(on: Database, one: Act, { place, means, versions, ids }: World): Promise<void> {
  const campaign = place.campaign.id
  const write = <T>(work: Parameters<typeof on.transaction<T>>[0]): Promise<T> => on.transaction(work)
  if (!('who' in one)) {
    if (one.kind === 'seal') await sealLogs(on, { seeds: [new Uint8Array(32).fill(4)] }, means)
    else versions.push([...(await correctLetter(on, place, `Mend them, time ${versions.length}.\n`, means))])
    return
  }
  const known = ids.get(one.who) ?? []
  const id = known.at(-1)
  if (one.kind === 'sign') {
    const read = (one.old ? versions[0] : versions.at(-1)) ?? []
    const chosen = one.what === 2 ? read : read.slice(one.what, one.what + 1)
    const wish = wishFor(
      { ...place, versions: chosen },
      { of: `p${one.who}`, name: signer(`P ${one.who}`), showsName: one.shows },
    )
    const [outcome] = await write((tx) => signBatch(tx, [wish], vaultForTests, means))
    if (outcome?.kind === 'asked-to-confirm') ids.set(one.who, [...known, outcome.pending])
    return
  }
  if (!id) return
  if (one.kind === 'confirm') {
    const wishes = known.map((pending): ConfirmWish => ({ by: 'link', campaign, pending }))
    const outcomes = await write((tx) => confirmBatch(tx, wishes, vaultForTests, means))
    for (const outcome of outcomes) if (outcome.kind === 'confirmed') ids.get(one.who)?.push(outcome.signature)
    return
  }
  const doing = {
    withdraw: () => write((tx) => withdraw(tx, campaign, id, means)),
    erase: () => write((tx) => erase(tx, campaign, id, means)),
    deny: () => write((tx) => denyWish(tx, campaign, id, means)),
    hide: () => write((tx) => setShown(tx, campaign, id, false, vaultForTests)),
    show: () => write((tx) => setShown(tx, campaign, id, true, vaultForTests)),
  }
  await doing[one.kind]()
}

let worlds = 0
async function world(): Promise<World> {
  worlds += 1
  const means = movableMeans()
  const place = await signingPlace(database, means, { slug: `world-${worlds}` })
  return { place, means: { ...means, now: () => new Date() }, versions: [[...place.versions]], ids: new Map() }
}

/** {@link checkEverything} for one campaign: earlier worlds are not looked at again. */
const problemsOf = ({ place: { campaign } }: World): Promise<readonly string[]> =>
  database.read(async (tx) => [
    ...(await checkLog(tx, campaign.id)),
    ...(await checkSignatures(tx, campaign.id, vaultForTests)),
  ])

test('whatever people do one after the other, log, numbers and signatures agree at every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const here = await world()
      for (const one of acts) {
        await perform(database, one, here)
        expect(await problemsOf(here)).toEqual([])
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
})

test('whatever people do at once, through several processes, log, numbers and signatures agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 60 }), async (acts) => {
      const here = await world()
      const lanes = processes.flatMap((on) => [on, on])
      await Promise.all(
        lanes.map(async (on, lane) => {
          for (const one of acts.filter((_, i) => i % lanes.length === lane)) await perform(on, one, here)
        }),
      )
      expect(await problemsOf(here)).toEqual([])
    }),
    { numRuns: 8, endOnFailure: true },
  )
})

test('a rush through group commit in three processes loses nobody and doubles nobody', async () => {
  const { place, means } = await world()
  const campaign = place.campaign.id
  const desks = processes.map((on) => ({
    sign: groupCommit((wishes: readonly Wish[]) => on.transaction((tx) => signBatch(tx, wishes, vaultForTests, means))),
    confirm: groupCommit<ConfirmWish, ConfirmOutcome>((wishes) =>
      on.transaction((tx) => confirmBatch(tx, wishes, vaultForTests, means)),
    ),
  }))
  const people = 120
  const outcomes = await Promise.all(
    Array.from({ length: people * 3 }, async (_, i) => {
      const desk = desks[i % 3]
      const outcome = await desk?.sign.submit(wishFor(place, { of: `rush${i % people}` }))
      if (typeof outcome !== 'object' || outcome.kind !== 'asked-to-confirm') return undefined
      const confirmed = await desk?.confirm.submit({ by: 'link', campaign, pending: outcome.pending })
      return typeof confirmed === 'object' && confirmed.kind === 'confirmed' ? confirmed.index : undefined
    }),
  )
  expect(new Set(outcomes).size).toBe(people)
  expect(outcomes).not.toContain(undefined)
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})
