import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { leafAt } from '#ledger'
import { keepFile, readBounce, systemMeans } from '#platform'
import { parseLeaf } from '#proof'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { deliveryPlace, dispatched, pdfOf, prepared, wishOf } from '../../test/kit/deliveries.ts'
import { deliveryMailer, deliveryNow, mailsGone } from '../../test/kit/delivery-mailer.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { eventually } from '../../test/kit/mail.ts'
import { scriptedServer } from '../../test/kit/mail-server.ts'
import { email, vaultForTests as vault } from '../../test/kit/signatures.ts'
import { changeStatus } from './change-status.ts'
import { dispatch } from './dispatch.ts'
import { noteReturnedDelivery } from './note-returned.ts'
import { isPerhapsTwice, publicDeliveries } from './public-deliveries.ts'
import { sessionOf } from './read-deliveries.ts'
import { deliveryOfReplyAddress } from './reply-address.ts'
import { sha256 } from './settle-dispatch.ts'

const database = await testDatabase()
const means = systemMeans()
const today = () => new Date().toISOString().slice(0, 10)
const queued = { kind: 'say', line: '250 2.0.0 Ok: queued as 4Xyz12AbC', take: true } as const
const sound = async () => expect(await checkEverything(database, vault)).toEqual([])

test('a letter goes to each addressee alone, with its file, and the proof of it stands with its leaf in the log', async () => {
  const place = await deliveryPlace(database, means, { slug: 'one', timeZone: 'UTC' })
  const server = await scriptedServer((step) => (step === 'dot' ? queued : undefined))
  deliveryMailer(database, server.url, means, { replyHost: 'answers.example' })
  const wish = wishOf(place, 0)
  const id = await dispatched(database, wish, means)
  await mailsGone(database)
  expect(server.taken.map(({ to }) => to).toSorted()).toEqual([
    'chief.halden@halden.example',
    'counsel.halden@halden.example',
  ])
  for (const { bytes, to } of server.taken) {
    const read = await simpleParser(bytes)
    expect(read.attachments.map(({ content }) => content.toString())).toEqual([pdfOf('Halden').toString()])
    expect(deliveryOfReplyAddress(vault, read.replyTo?.value[0]?.address ?? '')).toBe(id)
    const others = server.taken.filter((one) => one.to !== to)
    for (const other of others) expect(bytes.toString('latin1')).not.toContain(other.to)
  }
  const delivery = await deliveryNow(database, place.id, id)
  expect([delivery.status, delivery.sentOn]).toEqual(['sent', today()])
  expect(delivery.addressees.map((one) => [one.status, isPerhapsTwice(one)])).toEqual([
    ['sent', false],
    ['sent', false],
  ])
  await database.read(async (tx) => {
    const bytes = await leafAt(tx, place.id, delivery.leaf ?? -1)
    const leaf = { t: 'sent', d: today(), e: [delivery.version.hash], h: wish.pdf, r: 'Halden', v: 1 }
    expect(bytes && parseLeaf(bytes)).toEqual(leaf)
    for (const { id: proof, queueId, hash, messageHash, outcome } of delivery.proofs) {
      expect([outcome, queueId]).toEqual(['accepted', '4Xyz12AbC'])
      const session = await sessionOf(tx, vault, { campaign: place.id, proof })
      expect(session?.transcript).toMatch(/C: RCPT TO:<(?:chief|counsel)\.halden@halden\.example>/)
      expect(sha256(session?.transcript ?? '')).toBe(hash)
      expect(sha256(session?.message ?? '')).toBe(messageHash)
      expect(server.taken.some((mail) => mail.bytes.equals(session?.message ?? Buffer.alloc(0)))).toBe(true)
    }
  })
  await sound()
})

test('two editions never reveal each other’s addressees: no byte of a mail, a proof or a public fact names one of the other', async () => {
  const place = await deliveryPlace(database, means, { slug: 'two' })
  const server = await scriptedServer((step) => (step === 'dot' ? queued : undefined))
  deliveryMailer(database, server.url, means)
  const ids = [await dispatched(database, wishOf(place, 0), means), await dispatched(database, wishOf(place, 1), means)]
  await mailsGone(database)
  const known = place.editions.map(({ addressees }) =>
    addressees.flatMap(({ name, post = '', email: address = '' }) => [name, post, address]),
  )
  const shown = await database.read((tx) => publicDeliveries(tx, place.id, means.now()))
  for (const [index, id] of ids.entries()) {
    const own = known[index] ?? []
    const other = known[1 - index] ?? []
    const delivery = await deliveryNow(database, place.id, id)
    const sessions = await database.read(async (tx) => {
      const all: string[] = []
      for (const { id: proof } of delivery.proofs) {
        const { transcript = '', message = Buffer.alloc(0) } =
          (await sessionOf(tx, vault, { campaign: place.id, proof })) ?? {}
        all.push(transcript, ...(await everyByte(message)))
      }
      return all
    })
    const mails = server.taken.filter(({ to }) => own.includes(to))
    expect([mails.length, delivery.proofs.length]).toEqual([2, 2])
    const said = [...sessions, JSON.stringify(delivery), JSON.stringify(shown.filter((one) => one.id === id))]
    for (const mail of mails) said.push(mail.to, ...(await everyByte(mail.bytes)))
    for (const text of said) for (const secret of other) expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
  }
  expect(JSON.stringify(shown)).not.toContain('@')
})

