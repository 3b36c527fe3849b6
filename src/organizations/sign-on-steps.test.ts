import { expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { rounds } from '../../test/kit/faults.ts'
import {
  address,
  calledBack,
  changeText,
  currentHashes,
  gatherPlace,
  judged,
  letterNow,
  printedNames,
  signedOn,
  testOrganizer,
  type GatherPlace,
} from '../../test/kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import type { EditionId, SignOnId, VersionHash } from '#kernel'
import { setState } from '#letters'
import type { Tx } from '#platform'
import type { EvidenceId } from './authority/evidence.ts'
import { renewConsent } from './confirm-sign-on.ts'
import { editLine } from './edit-list.ts'
import { judgeEvidenceFor } from './judge-sign-on.ts'
import { setCarries, withdrawSignOn } from './my-sign-on.ts'

const database = await testDatabase()
const clock = movableMeans()
const means = { ...clock, vault: vaultForTests }
const write = async <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)

/** What a bystander wrote down of one sign-on. */
type Known = {
  readonly signOn: SignOnId
  readonly link: string
  name: string
  readonly yes: Set<string>
  readonly evidence: EvidenceId[]
  carries: boolean
  isAccepted: boolean
  isWithdrawn: boolean
}

type Walk = {
  readonly place: GatherPlace
  readonly dice: ReturnType<typeof diceOf>
  readonly known: Known[]
  texts: number
}

const wordsOf = (edition: EditionId, hash?: VersionHash) => `${edition} ${hash}`

async function present(place: GatherPlace): Promise<ReadonlyMap<VersionHash, EditionId>> {
  const { editions } = await letterNow(database, place)
  return new Map(
    editions.flatMap(({ id, versions }) =>
      versions.at(-1) ? [[versions.at(-1)?.hash ?? ('' as VersionHash), id]] : [],
    ),
  )
}

const steps: Readonly<Record<string, (walk: Walk, one: Known | undefined) => Promise<void>>> = {
  signOn: async ({ place, dice, known }) => {
    if (known.length >= 12) return
    const read = dice.some(await currentHashes(database, place), dice.between(1, 2))
    const carries = dice.chance(0.5)
    const name = `Society number ${known.length + 1}`
    const representative = { name: 'Ada', role: '', email: address(`ada@society-${known.length + 1}.example`) }
    const { signOn, link, outcome } = await signedOn(database, place, means, { read, carries, name, representative })
    if (outcome.kind !== 'signed') return
    const editions = await present(place)
    const yes = new Set(read.map((hash) => wordsOf(editions.get(hash) ?? ('' as EditionId), hash)))
    known.push({ signOn, link, name, yes, evidence: [], carries, isAccepted: false, isWithdrawn: false })
  },
  callBack: async ({ place }, one) => {
    const kept = one && (await calledBack(database, place, one.signOn, means))
    if (kept?.kind === 'kept') one?.evidence.push(kept.id)
  },
  takeEvidence: async ({ place }, one) => {
    const evidence = one?.evidence.pop()
    const judging = evidence && { campaign: place.campaign.id, evidence, by: testOrganizer, kind: 'declined' as const }
    if (judging) await write((tx) => judgeEvidenceFor(tx, judging, means))
  },
  accept: async ({ place }, one) => {
    if (one && (await judged(database, place, one.signOn, means)).kind === 'judged') one.isAccepted = true
  },
  decline: async ({ place }, one) => {
    if (one && (await judged(database, place, one.signOn, means, 'declined')).kind === 'judged') one.isAccepted = false
  },
  renew: async ({ place, dice }, one) => {
    const read = dice.some(await currentHashes(database, place), dice.between(1, 2))
    const done = one && (await write((tx) => renewConsent(tx, vaultForTests, { link: one.link, read }, means)))
    if (done?.kind !== 'signed') return
    const editions = await present(place)
    for (const hash of read) one?.yes.add(wordsOf(editions.get(hash) ?? ('' as EditionId), hash))
  },
  stale: async ({ place }, one) => {
    const { editions } = await letterNow(database, place)
    const old = editions.flatMap(({ versions }) => versions.at(-2)?.hash ?? [])
    if (!one || old.length === 0 || one.isWithdrawn) return
    const wish = { link: one.link, read: old }
    expect(await write((tx) => renewConsent(tx, vaultForTests, wish, means))).toMatchObject({ kind: 'text-changed' })
  },
  change: async (walk) => {
    const { place, dice, known } = walk
    const before = await letterNow(database, place)
    walk.texts += 1
    const change = dice.chance(0.5) ? 'correction' : 'change'
    await changeText(database, place, { source: `Light lamp ${walk.texts}.\n`, change }, means)
    const after = await letterNow(database, place)
    for (const one of known)
      for (const { id, versions } of after.editions) {
        const last = before.editions.find((edition) => edition.id === id)?.versions.at(-1)?.hash
        const isCarried = change === 'correction' && one.carries && !one.isWithdrawn && one.yes.has(wordsOf(id, last))
        if (isCarried) one.yes.add(wordsOf(id, versions.at(-1)?.hash))
      }
  },
  carries: async ({ dice }, one) => {
    if (!one || one.isWithdrawn) return
    one.carries = dice.chance(0.5)
    await write((tx) => setCarries(tx, vaultForTests, { link: one.link, carries: one.carries }, means))
  },
  rename: async ({ place, dice }, one) => {
    if (!one) return
    one.name = `Society renamed ${dice.between(1, 9999)}`
    const edit = { campaign: place.campaign.id, signOn: one.signOn, by: testOrganizer, name: one.name }
    await write((tx) => editLine(tx, edit, means))
  },
  withdraw: async ({ dice }, one) => {
    if (!one || dice.chance(0.7)) return
    await write((tx) => withdrawSignOn(tx, vaultForTests, { link: one.link }, means))
    one.isWithdrawn = true
  },
  hide: async ({ place, dice }) => {
    const state = dice.chance(0.3) ? 'private' : 'published'
    await write((tx) => setState(tx, place.campaign, place.letter, { state }, means))
  },
}

