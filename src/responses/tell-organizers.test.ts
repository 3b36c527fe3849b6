import { expect, test } from 'vitest'
import { setRole } from '#accounts'
import { bouncedSeats, changeStatus, noteReturnedDelivery, parseDay, replyAddressOf } from '#delivery'
import { addSource, alarmsOf, checkSource, quoteIn, uploadCapture, type EvidenceMeans } from '#evidence'
import type { DeliveryId, ReplyId } from '#kernel'
import type { Database } from '#platform'
import { firstOperator, joined, tickingMeans } from '../../test/kit/accounts.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { joinedTo } from '../../test/kit/delivery-desk.ts'
import { deliveryPlace, dispatched, wishOf, type DeliveryPlace } from '../../test/kit/deliveries.ts'
import { waitingMails } from '../../test/kit/reminder-mails.ts'
import { vaultForTests as vault } from '../../test/kit/signatures.ts'
import { receiveReply, reviewReply, tellOrganizers } from './index.ts'

const database = await testDatabase()
const means = tickingMeans()
const { organizer: operator } = await firstOperator(database, means)
const day = 86_400_000

/** A campaign with somebody of every role, a letter under way to its first recipient, and a page that is quoted. */
async function placeOf(slug: string) {
  const place = await deliveryPlace(database, means, { slug, timeZone: 'UTC' })
  const { byRole, mayDeliver } = await joinedTo(database, place.id, means)
  return { ...place, byRole, writers: mayDeliver.toSorted() }
}

const sent = (place: DeliveryPlace) => dispatched(database, wishOf(place, 0), means)

let replies = 0
async function came(delivery: DeliveryId): Promise<ReplyId> {
  replies += 1
  const lines = [
    'From: secret.person@halden.example',
    'Subject: A hidden subject',
    '',
    `A hidden answer ${replies}.`,
    '',
  ]
  const to = [replyAddressOf(vault, delivery, 'letters.example')]
  const wish = { raw: Buffer.from(lines.join('\r\n')), to, judged: { kind: 'unproved' } as const }
  const kept = await database.transaction((tx) => receiveReply(tx, vault, wish, means))
  if (kept.kind !== 'kept') throw new Error(kept.kind)
  return kept.reply
}

const tell = (on: Database = database) => tellOrganizers(on, means)
const mails = () => waitingMails(database, means)
const subjects = async () => (await mails()).map(({ subject }) => subject)
const queued = () =>
  database.read((tx) => tx.selectFrom('platform_mail').selectAll().where('kind', '=', 'responses.waiting').execute())

test('whoever writes in a campaign is mailed once of a reply that waits, by however many servers, and reads nothing of it there', async () => {
  const place = await placeOf('once')
  await came(await sent(place))
  await Promise.all([tell(), tell()])
  await tell()
  const rows = JSON.stringify(await queued())
  for (const secret of ['@', 'hidden', 'Halden']) expect(rows).not.toContain(secret)
  const told = await mails()
  expect(told.map(({ to }) => to).toSorted()).toEqual(place.writers)
  for (const { subject, text } of told) {
    expect(subject).toBe('A reply waits to be read: Quiet nights')
    expect(text).toMatch(/^Halden: came on .+, by mail\. Nothing proves yet that it is the recipient’s\.$/m)
    expect(text).toContain('https://letters.example/organize/c/once/replies/waiting')
    for (const hidden of ['hidden', 'secret.person']) expect(text).not.toContain(hidden)
  }
  means.pass(30 * day)
  await tell()
  expect(await queued()).toEqual([])
})

test('killed before it was written down, nobody was told and everybody is told later; killed after it, nobody is told twice', async () => {
  const place = await placeOf('killed')
  await came(await sent(place))
  const before: Database = {
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        await work(tx)
        throw new Error('killed')
      }),
  }
  await expect(tell(before)).rejects.toThrow('killed')
  expect(await queued()).toEqual([])
  const after: Database = {
    ...database,
    transaction: async (work) => {
      await database.transaction(work)
      throw new Error('killed')
    },
  }
  await expect(tell(after)).rejects.toThrow('killed')
  await tell()
  expect((await mails()).map(({ to }) => to).toSorted()).toEqual(place.writers)
})

test('a flood of replies is one mail to each, which names ten and counts the rest; what comes later is told apart', async () => {
  const place = await placeOf('flood')
  const delivery = await sent(place)
  for (let n = 0; n < 25; n += 1) await came(delivery)
  await tell()
  const told = await mails()
  expect(told.map(({ subject }) => subject)).toEqual(
    place.writers.map(() => '25 replies wait to be read: Quiet nights'),
  )
  expect(told[0]?.text.match(/^Halden: /gm)).toHaveLength(10)
  expect(told[0]?.text).toContain('And 15 more.')
  await came(delivery)
  await tell()
  expect(await subjects()).toEqual(place.writers.map(() => 'A reply waits to be read: Quiet nights'))
})

test('nobody is mailed of a reply that was judged meanwhile, and nobody who may not write any more', async () => {
  const place = await placeOf('meanwhile')
  const delivery = await sent(place)
  const reply = await came(delivery)
  const [, [, editor] = []] = place.byRole
  const [[, lead] = []] = place.byRole
  if (!editor || !lead) throw new Error('there is a lead and an editor')
  await tell()
  const judged = { campaign: place.id, by: lead, reply, state: 'set-aside' } as const
  await database.transaction((tx) => reviewReply(tx, judged, means))
  expect(await mails()).toEqual([])
  await came(delivery)
  await tell()
  const demoted = { by: lead, campaign: place.id, organizer: editor, role: 'viewer' } as const
  await database.transaction((tx) => setRole(tx, demoted, means))
  expect((await mails()).map(({ to }) => to)).toEqual(place.writers.filter((to) => to.startsWith('lead')))
})

