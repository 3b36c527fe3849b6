import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as delivery from '../../src/delivery/index.ts'
import * as evidence from '../../src/evidence/index.ts'
import type {
  AssessmentId,
  CampaignId,
  CaptureId,
  CommitmentId,
  DeliveryId,
  Means,
  PartialDate,
  QuoteId,
  RecipientId,
  RecordEventId,
  ReplyId,
  SourceId,
} from '../../src/kernel/index.ts'
import { recipientsOf } from '../../src/letters/index.ts'
import type { Database, Tx } from '../../src/platform/index.ts'
import * as responses from '../../src/responses/index.ts'
import { packWacz } from '../../src/evidence/wacz.ts'
import { firstOperator, joined, tickingMeans } from './accounts.ts'
import { exchangeOf } from './archives.ts'
import { deliveryPlace, wishOf } from './deliveries.ts'
import { said, terms } from './recorded.ts'
import { vaultForTests as vault } from './signatures.ts'

/** One act that writes: its verb, and a wish as a person or a job would have it, the same each time it is called. */
export type Write = {
  readonly verb: string
  readonly act: (database: Database) => Promise<unknown>
  /** Tables to which the same act rightly adds again: a second look at a site is a look. */
  readonly adds?: readonly string[]
  /** It finds nothing to do here, and does nothing. */
  readonly isIdle?: true
}

const doors = { delivery, responses, evidence }

/** Functions of the doors that take a transaction or a database: everything that could write. */
export function verbsOfDoors(): readonly string[] {
  return Object.entries(doors).flatMap(([room, door]) => {
    const folder = join(import.meta.dirname, '../../src', room)
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    const source = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
    const reached = [
      ...source.matchAll(/^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*(?:tx: Tx|database: Database)\b/gm),
    ]
    const names = new Set(reached.map(([, name]) => name))
    return Object.entries(door).flatMap(([exported, one]) =>
      typeof one === 'function' && names.has(one.name) ? [`${room}.${exported}`] : [],
    )
  })
}

type Hand = (work: (tx: Tx) => Promise<unknown>) => (database: Database) => Promise<unknown>
const act: Hand = (work) => (database) => database.transaction(work)

