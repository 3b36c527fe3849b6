import type { AssessmentId, CampaignId, CaptureId, PartialDate, QuoteId, SourceId } from '../../src/kernel/index.ts'
import { addSource, quoteIn, uploadCapture } from '../../src/evidence/index.ts'
import { recipientsOf } from '../../src/letters/index.ts'
import { systemMeans, type Database, type Tx } from '../../src/platform/index.ts'
import {
  answerDemand,
  characterize,
  classifyReply,
  commentOn,
  countersign,
  describeCorrespondence,
  draftAssessment,
  enterReply,
  keepRubric,
  linkDemand,
  noteFact,
  publishAssessment,
  publishReply,
  putDemand,
  recipientToken,
  redact,
  reviewReply,
  sendForComment,
  stateCommitment,
} from '../../src/responses/index.ts'
import { keepable } from './hostile-campaign.ts'
import { terms } from './recorded.ts'
import { vaultForTests as vault } from './signatures.ts'

/** What a test wants to open of such a record. */
export type HostileRecord = { readonly recipient: string; readonly sources: readonly SourceId[] }

type Kinds = 'recorded' | 'entered' | 'drafted' | 'found' | 'kept' | 'done' | 'added'

/** The same outcome, which must be a good one: a text that is refused would test nothing. */
function good<O extends { readonly kind: string }>(outcome: O): Extract<O, { readonly kind: Kinds }> {
  if (outcome.kind === 'wrong' || outcome.kind === 'too-short') throw new Error(JSON.stringify(outcome))
  return outcome as Extract<O, { readonly kind: Kinds }>
}

/**
 * Puts a record behind a campaign in which everything that a person or a recipient writes is a hostile text: a demand, a
 * promise, its wordings, a judgment and a fact for each, and one reply with all of them.
 */
export async function hostileRecord(
  database: Database,
  campaign: CampaignId,
  given: readonly string[],
): Promise<HostileRecord> {
  const means = systemMeans()
  const on = means.now().toISOString().slice(0, 10) as PartialDate
  const lines = given.map((text) =>
    keepable(text)
      .replaceAll(/[^\P{C}\u200C]/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  )
  const all = lines.join('\n')
  const acting = { campaign, by: 'server' } as const
  return await database.transaction(async (tx) => {
    const [recipient] = await recipientsOf(tx, campaign)
    if (!recipient) throw new Error('a recipient was to be there')
    const about = { ...acting, recipient: recipient.id, on }
    const { source, capture } = await captured(tx, campaign, all, on)
    const reply = await answered(tx, { campaign, recipient: recipient.id, on, all })
    good(await describeCorrespondence(tx, { ...about, state: 'meeting-offered', note: all }, means))
    good(await keepRubric(tx, { ...acting, name: lines[0] ?? 'Rubric', version: 1, text: all }, means))
    const rubric = { name: lines[0] ?? 'Rubric', version: 1 }
    for (const [index, line] of lines.entries()) {
      const demand = `demand-${index}`
      const scope = { actor: [line], product: [line], use: [line] }
      good(await putDemand(tx, { ...about, demand, title: line, wording: line, scope }, means))
      good(await answerDemand(tx, { ...acting, reply, demand, value: 'deflected', words: line, note: line }, means))
      const quote = await quoted(tx, { campaign, capture, line })
      const citing = { source, capture, quote }
      const wording = { words: line, speaker: line, ...citing }
      const limits = terms({ scope, conditions: [{ text: line, decider: line }], carveOuts: [line], loopholes: [] })
      const stated = good(await stateCommitment(tx, { ...about, title: line, wording, terms: limits }, means))
      const { commitment } = stated
      good(await characterize(tx, { ...acting, commitment, on, words: line, wordedBy: line, citing }, means))
      good(await linkDemand(tx, { ...acting, commitment, demand, covers: 'part', wider: ['use'] }, means))
      const fact = good(await noteFact(tx, { ...about, kind: 'fact', demand, wording }, means))
      // Of some, only the reason is left.
      if (index % 5 === 0) good(await redact(tx, { ...acting, event: fact.event, reason: line }, means))
      if (index % 5 > 0) continue
      const judged = { kind: 'commitment', commitment } as const
      const evidence = [{ ...wording, side: 'against', note: line, verification: 'unverified' }] as const
      const drafted = await draftAssessment(
        tx,
        { ...{ ...acting, recipient: recipient.id, about: judged, value: 'stalled' }, reason: line, rubric, evidence },
        means,
      )
      await published(tx, { campaign, assessment: good(drafted).assessment, line })
    }
    return { recipient: recipient.slug, sources: [source] }
  })
}

async function captured(
  tx: Tx,
  campaign: CampaignId,
  all: string,
  on: PartialDate,
): Promise<{ readonly source: SourceId; readonly capture: CaptureId }> {
  const means = systemMeans()
  const acting = { campaign, by: 'server' } as const
  const added = await addSource(tx, { ...acting, url: 'https://halden.example/page', title: all.slice(0, 200) }, means)
  if (!('source' in added)) throw new Error(JSON.stringify(added))
  const file = { bytes: Buffer.from(all), mediaType: 'text/plain', capturedOn: on }
  const kept = await uploadCapture(tx, { ...acting, source: added.source, ...file }, means)
  if (!('capture' in kept)) throw new Error(JSON.stringify(kept))
  return { source: added.source, capture: kept.capture }
}

/** The span of a text in the capture; of one that stands there twice, none. */
async function quoted(
  tx: Tx,
  { campaign, capture, line }: { readonly campaign: CampaignId; readonly capture: CaptureId; readonly line: string },
): Promise<QuoteId | undefined> {
  const found = await quoteIn(tx, { campaign, by: 'server', capture, exact: line }, systemMeans())
  return found.kind === 'found' ? found.quote : undefined
}

async function answered(
  tx: Tx,
  about: {
    readonly campaign: CampaignId
    readonly recipient: Parameters<typeof enterReply>[1]['recipient']
    readonly on: PartialDate
    readonly all: string
  },
) {
  const means = systemMeans()
  const { campaign, recipient, on, all } = about
  const acting = { campaign, by: 'server' } as const
  const paper = (name: string) => ({ name, mediaType: 'text/html', bytes: Buffer.from(`<p>${name}`) })
  const [line = 'x'] = all.split('\n')
  const wish = { ...acting, recipient, channel: 'post', on, author: line, text: all } as const
  const { reply } = good(await enterReply(tx, { ...wish, scan: paper(line), attachments: [paper(`a ${line}`)] }, means))
  good(await reviewReply(tx, { ...acting, reply, state: 'accepted' }, means))
  good(await classifyReply(tx, { ...acting, reply, kind: 'substantive' }, means))
  good(await publishReply(tx, { ...acting, reply }, means))
  const token = recipientToken(vault, { campaign, subject: reply })
  good(await countersign(tx, vault, { token, name: line, note: all }, means))
  return reply
}

async function published(
  tx: Tx,
  {
    campaign,
    assessment,
    line,
  }: { readonly campaign: CampaignId; readonly assessment: AssessmentId; readonly line: string },
): Promise<void> {
  const means = systemMeans()
  const acting = { campaign, by: 'server', assessment } as const
  good(await sendForComment(tx, { ...acting, days: 14 }, means))
  const token = recipientToken(vault, { campaign, subject: assessment })
  good(await commentOn(tx, vault, { token, text: line }, means))
  good(await publishAssessment(tx, acting, means))
  good(await countersign(tx, vault, { token, name: line, note: line }, means))
}