/** A mail as it went, and everything in it decoded. */
async function everyByte(bytes: Buffer): Promise<readonly string[]> {
  const read = await simpleParser(bytes)
  const files = read.attachments.map(({ content, filename }) => `${filename} ${content.toString('latin1')}`)
  return [bytes.toString('latin1'), read.text ?? '', JSON.stringify([...read.headers.values()]), ...files]
}

test('no address stands in the database, nor in the queue, but sealed', async () => {
  const place = await deliveryPlace(database, means, { slug: 'three' })
  const secret = 'very.secret@halden.example'
  const addressees = [{ name: 'Ada Vale', email: email(secret) }]
  const cover = 'A line of our own.'
  await dispatched(database, wishOf(place, 0, { addressees, contact: email('us@coalition.example'), cover }), means)
  const queue = JSON.stringify(await database.read((tx) => tx.selectFrom('platform_mail').selectAll().execute()))
  expect(queue).toContain('delivery.dispatch')
  const server = await scriptedServer()
  deliveryMailer(database, server.url, means)
  await mailsGone(database)
  const read = await simpleParser(server.taken[0]?.bytes ?? Buffer.alloc(0))
  expect(read.replyTo?.text).toBe('us@coalition.example')
  expect(read.text).toContain(cover)
  const rows = [...(await everythingIn(database)).values()].join('\n')
  for (const text of [secret, 'us@coalition.example', cover]) {
    expect(rows + queue).not.toContain(text)
    expect(rows).not.toContain(Buffer.from(text).toString('hex'))
  }
})

test('a refused addressee is shown as failed and starts no clock; sent again to the right place it arrives', async () => {
  const place = await deliveryPlace(database, means, { slug: 'four' })
  let right = false
  const server = await scriptedServer((step, to) =>
    step === 'rcpt' && to.startsWith('chief') && !right ? { kind: 'say', line: '550 5.1.1 no such user' } : undefined,
  )
  deliveryMailer(database, server.url, means)
  const addressees = place.editions[0]?.addressees.slice(0, 1) ?? []
  const id = await dispatched(database, wishOf(place, 0, { addressees }), means)
  await mailsGone(database)
  const failed = await deliveryNow(database, place.id, id)
  expect([failed.status, failed.sentOn, failed.leaf]).toEqual(['failed', undefined, undefined])
  expect(failed.proofs.at(-1)).toMatchObject({ outcome: 'refused', code: '550 5.1.1', queueId: undefined })
  right = true
  const again = { campaign: place.id, delivery: id, by: 'server' } as const
  expect(await database.transaction((tx) => dispatch(tx, again, means))).toEqual({ kind: 'queued', mails: 1 })
  await mailsGone(database)
  expect((await deliveryNow(database, place.id, id)).status).toBe('sent')
  expect(await database.transaction((tx) => dispatch(tx, again, means))).toEqual({ kind: 'nothing-to-send' })
  await sound()
})

test('after silence at the end it is unknown; a second copy that is taken is sent, perhaps twice; there is never a third', async () => {
  const place = await deliveryPlace(database, means, { slug: 'five' })
  const silent = await scriptedServer((step, to, before) =>
    step === 'dot' && (to.startsWith('counsel') || before === 0) ? { kind: 'drop', take: true } : undefined,
  )
  deliveryMailer(database, silent.url, means)
  const id = await dispatched(database, wishOf(place, 0), means)
  await mailsGone(database)
  const delivery = await deliveryNow(database, place.id, id)
  expect(delivery.addressees.map((one) => [one.status, isPerhapsTwice(one)])).toEqual([
    ['sent', true],
    ['unknown', true],
  ])
  expect(delivery.addressees[0]?.steps.map(({ to }) => to)).toEqual(['draft', 'ready', 'unknown', 'sent'])
  expect(silent.taken.length).toBe(4)
  // Nobody sends to those of whom nobody knows, unless told to.
  const again = { campaign: place.id, delivery: id, by: 'server' } as const
  expect(await database.transaction((tx) => dispatch(tx, again, means))).toEqual({ kind: 'nothing-to-send' })
  const wanted = { ...again, evenUnknown: true }
  expect(await database.transaction((tx) => dispatch(tx, wanted, means))).toEqual({ kind: 'queued', mails: 1 })
  await mailsGone(database)
  expect(silent.taken.length).toBe(6)
  await sound()
})

