import { quotesByIds, quotesOf, sourceList } from '#evidence'
import { dayOf, wordsFor, type QuoteId, type SourceId } from '#kernel'
import {
  characterize,
  commitmentStages,
  coverages,
  linkDemand,
  recordWork,
  reviseCommitment,
  scopeDimensions,
  type CampaignRecord,
  type CommitmentView,
} from '#responses'
import { wordingOf } from './add-commitments.ts'
import { saidOfCommit, sayingCommit } from './add-demands.ts'
import type { At } from './add-sources.ts'
import { commitmentsPage, promiseNow, revisePage, type RevisionFields } from './commit-list-page.ts'
import { commitmentPage } from './commit-page.ts'
import { readDate, readTerms, readText, termsFields, typedTerms } from './commit-terms.ts'
import type { WordingFields } from './commit-wordings.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

/** The promises on record: listed, each on its page, worded anew, held against demands and others' wordings. */
export function addCommitment(app: Router, organizing: Organizing): void {
  const today = (at: At) => dayOf(organizing.means.now(), at.campaign.timeZone)
  app.get(
    patterns.commitments,
    showingCampaign(organizing, async (at, c) => {
      const record = await recordWork(at.tx, at.campaign)
      const said = saidOfCommit(c.req.query('said'), at.visitor.language)
      return organizerResponse(organizing, commitmentsPage(at, { record, today: today(at), said }))
    }),
  )
  const on = (id: string | undefined, work: (about: About) => Promise<Response>) => async (at: At) => {
    const record = await recordWork(at.tx, at.campaign)
    const view = promiseNow(record, id ?? '', today(at))
    return view ? await work({ organizing, at, record, view }) : refuse(organizing.means, 'not-found')
  }
  app.get(
    patterns.commitment,
    showingCampaign(organizing, (at, c) =>
      on(c.req.param('commitment'), (about) => show(about, { said: c.req.query('said') }))(at),
    ),
  )
  app.get(
    patterns.reviseCommitment,
    showingCampaign(organizing, (at, c) => on(c.req.param('commitment'), (about) => showRevise(about))(at), 'write'),
  )
  for (const pattern of [patterns.linkDemand, patterns.characterize])
    app.get(pattern, (c) => sendOn(routes.commitment(c.req.param('campaign'), c.req.param('commitment'))))
  for (const [pattern, work] of [
    [patterns.reviseCommitment, revise],
    [patterns.linkDemand, link],
    [patterns.characterize, addWording],
  ] as const)
    app.post(
      pattern,
      doingCampaign(organizing, 'write', (at, posted, c) =>
        on(c.req.param('commitment'), (about) => work(about, posted))(at),
      ),
    )
}

type About = {
  readonly organizing: Organizing
  readonly at: At
  readonly record: CampaignRecord
  readonly view: CommitmentView
}

const noWording: WordingFields = { words: '', by: '', on: '', source: '' }

