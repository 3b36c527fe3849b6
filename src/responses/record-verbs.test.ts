import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { setRole } from '#accounts'
import { on, recordedHouse, said, terms } from '../../test/kit/recorded.ts'
import type { FileHash, RecordEventId } from '#kernel'
import { leafAt } from '#ledger'
import type { Tx } from '#platform'
import { parseLeaf } from '#proof'
import {
  answerDemand,
  characterize,
  classifyReply,
  comparisonAt,
  describeCorrespondence,
  enterReply,
  linkDemand,
  noteFact,
  publicFile,
  publishReply,
  putDemand,
  recordOf,
  confirmRedaction,
  lonelyDays,
  proposeRedaction,
  redact,
  refuseRedaction,
  reviewReply,
  reviseCommitment,
  stateCommitment,
  type RecordOutcome,
} from './index.ts'
import { eventRows } from './store-event.ts'

const database = await testDatabase()
const house = await recordedHouse(database)
const { means, lead, recipients } = house
const campaign = house.campaign.id
const acting = { campaign, by: lead }
const server = { campaign, by: 'server' } as const
const [verrolane, oskerra] = recipients

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work)

async function done(outcome: Promise<RecordOutcome>): Promise<RecordEventId> {
  const made = await outcome
  if (made.kind !== 'recorded') throw new Error(made.why)
  return made.event
}

const record = () => database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
const scan = (text: string) => ({
  name: 'letter.pdf',
  mediaType: 'application/pdf',
  bytes: new TextEncoder().encode(text),
})

const letterText = 'Thank you. We will not sell Tenquil to landlords until 2030. Our records are accurate.'

test('what is put on record comes out as of the days on which it happened, and the log has each of it', async () => {
  const demand = {
    demand: 'stop-selling',
    title: 'Stop selling scores',
    on: on('2026-03-03'),
    scope: { actor: ['landlords'] },
  }
  for (const recipient of recipients)
    await done(act((tx) => putDemand(tx, { ...acting, ...demand, recipient, wording: 'Stop.' }, means)))
  const stated = await act((tx) =>
    stateCommitment(
      tx,
      {
        ...acting,
        recipient: oskerra,
        title: 'No score for now',
        on: on('2026-01'),
        wording: said('We will not sell a score in Calderra until records are open.'),
        terms: terms({ scope: { place: ['Calderra'] }, expires: on('2027-01-31'), loopholes: ['time-limited'] }),
      },
      means,
    ),
  )
  if (stated.kind !== 'recorded') throw new Error(stated.why)
  const { commitment } = stated
  await done(
    act((tx) =>
      linkDemand(tx, { ...acting, commitment, demand: 'stop-selling', covers: 'part', wider: ['place'] }, means),
    ),
  )
  await done(
    act((tx) =>
      characterize(
        tx,
        {
          ...acting,
          commitment,
          on: on('2026-03-03'),
          words: 'It will not sell a score.',
          wordedBy: 'Our letter',
          citing: { source: undefined, capture: undefined, quote: undefined },
        },
        means,
      ),
    ),
  )
  const extended = { stage: 'extended', wording: said('Until further notice.'), terms: terms() } as const
  await done(act((tx) => reviseCommitment(tx, { ...acting, commitment, on: on('2027-01-15'), ...extended }, means)))
  const fact = { kind: 'fact', wording: said('It sells Tenquil.'), recipient: verrolane, on: on('2026-02') } as const
  await done(act((tx) => noteFact(tx, { ...acting, ...fact }, means)))
  await done(
    act((tx) =>
      describeCorrespondence(tx, { ...acting, recipient: oskerra, state: 'by-post', on: on('2026-04-01') }, means),
    ),
  )
  const cell = (day: string, known: Awaited<ReturnType<typeof record>>) =>
    comparisonAt(known, on(day)).rows[0]?.cells.find(({ recipient }) => recipient === oskerra)
  const known = await record()
  expect(cell('2026-06-01', known)?.sentence).toMatchObject({
    kind: 'commitment',
    covers: 'part',
    expires: '2027-01-31',
    expiryRemovedOn: undefined,
  })
  expect(cell('2026-06-01', known)?.commitments[0]?.gap).toMatchObject([{ dimension: 'place', promised: ['Calderra'] }])
  expect(cell('2027-06-01', known)?.sentence).toMatchObject({ expires: undefined, expiryRemovedOn: '2027-01-15' })
  const rows = await database.read((tx) => eventRows(tx, campaign))
  for (const { hash, leafIndex } of rows) {
    const leaf = await database.read((tx) => leafAt(tx, campaign, leafIndex ?? -1))
    expect(leaf && parseLeaf(leaf)).toMatchObject({ t: 'event', h: hash })
  }
  expect(await checkEverything(database)).toEqual([])
})