test('what a person knows meanwhile is not mailed a second time', async () => {
  const place = await deliveryPlace(database, means, { slug: 'six' })
  const server = await scriptedServer((step) => (step === 'dot' ? { kind: 'drop', take: true } : undefined))
  const patient = { ...{ recipientSeconds: 1, doubtSeconds: 1, longestSeconds: 1, expirySeconds: 60 } }
  deliveryMailer(database, server.url, means, { backoff: { ...patient, pauseSeconds: [0.02, 0.1] } })
  const addressees = place.editions[0]?.addressees.slice(0, 1) ?? []
  const id = await dispatched(database, wishOf(place, 0, { addressees }), means)
  await eventually(async () => (await deliveryNow(database, place.id, id)).status === 'unknown')
  const on = (await deliveryNow(database, place.id, id)).addressees[0]?.steps.at(-1)?.on ?? ('' as never)
  const knows = { campaign: place.id, by: 'server', delivery: id, to: 'delivered', on, note: 'They called.' } as const
  expect(await database.transaction((tx) => changeStatus(tx, knows, means))).toEqual({ kind: 'set' })
  await mailsGone(database)
  expect(server.taken.length).toBe(1)
  expect((await deliveryNow(database, place.id, id)).status).toBe('delivered')
  await sound()
})

test('a mail that comes back makes it bounced, with the report kept; one that is late is kept and changes nothing', async () => {
  const place = await deliveryPlace(database, means, { slug: 'seven' })
  const server = await scriptedServer()
  deliveryMailer(database, server.url, means)
  const addressees = place.editions[0]?.addressees.slice(0, 1) ?? []
  const id = await dispatched(database, wishOf(place, 0, { addressees }), means)
  await mailsGone(database)
  const quoted = server.taken[0]?.bytes.toString('latin1').split('\r\n\r\n')[0] ?? ''
  const come = async (action: string, status: string) => {
    const raw = Buffer.from(report(quoted, action, status))
    const bounce = await readBounce(raw, vault)
    if (!bounce) throw new Error('no bounce')
    return database.transaction((tx) => noteReturnedDelivery(tx, vault, { bounce, raw }, means))
  }
  expect(await come('delayed', '4.4.1')).toBe(true)
  expect((await deliveryNow(database, place.id, id)).status).toBe('sent')
  expect(await come('failed', '5.1.1')).toBe(true)
  const delivery = await deliveryNow(database, place.id, id)
  expect([delivery.status, delivery.sentOn]).toEqual(['bounced', undefined])
  expect(delivery.proofs.filter(({ kind }) => kind === 'bounce').map(({ code }) => code)).toEqual(['late', 'came-back'])
  await sound()
})

const report = (quoted: string, action: string, status: string): string =>
  [
    'From: MAILER-DAEMON@halden.example',
    'To: letters@coalition.example',
    'Subject: Undelivered',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"',
    ...['', '--cut', 'Content-Type: text/plain', '', 'Sorry.', '--cut', 'Content-Type: message/delivery-status', ''],
    ...['Reporting-MTA: dns; halden.example', '', `Action: ${action}`, `Status: ${status}`],
    ...['', '--cut', 'Content-Type: text/rfc822-headers', '', quoted, '--cut--', ''],
  ].join('\r\n')

test('while strangers may not read the letter the log says nothing, and a mail without its file is not sent', async () => {
  const place = await deliveryPlace(database, means, { slug: 'eight', state: { state: 'private' } })
  const server = await scriptedServer()
  deliveryMailer(database, server.url, means)
  const id = await dispatched(database, wishOf(place, 0), means)
  const lost = await database.transaction((tx) => keepFile(tx, place.id, Buffer.from('soon gone'), 'application/pdf'))
  const without = await prepared(database, wishOf(place, 1, { pdf: lost }), means)
  await database.transaction(async (tx) => {
    await dispatch(tx, { campaign: place.id, delivery: without, by: 'server' }, means)
    await tx.deleteFrom('platform_file').where('file_hash', '=', Buffer.from(lost, 'hex')).execute()
  })
  await mailsGone(database)
  const delivery = await deliveryNow(database, place.id, id)
  expect([delivery.status, delivery.leaf]).toEqual(['sent', undefined])
  expect((await deliveryNow(database, place.id, without)).status).toBe('failed')
  expect(await database.read((tx) => publicDeliveries(tx, place.id, means.now()))).toEqual([])
})
