import { expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { deliveryPlace } from '../../test/kit/deliveries.ts'
import { handMail, listenerForTests } from '../../test/kit/mail-client.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { dnsOf, keyRecords, mailOf, signerMaker, signMail } from '../../test/kit/signed-mail.ts'
import { prepareDelivery, replyAddressOf } from '#delivery'
import { fileOf, openVault, type DnsAsk } from '#platform'
import { replyAddresses, takeInMail, type TakenIn } from '#cli'
import {
  answerDemand,
  classifyReply,
  publicFile,
  publishReply,
  putDemand,
  recordOf,
  renewResponseSeals,
  repliesFor,
  reviewReply,
} from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await deliveryPlace(database, means)
const [edition] = place.editions
if (!edition) throw new Error('there is no edition')
const campaign = place.id
const acting = { campaign, by: 'server' } as const

const prepared = await database.transaction((tx) =>
  prepareDelivery(
    tx,
    vaultForTests,
    {
      ...acting,
      letter: place.letter,
      edition: edition.id,
      version: 1,
      channel: 'mail',
      addressees: edition.addressees,
      pdf: edition.pdf,
    },
    means,
  ),
)
if (prepared.kind !== 'prepared') throw new Error(prepared.kind)
const address = replyAddressOf(vaultForTests, prepared.delivery, 'letters.example')
const signer = signerMaker()('halden.example')
const answering = dnsOf(keyRecords(signer))

const annex = '%PDF-1.7 the annex'
const boundary = 'stairs'
const body = (words: string): string =>
  [
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    `--${boundary}`,
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename="../../our annex.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(annex).toString('base64'),
    `--${boundary}--`,
    '',
  ].join('\r\n')

function mail(words: string, from: string, more: readonly (readonly [string, string])[] = []): string {
  return mailOf(
    [
      ['From', from],
      ['To', address],
      ['Subject', 'Your letter'],
      ['MIME-Version', '1.0'],
      ['Content-Type', `multipart/mixed; boundary="${boundary}"`],
      ...more,
    ],
    body(words),
  )
}

async function doorWith(ask: DnsAsk) {
  const became: TakenIn[] = []
  const isInbox = await replyAddresses(vaultForTests)
  const inbox = 'letters@letters.example'
  const { port } = await listenerForTests({
    isInbox,
    take: async ({ raw, envelope, to }) => {
      const one = await takeInMail(raw, { ...means, database, vault: vaultForTests, inbox, ask, envelope, to })
      became.push(one)
      return one === 'later' ? { kind: 'later', why: 'dns-silent' } : { kind: 'taken' }
    },
  })
  return { port, became }
}

const waiting = async () => database.read((tx) => repliesFor(tx, vaultForTests, campaign))

test('an answer by mail is kept byte for byte with its attachment, proved by the recipient’s domain, and known when it comes twice', async () => {
  const { port, became } = await doorWith(answering)
  const signed = await signMail(mail('We will not fly at night.', 'Ada Quill <ada@halden.example>'), signer, {
    signTime: means.now(),
  })
  expect(await handMail(port, signed, { to: address })).toMatchObject({ code: 250 })
  expect(await handMail(port, signed, { to: address })).toMatchObject({ code: 250 })
  expect(became).toEqual(['answer-proved', 'answer-known'])
  const [reply] = await waiting()
  expect(reply).toMatchObject({
    state: 'waiting',
    provedDomain: 'halden.example',
    sender: { address: 'ada@halden.example', name: 'Ada Quill', subject: 'Your letter' },
    text: 'We will not fly at night.',
    attachments: [{ name: 'our annex.pdf', mediaType: 'application/pdf', size: annex.length }],
  })
  const raw = reply && (await database.read((tx) => fileOf(tx, campaign, reply.message)))
  expect(Buffer.from(raw?.bytes ?? []).toString()).toBe(signed)
  const record = await database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
  expect(record.replies).toEqual([])
})

test('what the recipient’s domain did not sign, or another did, waits for a person; nothing of it is lost', async () => {
  const { port, became } = await doorWith(answering)
  await handMail(port, mail('We agree to everything.', 'Ada Quill <ada@halden.example>'), { to: address })
  const stranger = signerMaker()('elsewhere.example')
  const other = await doorWith(dnsOf(keyRecords(signer, stranger)))
  const theirs = mail('We are Halden.', 'Eve <eve@elsewhere.example>')
  await handMail(other.port, await signMail(theirs, stranger, { signTime: means.now() }), { to: address })
  const altered = (await signMail(mail('We refuse.', 'ada@halden.example'), signer, { signTime: means.now() })).replace(
    'We refuse.',
    'We accept.',
  )
  await handMail(port, altered, { to: address })
  expect([...became, ...other.became]).toEqual(['answer-review', 'answer-review', 'answer-review'])
  const unproved = (await waiting()).filter(({ provedDomain }) => provedDomain === undefined)
  expect(unproved.map(({ text }) => text).toSorted()).toEqual([
    'We accept.',
    'We agree to everything.',
    'We are Halden.',
  ])
  for (const { id: reply } of unproved) {
    await database.transaction((tx) => classifyReply(tx, { ...acting, reply, kind: 'substantive' }, means))
    const published = await database.transaction((tx) => publishReply(tx, { ...acting, reply }, means))
    expect(published).toEqual({ kind: 'wrong', why: 'not-allowed-now' })
    await database.transaction((tx) => reviewReply(tx, { ...acting, reply, state: 'set-aside' }, means))
  }
})

test('while the DNS is silent a mail stays with its server; machines are told from people', async () => {
  const silent = await doorWith(dnsOf({}, ['quill._domainkey.halden.example']))
  const signed = await signMail(mail('Later.', 'ada@halden.example'), signer, { signTime: means.now() })
  expect((await handMail(silent.port, signed, { to: address })).code).toBe(451)
  expect(silent.became).toEqual(['later'])
  const { port } = await doorWith(answering)
  const automatic = mail('I am away until Monday.', 'ada@halden.example', [['Auto-Submitted', 'auto-replied']])
  await handMail(port, automatic, { to: address })
  expect((await waiting()).find(({ text }) => text.startsWith('I am away'))).toMatchObject({
    recognized: 'out-of-office',
    kind: undefined,
  })
  const forged = address.replace(/^reply-(.)/, (_, first: string) => `reply-${first === 'a' ? 'b' : 'a'}`)
  expect(await handMail(port, automatic, { to: forged })).toMatchObject({ code: 550 })
})

test('a proved answer is published, its attachment is public and its message is not, and nobody is reminded any more', async () => {
  const [reply] = (await waiting()).filter(({ provedDomain }) => provedDomain !== undefined)
  if (!reply) throw new Error('no reply')
  const { id, recipient, receivedOn: on } = reply
  await database.transaction(async (tx) => {
    const demand = { demand: 'no-nights', wording: 'Do not fly at night.', scope: {} }
    await putDemand(tx, { ...acting, recipient, on, ...demand }, means)
    await classifyReply(tx, { ...acting, reply: id, kind: 'substantive' }, means)
    expect(await publishReply(tx, { ...acting, reply: id }, means)).toMatchObject({ kind: 'recorded' })
    const said = { value: 'agreed', words: 'We will not fly at night.' } as const
    expect(await answerDemand(tx, { ...acting, reply: id, demand: 'no-nights', ...said }, means)).toMatchObject({
      kind: 'recorded',
    })
  })
  const record = await database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
  expect(record.replies).toMatchObject([{ proof: { kind: 'domain', domain: 'halden.example' }, author: 'Ada Quill' }])
  expect(JSON.stringify(record)).not.toContain('ada@')
  const file = reply.attachments[0]?.file ?? reply.message
  expect(await database.read((tx) => publicFile(tx, campaign, file))).toMatchObject({ mediaType: 'application/pdf' })
  expect(await database.read((tx) => publicFile(tx, campaign, reply.message))).toBeUndefined()
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('who wrote opens under a new key once it was sealed anew, and not under another', async () => {
  const key = (byte: number) => new Uint8Array(32).fill(byte)
  const other = openVault({ identity: key(1), seal: [{ id: 7, key: key(8) }], link: [{ id: 1, key: key(3) }] })
  await database.transaction((tx) => renewResponseSeals(tx, { before: vaultForTests, after: other }))
  const kept = await database.read((tx) => repliesFor(tx, other, campaign))
  expect(kept.every(({ sender }) => sender !== undefined)).toBe(true)
  expect((await waiting()).every(({ sender }) => sender === undefined)).toBe(true)
})