test('a reply by post waits for a person, is published verbatim with its leaf, and answers demand by demand', async () => {
  const wish = {
    ...acting,
    recipient: verrolane,
    channel: 'post',
    on: on('2026-04-02'),
    text: letterText,
    attachments: [scan('annex')],
  } as const
  const entered = await act((tx) => enterReply(tx, { ...wish, scan: scan('paper') }, means))
  if (entered.kind !== 'entered') throw new Error(entered.kind)
  const { reply } = entered
  expect(await act((tx) => enterReply(tx, { ...wish, scan: scan('paper') }, means))).toEqual({ kind: 'known' })
  expect(await act((tx) => publishReply(tx, { ...acting, reply }, means))).toMatchObject({ why: 'not-allowed-now' })
  const answer = { ...acting, reply, demand: 'stop-selling', value: 'agreed-in-part' } as const
  expect(await act((tx) => answerDemand(tx, answer, means))).toMatchObject({ why: 'no-such-reply' })
  await act((tx) => classifyReply(tx, { ...acting, reply, kind: 'substantive' }, means))
  await act((tx) => reviewReply(tx, { ...acting, reply, state: 'accepted' }, means))
  await done(act((tx) => publishReply(tx, { ...acting, reply }, means)))
  const misquoted = { ...answer, words: 'We will never sell Tenquil' }
  expect(await act((tx) => answerDemand(tx, misquoted, means))).toMatchObject({ why: 'words-not-found' })
  expect(await act((tx) => answerDemand(tx, { ...answer, demand: 'other' }, means))).toMatchObject({
    why: 'no-such-demand',
  })
  await done(act((tx) => answerDemand(tx, { ...answer, words: 'We will not  sell Tenquil to landlords' }, means)))
  const { replies, answers } = await record()
  expect(replies).toMatchObject([{ id: reply, text: letterText, kind: 'substantive', proof: { kind: 'reviewed' } }])
  expect(answers).toMatchObject([{ value: 'agreed-in-part', demand: 'stop-selling' }])
  const annex = replies[0]?.attachments[0]?.file ?? ('' as FileHash)
  expect(await database.read((tx) => publicFile(tx, campaign, annex))).toBeDefined()
  // The scan is for organizers: it may show an address.
  expect(await database.read((tx) => publicFile(tx, campaign, replies[0]?.message ?? annex))).toBeUndefined()
  const rows = await database.read((tx) => eventRows(tx, campaign))
  const row = rows.find(({ kind }) => kind === 'reply-published')
  const leaf = await database.read((tx) => leafAt(tx, campaign, row?.leafIndex ?? -1))
  expect(leaf && parseLeaf(leaf)).toMatchObject({ t: 'reply', r: 'Verrolane', h: row?.hash })
  expect(await checkEverything(database)).toEqual([])
})

test('a status that cannot follow is refused, and nothing is recorded that has not happened', async () => {
  const described = { ...acting, recipient: oskerra, on: on('2026-04-01') }
  const again = await act((tx) => describeCorrespondence(tx, { ...described, state: 'by-post' }, means))
  expect(again).toEqual({ kind: 'wrong', why: 'not-allowed-now' })
  const tomorrow = await act((tx) =>
    describeCorrespondence(tx, { ...described, on: on('2029-03-02'), state: 'acknowledged' }, means),
  )
  expect(tomorrow).toEqual({ kind: 'wrong', why: 'in-the-future' })
  const stranger = { ...described, by: recipients[0] as string as typeof lead }
  expect(await act((tx) => describeCorrespondence(tx, { ...stranger, state: 'acknowledged' }, means))).toEqual({
    kind: 'wrong',
    why: 'not-allowed',
  })
})

