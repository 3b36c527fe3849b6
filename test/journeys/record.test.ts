import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { replyAddresses, takeInMail } from '../../src/cli/index.ts'
import { deliveryOfReplyAddress } from '../../src/delivery/index.ts'
import {
  addSource,
  alarmsOf,
  askCapture,
  checkSource,
  openCapturer,
  quoteIn,
  workCapture,
} from '../../src/evidence/index.ts'
import { deliverDueHooks } from '../../src/jobs/index.ts'
import type { PartialDate, RecordEventId } from '../../src/kernel/index.ts'
import { leafAt } from '../../src/ledger/index.ts'
import { recipientsOf } from '../../src/letters/index.ts'
import { openJournal, prepareJobs, publicNetwork, systemMeans, type Tx } from '../../src/platform/index.ts'
import { parseLeaf } from '../../src/proof/index.ts'
import {
  addHook,
  answerDemand,
  classifyReply,
  commentOn,
  comparisonAt,
  draftAssessment,
  keepRubric,
  linkDemand,
  publishAssessment,
  publishReply,
  putDemand,
  recipientToken,
  recordOf,
  repliesFor,
  responseJobs,
  sendForComment,
  stateCommitment,
} from '../../src/responses/index.ts'
import { routes } from '../../src/web/index.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { deliveryPlace, dispatched, wishOf } from '../kit/deliveries.ts'
import { deliveryMailer, deliveryNow, mailsGone } from '../kit/delivery-mailer.ts'
import { handMail, listenerForTests } from '../kit/mail-client.ts'
import { scriptedServer } from '../kit/mail-server.ts'
import { simpleParser } from 'mailparser'
import { terms } from '../kit/recorded.ts'
import { dnsOf, keyRecords, mailOf, signerMaker, signMail } from '../kit/signed-mail.ts'
import { vaultForTests as vault } from '../kit/signatures.ts'
import { serving, testSite } from '../kit/site.ts'
import { webOn } from '../kit/web.ts'

const database = await testDatabase()
const site = await testSite()
const capturer = openCapturer(site.allowed)
const means = systemMeans()
const evidence = { ...means, capturer }
await prepareJobs(database, responseJobs)
const place = await deliveryPlace(database, means, { slug: 'nights', timeZone: 'UTC' })
const { id: campaign } = place
const { slug } = place.campaign
const acting = { campaign, by: 'server' } as const
const today = () => means.now().toISOString().slice(0, 10) as PartialDate
const web = webOn(database)

type Post = { readonly id: string; readonly kind: string }
const posts: Post[] = []
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { event: id, kind } = JSON.parse(Buffer.concat(chunks).toString())
    posts.push({ id, kind })
    response.end()
  })
})
await new Promise<void>((ready) => void receiver.listen(0, '127.0.0.1', ready))
/** A public name that leads to the receiver, without encryption. */
const network = {
  ...publicNetwork(),
  resolve: async () => ['93.184.215.14'],
  connect: () => {
    const socket = connect((receiver.address() as AddressInfo).port, '127.0.0.1')
    socket.once('connect', () => void socket.emit('secureConnect'))
    return socket
  },
}
afterAll(async () => {
  await capturer.close()
  site.close()
  receiver.close()
})

const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work)
const sound = async () => expect(await checkEverything(database, vault)).toEqual([])

async function recorded(work: (tx: Tx) => Promise<{ readonly kind: string }>): Promise<void> {
  expect(await act(work)).toMatchObject({ kind: 'recorded' })
  await sound()
}

const record = () => database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))