/** A campaign with everything that such an act needs, and every act in an order in which each finds what it is about. */
export async function recordWrites(database: Database): Promise<readonly Write[]> {
  const means = tickingMeans()
  const place = await deliveryPlace(database, means, { slug: 'writes', timeZone: 'UTC' })
  const campaign = place.id
  await firstOperator(database, means)
  const reader = await joined(database, 'sam', means, { campaign, role: 'editor' })
  const second = await joined(database, 'ines', means, { campaign, role: 'editor' })
  const [recipient = '' as RecipientId] = (await database.read((tx) => recipientsOf(tx, campaign))).map(({ id }) => id)
  const acting = { campaign, by: 'server' } as const
  const today = means.now().toISOString().slice(0, 10)
  const on = today as PartialDate
  const day = delivery.parseDay(today)
  const later = (days: number) => ({ ...means, now: () => new Date(means.now().getTime() + days * 86_400_000) })

  const other = await deliveryPlace(database, means, { slug: 'imported', timeZone: 'UTC' })

  // Evidence.
  const address = 'https://halden.example/promise'
  const promise = 'Halden will end all night flights by 2031.'
  const page = `<title>Promise</title><p>${promise}`
  const looked = {
    kind: 'answered',
    status: 200,
    finalUrl: address,
    text: `Promise\n${promise}`,
    payloadHash: sha256(page),
  } as const
  const capturer: evidence.EvidenceMeans['capturer'] = {
    look: () => Promise.resolve(looked),
    capture: async () => ({
      ...{ kind: 'captured', at: means.now(), finalUrl: address, status: 200, mediaType: 'text/html', missing: 0 },
      ...{ payloadHash: sha256(page), text: looked.text, prepared: page },
      wacz: await packWacz(
        { all: [{ kind: 'exchange', exchange: exchangeOf(address, page) }], page: address, title: address },
        means,
      ),
    }),
  }
  const looking = { ...means, capturer }
  const source = first<SourceId>(async (tx) => {
    const added = await evidence.addSource(tx, { ...acting, url: address, title: 'Promise' }, means)
    return 'source' in added && added.source
  })
  const asked = () =>
    first<CaptureId>(async (tx) => {
      const made = await evidence.askCapture(tx, { ...acting, source: source.get() }, means)
      return made.kind === 'asked' && made.capture
    })
  const [capture, left] = [asked(), asked()]
  const saved = first<CaptureId>(async (tx) => {
    const file = { bytes: Buffer.from(page), mediaType: 'text/html', capturedOn: on }
    const kept = await evidence.uploadCapture(tx, { ...acting, source: source.get(), ...file }, means)
    return kept.kind === 'kept' && kept.capture
  })
  const quote = first<QuoteId>(async (tx) => {
    const found = await evidence.quoteIn(tx, { ...acting, capture: capture.get(), exact: promise }, means)
    return found.kind === 'found' && found.quote
  })
  const failed = { kind: 'failed', trouble: 'too-slow' } as const
  const evidenceWrites: readonly Write[] = [
    { verb: 'evidence.addSource', act: source.act },
    { verb: 'evidence.askCapture', act: capture.act },
    {
      verb: 'evidence.workCapture',
      act: (on_) => evidence.workCapture(on_, { campaign, capture: capture.get() }, looking),
    },
    // It was settled by the job just now; who comes second finds nothing.
    {
      verb: 'evidence.settleCapture',
      isIdle: true,
      act: act((tx) => evidence.settleCapture(tx, { campaign, capture: capture.get() }, failed)),
    },
    { verb: 'evidence.uploadCapture', act: saved.act },
    { verb: 'evidence.quoteIn', act: quote.act },
    {
      verb: 'evidence.attachCitation',
      act: act((tx) =>
        evidence.attachCitation(
          tx,
          { ...acting, text: 'They said', sentence: 'They said so.', source: source.get() },
          means,
        ),
      ),
    },
    {
      // The job is one more, and so is the look that it has.
      verb: 'evidence.askCheck',
      act: act((tx) => evidence.askCheck(tx, { campaign, by: reader.organizer, source: source.get() })),
      adds: ['pgboss.job_common', 'pgboss.job'],
    },
    {
      verb: 'evidence.workCheck',
      act: (on_) => evidence.workCheck(on_, { campaign, source: source.get(), by: reader.organizer }, looking),
      adds: ['evidence_check'],
    },
    {
      verb: 'evidence.checkSource',
      act: (on_) => evidence.checkSource(on_, { ...acting, source: source.get() }, looking),
      adds: ['evidence_check'],
    },
    {
      verb: 'evidence.checkDueSources',
      act: (on_) => evidence.checkDueSources(on_, { days: 7, atMost: 9 }, { ...later(8), capturer }),
    },
    // No authority is asked here.
    {
      verb: 'evidence.workTimestamp',
      isIdle: true,
      act: (on_) => evidence.workTimestamp(on_, { campaign, capture: capture.get() }, looking),
    },
    { verb: 'evidence.askCapture', act: left.act },
    { verb: 'evidence.giveUpCaptures', act: (on_) => evidence.giveUpCaptures(on_, later(2)) },
  ]

  // Delivery.
  const pdf = wishOf(place, 0).pdf
  const draft = first<DeliveryId>(async (tx) => {
    const made = await delivery.prepareDelivery(tx, vault, wishOf(place, 0), means)
    return made.kind === 'prepared' && made.delivery
  })
  const byHand = {
    ...wishOf(place, 1),
    channel: 'hand',
    on: day ?? ('' as delivery.Day),
    proofs: [pdf],
    note: 'At the gate.',
  } as const
  const hand = first<DeliveryId>(async (tx) => {
    const made = await delivery.recordDelivery(tx, byHand, means)
    return made.kind === 'recorded' && made.delivery
  })
  const edition = { letter: place.letter, edition: wishOf(place, 1).edition }
  const plan = {
    ...{ ...acting, ...edition, statedDeadline: undefined, followUpOn: { on: byHand.on } },
    ...{ calendar: delivery.plainCalendar, longOverdueDays: 30 },
  }
  const returned = { id: 'mail', kind: 'delivery.dispatch', ids: { campaign, delivery: '', position: '1' } }
  const deliveryWrites: readonly Write[] = [
    { verb: 'delivery.prepareDelivery', act: draft.act },
    { verb: 'delivery.dispatch', act: act((tx) => delivery.dispatch(tx, { ...acting, delivery: draft.get() }, means)) },
    { verb: 'delivery.recordDelivery', act: hand.act },
    {
      verb: 'delivery.changeStatus',
      act: act((tx) =>
        delivery.changeStatus(tx, { ...acting, delivery: hand.get(), to: 'delivered', on: byHand.on }, means),
      ),
    },
    {
      verb: 'delivery.addProof',
      act: act((tx) => delivery.addProof(tx, { ...acting, delivery: draft.get(), on: byHand.on, files: [pdf] }, means)),
    },
    { verb: 'delivery.setPlan', act: act((tx) => delivery.setPlan(tx, plan, means)) },
    { verb: 'delivery.remindDueDeliveries', act: (on_) => delivery.remindDueDeliveries(on_, later(9)) },
    {
      verb: 'delivery.noteAnswer',
      act: act((tx) => delivery.noteAnswer(tx, { campaign, ...edition, on: byHand.on }, means)),
    },
    {
      verb: 'delivery.noteReturnedDelivery',
      act: act((tx) => {
        const mail = { ...returned, ids: { ...returned.ids, delivery: draft.get() } }
        return delivery.noteReturnedDelivery(
          tx,
          vault,
          { bounce: { mail, kind: 'permanent' }, raw: Buffer.from('550') },
          means,
        )
      }),
    },
    // What was recorded was declared with it.
    { verb: 'delivery.declareSent', isIdle: true, act: act((tx) => delivery.declareSent(tx, campaign, means)) },
    { verb: 'delivery.declareAllSent', isIdle: true, act: (on_) => delivery.declareAllSent(on_, means) },
    {
      verb: 'delivery.renewDeliverySeals',
      act: act((tx) => delivery.renewDeliverySeals(tx, { before: vault, after: vault })),
    },
  ]

  // Responses.
  const asking = { demand: 'no-nights', title: 'No flights at night', wording: 'Do not fly at night.', scope: {} }
  const text = 'We will not fly at night from 2031 on.'
  const scan = { name: 'scan.pdf', mediaType: 'application/pdf', bytes: Buffer.from('the paper') }
  const entering = { ...acting, recipient, channel: 'post', on, text, scan, attachments: [] } as const
  const reply = first<ReplyId>(async (tx) => {
    const made = await responses.enterReply(tx, entering, means)
    return made.kind === 'entered' && made.reply
  })
  const wording = () => ({ ...said(promise), source: source.get(), capture: capture.get(), quote: quote.get() })
  const commitment = first<CommitmentId>(async (tx) => {
    const limits = terms({ deadline: on, loopholes: ['time-limited'] })
    const wish = { ...acting, recipient, title: 'No nights', on, wording: wording(), terms: limits }
    const made = await responses.stateCommitment(tx, wish, means)
    return made.kind === 'recorded' && made.commitment
  })
  const fact = first<RecordEventId>(async (tx) => {
    const made = await responses.noteFact(
      tx,
      { ...acting, recipient, on, kind: 'fact', wording: said('It flew.') },
      means,
    )
    return made.kind === 'recorded' && made.event
  })
  const namingFact = first<RecordEventId>(async (tx) => {
    const wish = { ...acting, recipient, on, kind: 'fact', wording: said('It flew again.') } as const
    const made = await responses.noteFact(tx, wish, means)
    return made.kind === 'recorded' && made.event
  })
  const proposing = () => ({ campaign, by: reader.organizer, event: namingFact.get() })
  const judged = (reason: string) =>
    first<AssessmentId>(async (tx) => {
      const about = { kind: 'commitment', commitment: commitment.get() } as const
      const rubric = { name: 'Promises', version: 1 }
      const proof = { ...wording(), side: 'against', note: 'The page.', verification: 'unverified' } as const
      const wish = { ...acting, recipient, about, value: 'stalled', reason, rubric, evidence: [proof] } as const
      const made = await responses.draftAssessment(tx, wish, means)
      return made.kind === 'drafted' && made.assessment
    })
  const [judgment, spare] = [judged('Nothing happened.'), judged('Another view.')]
  const token = (subject: AssessmentId | DeliveryId) => responses.recipientToken(vault, { campaign, subject })
  const hook = first<responses.HookId>(async (tx) => {
    const made = await responses.addHook(tx, { ...acting, url: 'https://receiver.example/' }, means)
    return made.kind === 'added' && made.hook
  })
  const due: { one?: responses.DueHook } = {}
  const mailed = () => ({
    raw: Buffer.from('From: a@halden.example\r\nSubject: Your letter\r\n\r\nThank you.\r\n'),
    to: [delivery.replyAddressOf(vault, draft.get(), 'letters.example')],
    judged: { kind: 'unproved' } as const,
  })
  const responseWrites: readonly Write[] = [
    {
      verb: 'responses.putDemand',
      act: act((tx) => responses.putDemand(tx, { ...acting, recipient, on, ...asking }, means)),
    },
    { verb: 'responses.addHook', act: hook.act },
    { verb: 'responses.enterReply', act: reply.act },
    { verb: 'responses.receiveReply', act: act((tx) => responses.receiveReply(tx, vault, mailed(), means)) },
    { verb: 'responses.tellOrganizers', act: (on_) => responses.tellOrganizers(on_, means) },
    {
      verb: 'responses.answerByLink',
      act: act((tx) =>
        responses.answerByLink(tx, vault, { token: token(hand.get()), author: 'A', text, files: [scan] }, means),
      ),
    },
    {
      verb: 'responses.reviewReply',
      act: act((tx) => responses.reviewReply(tx, { ...acting, reply: reply.get(), state: 'accepted' }, means)),
    },
    {
      verb: 'responses.classifyReply',
      act: act((tx) => responses.classifyReply(tx, { ...acting, reply: reply.get(), kind: 'substantive' }, means)),
    },
    {
      verb: 'responses.publishReply',
      act: act((tx) => responses.publishReply(tx, { ...acting, reply: reply.get() }, means)),
    },
    {
      verb: 'responses.answerDemand',
      act: act((tx) =>
        responses.answerDemand(
          tx,
          { ...acting, reply: reply.get(), demand: 'no-nights', value: 'agreed-in-part', words: text },
          means,
        ),
      ),
    },
    {
      verb: 'responses.describeCorrespondence',
      act: act((tx) => responses.describeCorrespondence(tx, { ...acting, recipient, state: 'by-post', on }, means)),
    },
    { verb: 'responses.stateCommitment', act: commitment.act },
    {
      verb: 'responses.linkDemand',
      act: act((tx) =>
        responses.linkDemand(
          tx,
          { ...acting, commitment: commitment.get(), demand: 'no-nights', covers: 'part', wider: ['use'] },
          means,
        ),
      ),
    },
    {
      verb: 'responses.characterize',
      act: act((tx) =>
        responses.characterize(
          tx,
          {
            ...{ ...acting, commitment: commitment.get(), on, words: 'No nights at all.', wordedBy: 'A newspaper' },
            citing: { source: undefined, capture: undefined, quote: undefined },
          },
          means,
        ),
      ),
    },
    { verb: 'responses.remindOfPromises', act: (on_) => responses.remindOfPromises(on_, means) },
    {
      verb: 'responses.reviseCommitment',
      act: act((tx) =>
        responses.reviseCommitment(
          tx,
          { ...acting, commitment: commitment.get(), on, stage: 'extended', wording: wording(), terms: terms() },
          means,
        ),
      ),
    },
    { verb: 'responses.noteFact', act: fact.act },
    {
      verb: 'responses.redact',
      act: act((tx) => responses.redact(tx, { ...acting, event: fact.get(), reason: 'An error' }, means)),
    },
    { verb: 'responses.noteFact', act: namingFact.act },
    {
      verb: 'responses.proposeRedaction',
      act: act((tx) => responses.proposeRedaction(tx, { ...proposing(), reason: 'A name' }, means)),
    },
    {
      verb: 'responses.refuseRedaction',
      act: act((tx) => responses.refuseRedaction(tx, proposing(), means)),
    },
    {
      verb: 'responses.proposeRedaction',
      act: act((tx) => responses.proposeRedaction(tx, { ...proposing(), reason: 'A name' }, means)),
    },
    {
      verb: 'responses.confirmRedaction',
      act: act((tx) =>
        responses.confirmRedaction(tx, { ...proposing(), by: second.organizer, reason: 'A name' }, means),
      ),
    },
    {
      verb: 'responses.keepRubric',
      act: act((tx) =>
        responses.keepRubric(tx, { ...acting, name: 'Promises', version: 1, text: 'Kept is done.' }, means),
      ),
    },
    { verb: 'responses.draftAssessment', act: judgment.act },
    { verb: 'responses.draftAssessment', act: spare.act },
    {
      verb: 'responses.dropAssessment',
      act: act((tx) => responses.dropAssessment(tx, { ...acting, assessment: spare.get() }, means)),
    },
    {
      verb: 'responses.readSecond',
      act: act((tx) => responses.readSecond(tx, { campaign, by: reader.organizer, assessment: judgment.get() }, means)),
    },
    {
      verb: 'responses.sendForComment',
      act: act((tx) => responses.sendForComment(tx, { ...acting, assessment: judgment.get(), days: 14 }, means)),
    },
    {
      verb: 'responses.commentOn',
      act: act((tx) =>
        responses.commentOn(tx, vault, { token: token(judgment.get()), text: 'We stand by it.' }, means),
      ),
    },
    {
      verb: 'responses.publishAssessment',
      act: act((tx) => responses.publishAssessment(tx, { ...acting, assessment: judgment.get() }, means)),
    },
    {
      verb: 'responses.countersign',
      act: act((tx) => responses.countersign(tx, vault, { token: token(judgment.get()), name: 'A' }, means)),
    },
    {
      verb: 'responses.takeHooks',
      act: act(async (tx) => {
        const [taken] = await responses.takeHooks(tx, 1, means)
        if (taken) due.one = taken
      }),
    },
    {
      verb: 'responses.settleHook',
      act: act(
        async (tx) => due.one && (await responses.settleHook(tx, due.one, { outcome: 'taken', status: 200 }, means)),
      ),
    },
    {
      verb: 'responses.putBackHook',
      act: act((tx) => responses.putBackHook(tx, { campaign, id: hook.get() }, new Date('2030-01-01T00:00:00Z'))),
    },
    {
      verb: 'responses.resumeHook',
      act: act((tx) => responses.resumeHook(tx, { ...acting, hook: hook.get() }, means)),
    },
    {
      verb: 'responses.removeHook',
      act: act((tx) => responses.removeHook(tx, { ...acting, hook: hook.get() }, means)),
    },
    { verb: 'responses.tellOnce', act: act((tx) => responses.tellOnce(tx, campaign, 'told', new Date(0))) },
    {
      verb: 'responses.renewResponseSeals',
      act: act((tx) => responses.renewResponseSeals(tx, { before: vault, after: vault })),
    },
    { verb: 'responses.recordRecord', act: act((tx) => recordFile(tx, other.id, on, means)) },
    {
      verb: 'evidence.removeCapture',
      act: act((tx) => evidence.removeCapture(tx, { ...acting, capture: saved.get(), reason: 'mistake' }, means)),
    },
  ]
  return [...evidenceWrites, ...deliveryWrites, ...responseWrites]
}

/** Puts a file on record in a campaign that has none; the second time it is refused. */
async function recordFile(tx: Tx, campaign: CampaignId, on: PartialDate, means: Means): Promise<unknown> {
  const [recipient] = await recipientsOf(tx, campaign)
  const note = `  - { recipient: ${recipient?.slug ?? ''}, on: "${on}", kind: fact, words: It flew. }`
  const read = responses.readRecord(`format: undersigned record 1\nnotes:\n${note}\n`)
  if (read.kind !== 'read') throw new Error(read.problems.join('\n'))
  return responses.recordRecord(tx, { campaign, by: 'server', file: read.file, files: new Map() }, means)
}

/** What an act made when it was committed for the last time: what was made before a cut is not there. */
function first<Id>(make: (tx: Tx) => Promise<Id | false>): { readonly act: Write['act']; readonly get: () => Id } {
  let kept: Id | undefined
  return {
    act: async (database) => {
      const made = await database.transaction(make)
      if (made !== false) kept = made
    },
    get: () => {
      if (kept === undefined) throw new Error('nothing was made')
      return kept
    },
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