async function show(
  { organizing, at, record, view }: About,
  shown: {
    readonly fields?: WordingFields
    readonly errors?: readonly FieldError[]
    readonly said?: string | undefined
  },
): Promise<Response> {
  const { fields = noWording, errors = [] } = shown
  const said = saidOfCommit(shown.said, at.visitor.language)
  const sources = await sourceList(at.tx, at.campaign.id)
  const page = commitmentPage(at, { record, view, sources, fields, errors, said })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

const pathOf = ({ at, view }: About): string => routes.commitment(at.campaign.slug, view.commitment.id)

async function link(about: About, posted: URLSearchParams): Promise<Response> {
  const { organizing, at, view } = about
  const { errors: words, refusals } = wordsFor(at.visitor.language).commit
  const demand = posted.get('demand') ?? ''
  const covers = coverages.find((one) => one === posted.get(`covers-${demand}`))
  const field = `covers-${demand}`
  if (!covers) return await show(about, { errors: [{ field, said: words.covers }] })
  const wider = scopeDimensions.filter((one) => posted.getAll('wider').includes(one))
  const note = typedIn(posted, `note-${demand}`).slice(0, 2000)
  const wish = { campaign: at.campaign.id, by: at.visitor.organizer, commitment: view.commitment.id, demand, note }
  const outcome = await linkDemand(at.tx, { ...wish, covers, wider }, organizing.means)
  if (outcome.kind === 'recorded') return sayingCommit(pathOf(about), 'linked')
  return await show(about, { errors: [{ field, said: refusals[outcome.why] }] })
}

async function addWording(about: About, posted: URLSearchParams): Promise<Response> {
  const { organizing, at, view } = about
  const { language } = at.visitor
  const { errors: words, refusals } = wordsFor(language).commit
  const of = (name: string) => typedIn(posted, name)
  const fields = { words: of('words'), by: of('by'), on: of('on'), source: of('source') }
  const errors: FieldError[] = []
  if (fields.words.trim() === '') errors.push({ field: 'words', said: words.words })
  if (fields.by.trim() === '') errors.push({ field: 'by', said: words.by })
  for (const field of ['words', 'by'] as const) readText(field, fields[field], { language, errors })
  const on = readDate('on', fields.on, { language, errors }, true)
  if (errors.length > 0 || on === undefined) return await show(about, { fields, errors })
  const wanted = readId<SourceId>(fields.source)
  const source = (await sourceList(at.tx, at.campaign.id)).find(({ id }) => id === wanted)?.id
  const citing = { source, capture: undefined, quote: undefined }
  const wish = { campaign: at.campaign.id, by: at.visitor.organizer, commitment: view.commitment.id, on, citing }
  const outcome = await characterize(at.tx, { ...wish, words: fields.words, wordedBy: fields.by }, organizing.means)
  if (outcome.kind === 'recorded') return sayingCommit(pathOf(about), 'characterized')
  return await show(about, { fields, errors: [{ field: 'on', said: refusals[outcome.why] }] })
}

async function showRevise(
  { organizing, at, record, view }: About,
  shown: { readonly fields?: RevisionFields; readonly errors?: readonly FieldError[] } = {},
): Promise<Response> {
  const { latest } = view
  const fields = shown.fields ?? {
    ...{ stage: '', quote: '', on: '', speaker: latest.wording.speaker ?? '' },
    terms: termsFields(latest.terms),
  }
  const { errors = [] } = shown
  const quotes = await quotesOf(at.tx, at.campaign.id)
  const page = revisePage(at, { record, view, quotes, fields, errors })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function revise(about: About, posted: URLSearchParams): Promise<Response> {
  const { organizing, at, view } = about
  const { language } = at.visitor
  const { errors: words, refusals } = wordsFor(language).commit
  const of = (name: string) => typedIn(posted, name)
  const terms = typedTerms(posted)
  const fields = { stage: of('stage'), quote: of('quote'), speaker: of('speaker'), on: of('on'), terms }
  const errors: FieldError[] = []
  const stage = commitmentStages.find((one) => one === fields.stage)
  if (!stage) errors.push({ field: 'stage', said: words.stage })
  const on = readDate('on', fields.on, { language, errors }, true)
  const read = readTerms(terms, { language, errors })
  readText('speaker', fields.speaker, { language, errors })
  const wording = await revisedWording(about, fields)
  if (!wording) errors.push({ field: 'quote', said: words.words })
  if (!stage || on === undefined || !wording || errors.length > 0) return await showRevise(about, { fields, errors })
  const wish = { campaign: at.campaign.id, by: at.visitor.organizer, commitment: view.commitment.id }
  const outcome = await reviseCommitment(at.tx, { ...wish, stage, wording, terms: read, on }, organizing.means)
  if (outcome.kind === 'recorded') return sayingCommit(pathOf(about), 'recorded')
  const field = outcome.why === 'in-the-future' ? 'on' : 'stage'
  return await showRevise(about, { fields, errors: [{ field, said: refusals[outcome.why] }] })
}

/** The words of a later wording: those of a quotation, or the same as before. */
async function revisedWording({ at, view }: About, { quote, speaker }: RevisionFields) {
  const said = speaker.trim() === '' ? undefined : speaker.trim()
  if (quote === '') return { ...view.latest.wording, speaker: said }
  const id = readId<QuoteId>(quote)
  const found = id && (await quotesByIds(at.tx, at.campaign.id, [id])).get(id)
  return found && (await wordingOf(at, { kind: 'quote', quote: found }, { words: '', speaker }))
}