test('a letter is delivered, answered, taken at its word, checked and judged; log, feed, files and webhook show each step', async () => {
  const [recipient] = await database.read((tx) => recipientsOf(tx, campaign))
  if (!recipient) throw new Error('the letter is to somebody')
  const demand = { demand: 'no-nights', title: 'No flights at night', wording: 'Do not fly at night.', scope: {} }
  await recorded((tx) => putDemand(tx, { ...acting, recipient: recipient.id, on: today(), ...demand }, means))
  await act((tx) => addHook(tx, { ...acting, url: 'https://receiver.example/' }, means))

  // Delivered by real SMTP.
  const server = await scriptedServer((step) =>
    step === 'dot' ? { kind: 'say', line: '250 2.0.0 Ok: queued as 4Xyz12AbC', take: true } : undefined,
  )
  deliveryMailer(database, server.url, means, { replyHost: 'answers.example' })
  const delivery = await dispatched(database, wishOf(place, 0), means)
  await mailsGone(database)
  expect((await deliveryNow(database, campaign, delivery)).status).toBe('sent')
  await sound()
  const [mail] = server.taken
  const to = (await simpleParser(mail?.bytes ?? Buffer.alloc(0))).replyTo?.value[0]?.address ?? ''
  expect(deliveryOfReplyAddress(vault, to)).toBe(delivery)

  // Answered by mail with an attachment, signed by the recipient's domain.
  const signer = signerMaker()('halden.example')
  const isInbox = await replyAddresses(vault)
  const taking = { ...means, database, vault, inbox: 'letters@letters.example', ask: dnsOf(keyRecords(signer)) }
  const { port } = await listenerForTests({
    isInbox,
    take: async (came) => {
      expect(await takeInMail(came.raw, { ...taking, envelope: came.envelope, to: came.to })).toBe('answer-proved')
      return { kind: 'taken' }
    },
  })
  const words = 'We will not fly at night from 2031 on.'
  const signed = await signMail(answerTo(to, words), signer, { signTime: means.now() })
  expect(await handMail(port, signed, { to })).toMatchObject({ code: 250 })
  await sound()
  const [reply] = await database.read((tx) => repliesFor(tx, vault, campaign))
  if (!reply) throw new Error('the answer was taken')
  expect(reply.attachments).toMatchObject([{ name: 'annex.pdf' }])
  expect((await record()).replies).toEqual([])

  // Published, and classified demand by demand.
  await act((tx) => classifyReply(tx, { ...acting, reply: reply.id, kind: 'substantive' }, means))
  await recorded((tx) => publishReply(tx, { ...acting, reply: reply.id }, means))
  const answer = { reply: reply.id, demand: 'no-nights', value: 'agreed-in-part', words } as const
  await recorded((tx) => answerDemand(tx, { ...acting, ...answer }, means))

  // A promise on a page of the recipient's, kept as it was sent.
  const promise = 'Halden will end all night flights by 2031.'
  site.answer(serving({ '/promise': `<title>Promise</title><p>${promise}</p>` }))
  const source = await act((tx) => addSource(tx, { ...acting, url: site.url('/promise'), title: 'Promise' }, means))
  if (source.kind === 'wrong') throw new Error(source.why)
  const asked = await act((tx) => askCapture(tx, { ...acting, source: source.source }, means))
  if (asked.kind !== 'asked') throw new Error(asked.kind)
  const { capture } = asked
  await workCapture(database, { campaign, capture }, evidence)
  await sound()
  const quote = await act((tx) => quoteIn(tx, { ...acting, capture, exact: promise }, means))
  if (quote.kind !== 'found') throw new Error(quote.kind)
  const wording = { words: promise, speaker: undefined, source: source.source, capture, quote: quote.quote }
  const limits = terms({ deadline: '2031' as PartialDate, loopholes: ['time-limited'] })
  const stated = await act((tx) =>
    stateCommitment(
      tx,
      { ...acting, recipient: recipient.id, title: 'No flights at night', on: today(), wording, terms: limits },
      means,
    ),
  )
  if (stated.kind !== 'recorded') throw new Error(stated.why)
  const { commitment } = stated
  await recorded((tx) =>
    linkDemand(tx, { ...acting, commitment, demand: 'no-nights', covers: 'part', wider: ['use'] }, means),
  )

  // The page changes: the alarm.
  site.answer(serving({ '/promise': '<title>Promise</title><p>Halden flies whenever it likes.</p>' }))
  const checked = await checkSource(database, { ...acting, source: source.source }, evidence)
  expect(checked).toMatchObject({ outcome: 'changed-without-quote' })
  expect(await database.read((tx) => alarmsOf(tx, campaign))).toHaveLength(1)
  await sound()

  // Judged, once the recipient has spoken.
  await act((tx) => keepRubric(tx, { ...acting, name: 'Promises', version: 1, text: 'Kept is what was done.' }, means))
  const drafted = await act((tx) =>
    draftAssessment(
      tx,
      {
        ...{ ...acting, recipient: recipient.id, about: { kind: 'commitment', commitment }, value: 'stalled' },
        ...{ reason: 'The page no longer says it.', rubric: { name: 'Promises', version: 1 } },
        evidence: [{ ...wording, side: 'against', note: 'The page changed.', verification: 'unverified' }],
      },
      means,
    ),
  )
  if (drafted.kind !== 'drafted') throw new Error(drafted.why)
  const { assessment } = drafted
  await act((tx) => sendForComment(tx, { ...acting, assessment, days: 14 }, means))
  expect(await act((tx) => publishAssessment(tx, { ...acting, assessment }, means))).toMatchObject({ why: 'too-early' })
  const token = recipientToken(vault, { campaign, subject: assessment })
  await act((tx) => commentOn(tx, vault, { token, text: 'We stand by our promise.' }, means))
  await recorded((tx) => publishAssessment(tx, { ...acting, assessment }, means))

  const [cell] = comparisonAt(await record(), today()).rows[0]?.cells ?? []
  expect(cell).toMatchObject({ sentence: { kind: 'commitment', covers: 'part' }, answer: { value: 'agreed-in-part' } })
  expect(cell?.assessment).toMatchObject({ value: 'stalled', comment: { text: 'We stand by our promise.' } })
  await everywhere()
})

