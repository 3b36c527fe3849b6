import { authenticate } from 'mailauth'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { leafAt } from '#ledger'
import { openVault, smtpTransport, systemMeans } from '#platform'
import { parseLeaf } from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import { deliveryPlace, dispatched, wishOf } from '../../test/kit/deliveries.ts'
import { deliveryMailer, deliveryNow, mailsGone } from '../../test/kit/delivery-mailer.ts'
import { rounds } from '../../test/kit/faults.ts'
import { mailKeyForTests } from '../../test/kit/mail.ts'
import { scriptedServer } from '../../test/kit/mail-server.ts'
import { vaultForTests as vault } from '../../test/kit/signatures.ts'
import { addressesOf, sessionOf } from './read-deliveries.ts'
import { renewDeliverySeals } from './renew-seals.ts'
import { sha256 } from './settle-dispatch.ts'

const database = await testDatabase()
const means = systemMeans()
const key = mailKeyForTests()
const mailFrom = 'letters@coalition.example'

test('from what is kept alone a stranger proves text, time and receipt of every delivery', async () => {
  const names = Array.from({ length: rounds(10, 50) }, (_, n) => `Carrier-${n}`)
  const place = await deliveryPlace(database, means, { slug: 'archive', names, timeZone: 'UTC' })
  const server = await scriptedServer((step, to) =>
    step === 'dot'
      ? { kind: 'say', line: `250 2.0.0 Ok: queued as Q${sha256(to).slice(0, 8)}`, take: true }
      : undefined,
  )
  deliveryMailer(database, server.url, means, { transport: smtpTransport({ smtpUrl: server.url, mailFrom }, key) })
  const ids = []
  for (const index of names.keys()) ids.push(await dispatched(database, wishOf(place, index), means))
  await mailsGone(database)
  for (const id of ids) {
    const delivery = await deliveryNow(database, place.id, id)
    const bytes = await database.read((tx) => leafAt(tx, place.id, delivery.leaf ?? -1))
    const leaf = bytes && parseLeaf(bytes)
    expect(delivery.proofs.length).toBe(2)
    for (const { id: proof, queueId } of delivery.proofs) {
      const kept = await database.read((tx) => sessionOf(tx, vault, { campaign: place.id, proof }))
      const message = kept?.message ?? Buffer.alloc(0)
      const { dkim } = await judged(message)
      expect(dkim.results.map(({ status }) => status.result)).toEqual(['pass'])
      const read = await simpleParser(message)
      const [file] = read.attachments
      expect(leaf).toMatchObject({ t: 'sent', h: sha256(file?.content ?? ''), e: [delivery.version.hash] })
      expect(leaf?.t === 'sent' && leaf.d).toBe(read.date?.toISOString().slice(0, 10))
      expect(kept?.transcript).toContain(`queued as ${queueId}`)
      const to = read.to && 'text' in read.to ? read.to.text : ''
      expect(kept?.transcript).toContain(`RCPT TO:<${to}>`)
    }
  }
})

test('what is sealed is sealed anew when keys change, and then opens under the new ones alone', async () => {
  const place = await deliveryPlace(database, means, { slug: 'keys' })
  const server = await scriptedServer()
  deliveryMailer(database, server.url, means)
  const id = await dispatched(database, wishOf(place, 0, { cover: 'Our own words.' }), means)
  await mailsGone(database)
  const fill = (byte: number) => new Uint8Array(32).fill(byte)
  const after = openVault({ identity: fill(1), seal: [{ id: 2, key: fill(9) }], link: [{ id: 1, key: fill(3) }] })
  const { proofs } = await deliveryNow(database, place.id, id)
  const opened = (by: typeof vault) =>
    database.read(async (tx) => {
      const addresses = await addressesOf(tx, by, { campaign: place.id, delivery: id })
      const sessions = []
      for (const { id: proof } of proofs) sessions.push(await sessionOf(tx, by, { campaign: place.id, proof }))
      return { addresses, sessions }
    })
  const before = await opened(vault)
  const done = await database.transaction((tx) => renewDeliverySeals(tx, { before: vault, after }))
  expect(done).toBeGreaterThanOrEqual(5)
  expect(await opened(after)).toEqual(before)
  await expect(opened(vault)).rejects.toThrow('does not open')
})

const judged = (bytes: Buffer) =>
  authenticate(bytes, {
    ...{ ip: '192.0.2.1', helo: 'mail.coalition.example', sender: mailFrom },
    ...{ disableArc: true, disableDmarc: true, disableBimi: true },
    resolver: async (name, type) => {
      if (name === 'ink._domainkey.coalition.example' && type === 'TXT') return [[key.record]]
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
    },
  })
