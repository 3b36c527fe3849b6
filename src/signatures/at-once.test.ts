import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SignatureId } from '#kernel'
import { lockLogs } from '#ledger'
import type { Tx } from '#platform'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  confirmed,
  movableMeans,
  signed,
  signingPlace,
  vaultForTests,
  wished,
  wishFor,
} from '../../test/kit/signatures.ts'
import { reviewComment } from './comments.ts'
import { denyWish } from './deny.ts'
import { erase } from './erase.ts'
import { stopHearing } from './hearing.ts'
import { mySignature } from './mine.ts'
import { setShown } from './show.ts'
import { lockPending } from './store-pending.ts'
import { signaturesByMark, signaturesById, updateSignatures } from './store-signature.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await signingPlace(database, means)
const campaign = place.campaign.id

// Long enough for what does not wait for the log to be done; what does wait is right however long it takes.
const headStart = 150

test.each([
  [
    'hiding a name',
    (tx: Tx, id: SignatureId) => setShown(tx, campaign, id, false, vaultForTests),
    { showsName: false },
  ],
  ['ending mails', (tx: Tx, id: SignatureId) => stopHearing(tx, campaign, id), { hears: false }],
  [
    'refusing a comment',
    async (tx: Tx, id: SignatureId) => {
      const [row] = await signaturesById(tx, [{ campaign, id: id }])
      return reviewComment(tx, campaign, row?.index ?? -1, 'refused', vaultForTests)
    },
    { commentState: 'refused' },
  ],
] as const)('%s holds though the same person signs something more at this moment', async (act, work, kept) => {
  const of = act.replaceAll(' ', '-')
  const wish = wishFor(place, { of, showsName: true, hears: true, comment: 'Mind the gap.' })
  const { signature } = await signed(database, wish, means)
  let changed: Promise<unknown> = Promise.resolve()
  // As confirming does: read under the log's lock, then write the whole row.
  await database.transaction(async (tx) => {
    await lockLogs(tx, [campaign])
    const [row] = await signaturesById(tx, [{ campaign, id: signature }])
    const mark = row?.mark
    if (!mark) throw new Error('no such signature')
    const rows = await signaturesByMark(tx, [{ campaign, letter: place.letter, mark }])
    changed = database.transaction(async (other): Promise<unknown> => work(other, signature))
    await wait(headStart)
    await updateSignatures(tx, rows)
  })
  await changed
  expect(await database.read((tx) => mySignature(tx, campaign, signature, vaultForTests))).toMatchObject(kept)
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('erasing reaches a further wish of the same person though its mail is being made at this moment', async () => {
  const wish = wishFor(place, { of: 'erased-at-once' })
  const { signature } = await signed(database, wish, means)
  const further = await wished(database, { ...wish, comment: 'Once more.' }, means)
  let erased: Promise<unknown> = Promise.resolve()
  // As making a mail does: the wish is locked, the log is not.
  await database.transaction(async (tx) => {
    await lockPending(tx, [{ campaign, id: further }])
    erased = database.transaction((other) => erase(other, campaign, signature, means))
    await wait(headStart)
  })
  expect(await erased).toEqual({ kind: 'erased', counted: false })
  expect((await confirmed(database, campaign, further, means))?.kind).toBe('gone')
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('“this was not me” reaches a further wish of the same address though its mail is being made at this moment', async () => {
  const wish = wishFor(place, { of: 'denied-at-once' })
  const one = await wished(database, wish, means)
  const further = await wished(database, { ...wish, comment: 'Once more.' }, means)
  let denied: Promise<unknown> = Promise.resolve()
  await database.transaction(async (tx) => {
    await lockPending(tx, [{ campaign, id: further }])
    denied = database.transaction((other) => denyWish(other, campaign, one, means))
    await wait(headStart)
  })
  expect(await denied).toEqual({ kind: 'denied' })
  for (const id of [one, further]) expect((await confirmed(database, campaign, id, means))?.kind).toBe('gone')
})