test('the database refuses to change or delete an event, and takes a document down only with a reason on record', async () => {
  const [row] = await database.read((tx) => eventRows(tx, campaign))
  const id = row?.id ?? ''
  const refusals = [
    sql`update responses_event set document = null, redacted_by = event_id where event_id = ${id}`,
    sql`update responses_event set happened_on = '2020' where event_id = ${id}`,
    sql`update responses_event set leaf_index = 99 where event_id = ${id}`,
    sql`update responses_event set document = replace(document, 'Stop', 'Sell') where event_id = ${id}`,
    sql`delete from responses_event where event_id = ${id}`,
    sql`truncate responses_event cascade`,
    sql`delete from responses_status`,
  ]
  for (const refusal of refusals) await expect(act((tx) => refusal.execute(tx))).rejects.toThrow('stays')
})

test('what is taken down leaves its hash and the reason; its files and everything that speaks of it are gone', async () => {
  const before = await record()
  const [reply] = before.replies
  const event = reply?.event ?? ('' as RecordEventId)
  expect(await act((tx) => redact(tx, { ...server, event, reason: '' }, means))).toMatchObject({ why: 'empty' })
  const wish = { campaign, by: lead, event, reason: 'It names a tenant.' }
  const second = { ...wish, by: house.second }
  const propose = (one: typeof wish) => act((tx) => proposeRedaction(tx, one, means))
  const confirm = (one: typeof wish) => act((tx) => confirmRedaction(tx, one, means))
  expect(await confirm(second)).toMatchObject({ why: 'no-such-event' })
  expect(await propose({ ...wish, reason: ' ' })).toMatchObject({ why: 'empty' })
  expect(await propose(wish)).toEqual({ kind: 'proposed' })
  // Nobody confirms their own, nor another reason than the one that was read; another's proposal is not written over.
  expect(await confirm(wish)).toMatchObject({ why: 'not-allowed-now' })
  expect(await confirm({ ...second, reason: 'Another.' })).toMatchObject({ why: 'not-allowed-now' })
  expect(await propose({ ...second, reason: 'Another.' })).toMatchObject({ why: 'not-allowed-now' })
  expect((await record()).replies).toHaveLength(before.replies.length)
  expect(await act((tx) => refuseRedaction(tx, second, means))).toEqual({ kind: 'dropped' })
  expect(await confirm(second)).toMatchObject({ why: 'no-such-event' })
  await propose(wish)
  await done(confirm(second))
  const after = await record()
  expect(after.replies).toEqual([])
  expect(after.answers).toEqual([])
  expect(after.redactions).toMatchObject([{ redacted: event, reason: 'It names a tenant.' }])
  const rows = await database.read((tx) => eventRows(tx, campaign))
  const gone = rows.find(({ id }) => id === event)
  expect(gone).toMatchObject({ document: undefined, hash: after.redactions[0]?.hash })
  const file = reply?.attachments[0]?.file ?? ('' as FileHash)
  expect(await database.read((tx) => publicFile(tx, campaign, file))).toBeUndefined()
  const again = await act((tx) => redact(tx, { ...server, event, reason: 'Once more.' }, means))
  expect(again).toMatchObject({ why: 'no-such-event' })
  const tombstone = after.redactions[0]?.event ?? event
  expect(await act((tx) => redact(tx, { ...server, event: tombstone, reason: 'No.' }, means))).toMatchObject({
    kind: 'wrong',
  })
  expect(await checkEverything(database)).toEqual([])
})

test('the only organizer of a campaign takes an entry down alone once its days are over, and not before', async () => {
  const fact = { kind: 'fact', wording: said('It names a neighbour.'), on: on('2026-02') } as const
  const noted = await act((tx) => noteFact(tx, { ...acting, recipient: recipients[0], ...fact }, means))
  if (noted.kind !== 'recorded') throw new Error(noted.why)
  const wish = { campaign, by: lead, event: noted.event, reason: 'It names a neighbour.' }
  await act((tx) => proposeRedaction(tx, wish, means))
  await act((tx) => setRole(tx, { by: lead, campaign, organizer: house.second, role: 'viewer' }, means))
  const confirm = (days: number) => {
    const at = new Date(means.now().getTime() + days * 86_400_000)
    return act((tx) => confirmRedaction(tx, wish, { ...means, now: () => at }))
  }
  expect(await confirm(lonelyDays - 1)).toMatchObject({ why: 'too-early' })
  expect(await confirm(lonelyDays)).toMatchObject({ kind: 'recorded' })
  expect(await checkEverything(database)).toEqual([])
})