/** Every event is in the log, in the files, in the feed and with whoever is told by webhook. */
async function everywhere(): Promise<void> {
  web.setNow(means.now().toISOString())
  web.shelf.forget(new Set([slug]))
  type Entry = { readonly event: RecordEventId; readonly kind: string; readonly hash: string; readonly leaf: number }
  const page: { readonly events: readonly Entry[] } = JSON.parse(await web.page(routes.recordEvents(slug)))
  const kinds = page.events.map(({ kind }) => kind)
  expect(kinds).toEqual([
    ...['demand-put', 'reply-published', 'demand-answered', 'commitment-stated', 'demand-linked'],
    'assessment-published',
  ])
  const feed = await web.page(routes.recordFeed(slug))
  for (const { event, kind, hash, leaf } of page.events) {
    expect(feed).toContain(`urn:uuid:${event}`)
    const bytes = await database.read((tx) => leafAt(tx, campaign, leaf))
    expect(bytes && parseLeaf(bytes)).toMatchObject({ t: kind === 'reply-published' ? 'reply' : 'event', h: hash })
  }
  const hooks = { ...means, database, vault, network, journal: openJournal(() => {}, means) }
  await deliverDueHooks({
    ...hooks,
    eventUrl: (of, event) => `https://letters.example${routes.recordEvent(of, event)}`,
  })
  // The first event was there before anybody asked to be told.
  expect(posts).toEqual(page.events.slice(1).map(({ event, kind }) => ({ id: event, kind })))
  const data = await web.page(routes.recordData(slug))
  expect(data).toContain('We stand by our promise.')
  for (const text of [feed, data]) expect(text).not.toContain('@halden.example')
  expect(await web.page(routes.recordTable(slug, 'comparison'))).toContain('agreed-in-part')
  await sound()
}

function answerTo(to: string, words: string): string {
  const boundary = 'stairs'
  const parts = [
    ...[`--${boundary}`, 'Content-Type: text/plain; charset=utf-8', '', words, `--${boundary}`],
    ...['Content-Type: application/pdf', 'Content-Disposition: attachment; filename="annex.pdf"', ''],
    ...['%PDF-1.7 the annex', `--${boundary}--`, ''],
  ]
  return mailOf(
    [
      ['From', 'Ada Quill <ada@halden.example>'],
      ['To', to],
      ['Subject', 'Your letter'],
      ['MIME-Version', '1.0'],
      ['Content-Type', `multipart/mixed; boundary="${boundary}"`],
    ],
    parts.join('\r\n'),
  )
}