/** The lines that should be printed, from what the bystander knows. */
async function expected({ place, known }: Walk): Promise<readonly string[]> {
  const { editions } = await letterNow(database, place)
  return known.flatMap(({ name, yes, evidence, isAccepted, isWithdrawn }) => {
    if (!isAccepted || isWithdrawn || evidence.length === 0) return []
    const under = editions.filter(({ id, versions }) => yes.has(wordsOf(id, versions.at(-1)?.hash)))
    return under.length === 0 ? [] : [`${name}: ${under.map(({ slug }) => slug).join(' ')}`]
  })
}

test('whatever is done in whatever order, the list prints exactly whom it may, and log, numbers and lists agree', async () => {
  for (let seed = 1; seed <= rounds(1, 10); seed += 1) {
    const place = await gatherPlace(database, means, { slug: `steps-${seed}` })
    const walk: Walk = { place, dice: diceOf(seed), known: [], texts: 0 }
    const acts = Object.entries(steps)
    for (let step = 1; step <= 150; step += 1) {
      const [what, act] = acts[walk.dice.between(0, acts.length - 1)] ?? []
      const one = walk.known[walk.dice.between(0, Math.max(0, walk.known.length - 1))]
      clock.pass(1000)
      await act?.(walk, one)
      expect(await printedNames(database, place), `seed ${seed}, step ${step}: ${what}`).toEqual(await expected(walk))
      if (step % 25 === 0) expect(await checkEverything(database, vaultForTests)).toEqual([])
    }
  }
}, 600_000)

test('two representatives and an organizer at once leave log, numbers and list as one after the other would', async () => {
  const place = await gatherPlace(database, means, { slug: 'at-once' })
  const walk: Walk = { place, dice: diceOf(7), known: [], texts: 0 }
  for (let n = 0; n < 4; n += 1) await steps['signOn']?.(walk, undefined)
  const read = await currentHashes(database, place)
  await Promise.all(
    walk.known.flatMap((one) => [
      calledBack(database, place, one.signOn, means),
      judged(database, place, one.signOn, means),
      write((tx) => renewConsent(tx, vaultForTests, { link: one.link, read }, means)),
    ]),
  )
  expect((await printedNames(database, place)).map((line) => line.split(': ')[1])).toEqual(
    walk.known.map(() => 'halden oskerra'),
  )
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})
