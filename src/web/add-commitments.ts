import { captureFor, quotesByIds, quotesOf } from '#evidence'
import { wordsFor, type CommitmentId, type QuoteId, type RecipientId, type ReplyId } from '#kernel'
import {
  coverages,
  gapOf,
  linkDemand,
  recordWork,
  stateCommitment,
  type CampaignRecord,
  type CommitmentTerms,
  type Coverage,
  type Wording,
} from '#responses'
import { sayingCommit } from './add-demands.ts'
import type { At } from './add-sources.ts'
import { choosePage, newCommitmentPage, type PromiseFields, type SaidWhere } from './commit-new-page.ts'
import { noTerms, readDate, readTerms, readText, typedTerms } from './commit-terms.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import type { Router } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

/** Putting a promise on record: first its words, chosen where they stand, then what they come to. */
export function addCommitments(app: Router, organizing: Organizing): void {
  app.get(
    patterns.newCommitment,
    showingCampaign(
      organizing,
      (at, c) => {
        const of = (name: string) => c.req.query(name) ?? ''
        return begin(organizing, at, { quote: of('quote'), reply: of('reply'), recipient: of('recipient') })
      },
      'write',
    ),
  )
  app.post(
    patterns.newCommitment,
    doingCampaign(organizing, 'write', (at, posted) => state(organizing, at, posted)),
  )
}

type Chosen = { readonly quote: string; readonly reply: string; readonly recipient: string }

async function begin(organizing: Organizing, at: At, chosen: Chosen): Promise<Response> {
  const record = await recordWork(at.tx, at.campaign)
  const where = await whereSaid(at, record, chosen)
  const isKnown = record.recipients.some(({ id }) => id === chosen.recipient)
  if (where && isKnown) {
    const fields = {
      recipient: chosen.recipient,
      words: '',
      title: '',
      speaker: '',
      on: '',
      terms: noTerms,
      covers: {},
    }
    return organizerResponse(organizing, newCommitmentPage(at, { record, where, fields, errors: [] }))
  }
  return await choose(organizing, at, {
    record,
    chosen,
    isFound: where !== undefined,
    wasAsked: chosen.recipient !== '' || chosen.reply !== '',
  })
}