test('what waited while a campaign had nobody to be told is told to whoever comes', async () => {
  const place = await deliveryPlace(database, means, { slug: 'nobody', timeZone: 'UTC' })
  await came(await sent(place))
  await tell()
  expect(await queued()).toEqual([])
  await joined(database, 'late', means, { campaign: place.id, role: 'editor' })
  await tell()
  expect((await mails()).map(({ to }) => to)).toEqual(['late@coalition.example'])
})

test('of words that are gone from a source each writer is mailed once, not every week; anew when other words go, or after they stood there again', async () => {
  const place = await placeOf('alarm')
  const acting = { campaign: place.id, by: operator } as const
  const url = 'https://halden.example/pledge'
  const source = await database.transaction(async (tx) => {
    const added = await addSource(tx, { ...acting, url, title: 'Halden’s pledge' }, means)
    if (added.kind === 'wrong') throw new Error(added.why)
    const file = { bytes: Buffer.from('<p>We will rest at night. We will count flights.'), mediaType: 'text/html' }
    const kept = await uploadCapture(tx, { ...acting, source: added.source, ...file }, means)
    if (kept.kind !== 'kept') throw new Error(kept.kind)
    for (const exact of ['rest at night', 'count flights'])
      await quoteIn(tx, { ...acting, capture: kept.capture, exact }, means)
    return added.source
  })
  const look = async (now: string | undefined) => {
    means.pass(7 * day)
    const seen =
      now === undefined
        ? { kind: 'failed' }
        : { kind: 'answered', finalUrl: url, status: 200, text: now, payloadHash: now }
    const looking = { ...means, capturer: { look: async () => seen } } as unknown as EvidenceMeans
    await checkSource(database, { campaign: place.id, by: 'server', source }, looking)
    await tell()
    return mails()
  }
  const first = await look('We will count flights.')
  expect(first.map(({ to, subject }) => [to, subject]).toSorted()).toEqual(
    place.writers.map((to) => [to, 'A source has changed or is gone: Quiet nights']),
  )
  expect(first[0]?.text).toContain('Halden’s pledge: ')
  expect(first[0]?.text).toContain('“rest at night”')
  expect(first[0]?.text).not.toContain('“count flights”')
  expect(first[0]?.text).toContain('https://letters.example/organize/c/alarm/sources')
  expect(await look('We will count flights.')).toEqual([])
  expect(await look(undefined)).toEqual([])
  expect(await look('We will count flights, they say.')).toEqual([])
  expect((await look('Nothing of it.')).map(({ text }) => text.includes('“count flights”'))).toEqual([true, true])
  expect(await look('We will rest at night. We will count flights. Indeed.')).toEqual([])
  expect(await database.read((tx) => alarmsOf(tx, place.id))).toEqual([])
  expect(await look('Nothing again.')).toHaveLength(2)
})

test('of a letter that came back each writer is mailed once, with how many of its addressees it did not reach; not once it arrived', async () => {
  const place = await placeOf('bounce')
  const delivery = await sent(place)
  const back = async (position: string) => {
    const ids = { campaign: place.id, delivery, position }
    const mail = { id: 'mail', kind: 'delivery.dispatch', ids }
    const report = { bounce: { mail, kind: 'permanent' }, raw: Buffer.from(`550 ${position}`) } as const
    await database.transaction((tx) => noteReturnedDelivery(tx, vault, report, means))
  }
  await back('1')
  await tell()
  await tell()
  const told = await mails()
  expect(told.map(({ to, subject }) => [to, subject]).toSorted()).toEqual(
    place.writers.map((to) => [to, 'A letter came back: Quiet nights']),
  )
  expect(told[0]?.text).toContain('“No flights at night” to Halden: from 1 of its 2 addressees.')
  expect(told[0]?.text).toMatch(/organize\/c\/bounce\/l\/[\w-]+\/deliveries\n$/)
  expect(told[0]?.text).not.toContain('@')
  await back('1')
  await tell()
  expect(await mails()).toEqual([])
  await back('2')
  await tell()
  const on = parseDay(means.now().toISOString().slice(0, 10))
  if (!on) throw new Error('no day')
  const arrived = { campaign: place.id, by: 'server', delivery, to: 'delivered', on } as const
  expect(await database.transaction((tx) => changeStatus(tx, arrived, means))).toEqual({ kind: 'set' })
  expect(await mails()).toEqual([])
  const seats = await database.read(bouncedSeats)
  expect(seats.filter(({ campaign }) => campaign === place.id)).toEqual([])
})

test('each thing is told though another campaign cannot be told of anything', async () => {
  const [broken, sound] = [await placeOf('broken'), await placeOf('sound')]
  for (const place of [broken, sound]) await came(await sent(place))
  const failing: Database = {
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        const done = await work(tx)
        const left = await tx.selectFrom('platform_mail').select('ids').execute()
        if (JSON.stringify(left).includes(broken.id)) throw new Error('one of them fails')
        return done
      }),
  }
  // The letters themselves wait in the queue, too.
  await database.transaction((tx) => tx.deleteFrom('platform_mail').execute())
  await expect(tell(failing)).rejects.toThrow('one of them fails')
  expect((await mails()).map(({ to }) => to).toSorted()).toEqual(sound.writers)
  await tell()
  expect((await mails()).map(({ to }) => to).toSorted()).toEqual(broken.writers)
})