async function choose(
  organizing: Organizing,
  at: At,
  shown: {
    readonly record: CampaignRecord
    readonly chosen: Chosen
    readonly isFound: boolean
    readonly wasAsked: boolean
  },
): Promise<Response> {
  const { record, chosen, isFound, wasAsked } = shown
  const { choose: words, errors: said } = wordsFor(at.visitor.language).commit
  const isKnown = record.recipients.some(({ id }) => id === chosen.recipient)
  const errors: readonly FieldError[] = wasAsked
    ? [
        ...(isFound ? [] : [{ field: 'quote', said: words.one }]),
        ...(isKnown ? [] : [{ field: 'recipient', said: said.recipient }]),
      ]
    : []
  const quotes = await quotesOf(at.tx, at.campaign.id)
  const page = choosePage(at, { record, quotes, chosen, errors })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** Where the words stand that were chosen; `undefined` when that is nowhere, or in two places. */
async function whereSaid(
  { tx, campaign }: At,
  record: CampaignRecord,
  { quote, reply }: Pick<Chosen, 'quote' | 'reply'>,
): Promise<SaidWhere | undefined> {
  if ((quote === '') === (reply === '')) return undefined
  if (record.replies.some(({ id }) => id === reply)) return { kind: 'reply', reply }
  const id = readId<QuoteId>(quote)
  const found = id && (await quotesByIds(tx, campaign.id, [id])).get(id)
  return found && { kind: 'quote', quote: found }
}

/** The words as they are put on record: a quotation's are those that stand in its capture, whatever was posted. */
export async function wordingOf(
  { tx, campaign }: At,
  where: SaidWhere,
  { words, speaker }: Pick<PromiseFields, 'words' | 'speaker'>,
): Promise<Wording> {
  const said = speaker.trim() === '' ? undefined : speaker.trim()
  if (where.kind === 'reply') return { words, speaker: said, source: undefined, capture: undefined, quote: undefined }
  const { id: quote, capture, exact } = where.quote
  const source = (await captureFor(tx, campaign.id, capture))?.source.id
  return { words: exact, speaker: said, source, capture, quote }
}

function typedPromise(posted: URLSearchParams, record: CampaignRecord): PromiseFields {
  const slugs = [...new Set(record.demands.map(({ slug }) => slug))]
  return {
    recipient: posted.get('recipient') ?? '',
    words: typedIn(posted, 'words'),
    title: typedIn(posted, 'title'),
    speaker: typedIn(posted, 'speaker'),
    on: typedIn(posted, 'on'),
    terms: typedTerms(posted),
    covers: Object.fromEntries(slugs.map((slug) => [slug, posted.get(`covers-${slug}`) ?? ''])),
  }
}

/** What of a demand is met, as far as somebody said so. */
function coversOf({ covers }: PromiseFields): readonly { readonly demand: string; readonly covers: Coverage }[] {
  return Object.entries(covers).flatMap(([demand, said]) => {
    const found = coverages.find((one) => one === said)
    return found ? [{ demand, covers: found }] : []
  })
}

async function state(organizing: Organizing, at: At, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const { errors: words, refusals } = wordsFor(language).commit
  const record = await recordWork(tx, campaign)
  const fields = typedPromise(posted, record)
  const chosen = { quote: posted.get('quote') ?? '', reply: posted.get('reply') ?? '', recipient: fields.recipient }
  const where = await whereSaid(at, record, chosen)
  const recipient = readId<RecipientId>(fields.recipient)
  if (!where || !recipient || !record.recipients.some(({ id }) => id === recipient))
    return await choose(organizing, at, { record, chosen, isFound: where !== undefined, wasAsked: true })
  const errors: FieldError[] = []
  const gathering = { language, errors }
  const terms = readTerms(fields.terms, gathering)
  const on = readDate('on', fields.on, gathering, true)
  if (fields.title.trim() === '') errors.push({ field: 'title', said: words.title })
  if (where.kind === 'reply' && fields.words.trim() === '') errors.push({ field: 'words', said: words.words })
  for (const field of ['title', 'speaker', 'words'] as const) readText(field, fields[field], gathering)
  const again = () =>
    organizerResponse(organizing, newCommitmentPage(at, { record, where, fields, errors }), { status: 422 })
  if (posted.get('do') === 'look') {
    const gaps = gapsTo(record, fields, terms)
    const page = newCommitmentPage(at, { record, where, fields, errors, gaps })
    return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
  }
  if (errors.length > 0 || on === undefined) return again()
  const wording = await wordingOf(at, where, fields)
  const reply = where.kind === 'reply' ? { reply: where.reply as ReplyId } : {}
  const wish = { campaign: campaign.id, by: visitor.organizer, recipient, title: fields.title, ...reply }
  const outcome = await stateCommitment(tx, { ...wish, wording, terms, on }, organizing.means)
  if (outcome.kind === 'wrong') {
    const field = outcome.why === 'in-the-future' ? 'on' : outcome.why === 'words-not-found' ? 'words' : 'title'
    errors.push({ field, said: refusals[outcome.why] })
    return again()
  }
  const isAll = await linkAll(organizing, at, { record, fields, terms, commitment: outcome.commitment })
  return sayingCommit(routes.commitment(campaign.slug, outcome.commitment), isAll ? 'recorded' : 'some-not')
}

/** Where a promise falls short of each demand that its recipient was asked. */
const gapsTo = ({ demands }: CampaignRecord, { recipient }: PromiseFields, terms: CommitmentTerms) =>
  demands
    .filter((demand) => demand.recipient === recipient)
    .map((demand) => ({ demand, gap: gapOf(demand.scope, terms.scope) }))

/** Says which demands are met, with the gap as it shows in the scopes. @returns whether all could be said. */
async function linkAll(
  organizing: Organizing,
  { tx, campaign, visitor }: At,
  about: {
    readonly record: CampaignRecord
    readonly fields: PromiseFields
    readonly terms: CommitmentTerms
    readonly commitment: CommitmentId
  },
): Promise<boolean> {
  const { record, fields, terms, commitment } = about
  const kinds: string[] = []
  for (const { demand, covers } of coversOf(fields)) {
    const asked = record.demands.find((one) => one.slug === demand && one.recipient === fields.recipient)
    const wider = gapOf(asked?.scope ?? {}, terms.scope).map(({ dimension }) => dimension)
    const wish = { campaign: campaign.id, by: visitor.organizer, commitment, demand, covers, wider }
    kinds.push((await linkDemand(tx, wish, organizing.means)).kind)
  }
  return kinds.every((kind) => kind === 'recorded')
}
