import { captureFor, quotesByIds, quotesOf, sourceList } from '#evidence'
import { wordsFor, type QuoteId, type RecipientId, type SourceId, type Words } from '#kernel'
import {
  assessmentsOf,
  assessmentValues,
  draftAssessment,
  keepRubric,
  recordWork,
  rubricsOf,
  verifications,
  type Citing,
  type Evidence,
} from '#responses'
import type { At } from './add-sources.ts'
import { chooseJudgedPage, draftPage, judgeable, type EvidenceFields, type JudgmentFields } from './assess-form.ts'
import { assessmentsPage, rubricsPage } from './assess-page.ts'
import { readText } from './commit-terms.ts'
import { readSaid } from './desk-frame.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import type { Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

/** What came of an act, by the name of its sentence. */
export type AssessSaid = keyof Words['assess']['said']

/** Sends on to a page that says what came of it. */
export const sayingAssess = (path: string, said: AssessSaid): Response => sendOn(`${path}?said=${said}`)

/** The sentence that a query names. */
export function saidOfAssess(text: string | undefined, language: string): string | undefined {
  const { said } = wordsFor(language).assess
  const key = readSaid(said, text)
  return key && said[key]
}

/** Judgments: listed, the rubrics that they are made by, and the draft of one. */
export function addAssessments(app: Router, organizing: Organizing): void {
  app.get(
    patterns.assessments,
    showingCampaign(organizing, async (at, c) => {
      const [record, works] = [await recordWork(at.tx, at.campaign), await assessmentsOf(at.tx, at.campaign.id)]
      const said = saidOfAssess(c.req.query('said'), at.visitor.language)
      return organizerResponse(organizing, assessmentsPage(at, { record, works, said }))
    }),
  )
  app.get(
    patterns.rubrics,
    showingCampaign(organizing, (at, c) => showRubrics(organizing, at, { said: c.req.query('said') })),
  )
  app.post(
    patterns.rubrics,
    doingCampaign(organizing, 'write', (at, posted) => addRubric(organizing, at, posted)),
  )
  app.get(
    patterns.newAssessment,
    showingCampaign(
      organizing,
      (at, c) => begin(organizing, at, { about: c.req.query('about') ?? '', rubric: c.req.query('rubric') ?? '' }),
      'comment',
    ),
  )
  app.post(
    patterns.newAssessment,
    doingCampaign(organizing, 'comment', (at, posted) => draft(organizing, at, posted)),
  )
}

type RubricsShown = {
  readonly fields?: { readonly name: string; readonly text: string }
  readonly errors?: readonly FieldError[]
  readonly said?: string | undefined
}

async function showRubrics(organizing: Organizing, at: At, shown: RubricsShown): Promise<Response> {
  const { fields = { name: '', text: '' }, errors = [] } = shown
  const rubrics = await rubricsOf(at.tx, at.campaign.id)
  const page = rubricsPage(at, { rubrics, fields, errors, said: saidOfAssess(shown.said, at.visitor.language) })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** Keeps the next version of a rubric; two at once, and the second is asked to press again. */
async function addRubric(organizing: Organizing, at: At, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const { refusals } = wordsFor(language).commit
  const fields = { name: typedIn(posted, 'name').trim(), text: typedIn(posted, 'text') }
  const errors: FieldError[] = []
  for (const field of ['name', 'text'] as const) {
    readText(field, fields[field], { language, errors })
    if (fields[field].trim() === '') errors.push({ field, said: refusals.empty })
  }
  if (errors.length > 0) return await showRubrics(organizing, at, { fields, errors })
  const known = (await rubricsOf(tx, campaign.id)).filter(({ name }) => name === fields.name.normalize('NFC'))
  const version = Math.max(0, ...known.map((one) => one.version)) + 1
  const wish = { campaign: campaign.id, by: visitor.organizer, version, ...fields }
  const outcome = await keepRubric(tx, wish, organizing.means)
  if (outcome.kind === 'done') return sayingAssess(routes.rubrics(campaign.slug), 'kept')
  return await showRubrics(organizing, at, { fields, errors: [{ field: 'name', said: refusals[outcome.why] }] })
}

type Chosen = { readonly about: string; readonly rubric: string }

const fewestRows = 3
const mostRows = 9
const noEvidence: EvidenceFields = { side: 'for', where: '', note: '', verification: 'unverified' }

/** A rubric as an address names it: `2.Name`. */
function readRubric(text: string): { readonly name: string; readonly version: number } | undefined {
  const [, version, name] = /^(\d{1,6})\.(.+)$/s.exec(text) ?? []
  return version !== undefined && name !== undefined ? { name, version: Number(version) } : undefined
}

async function begin(organizing: Organizing, at: At, chosen: Chosen): Promise<Response> {
  const rubric = readRubric(chosen.rubric)
  if (chosen.about === '' || !rubric) return await choose(organizing, at, chosen, [])
  const fields = { value: '', reason: '', evidence: Array.from({ length: fewestRows }, () => noEvidence) }
  return await showDraft(organizing, at, { chosen, fields, errors: [] })
}

async function choose(
  organizing: Organizing,
  at: At,
  chosen: Chosen,
  errors: readonly FieldError[],
): Promise<Response> {
  const [record, rubrics] = [await recordWork(at.tx, at.campaign), await rubricsOf(at.tx, at.campaign.id)]
  const page = chooseJudgedPage(at, { record, rubrics, chosen, errors })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** Asks for what is judged again, where the address names nothing that can be. */
function chooseAnew(organizing: Organizing, at: At, chosen: Chosen): Promise<Response> {
  const { errors } = wordsFor(at.visitor.language).assess.choose
  return choose(organizing, at, chosen, [{ field: 'about', said: errors.about }])
}

async function showDraft(
  organizing: Organizing,
  at: At,
  shown: { readonly chosen: Chosen; readonly fields: JudgmentFields; readonly errors: readonly FieldError[] },
): Promise<Response> {
  const { chosen, fields, errors } = shown
  const { tx, campaign } = at
  // A demand that only a letter marks is known by its mark; for a promise that question is spared.
  const record = await recordWork(tx, campaign, { withMarked: chosen.about.startsWith('d.') })
  const judged = judgeable(record).find(({ key }) => key === chosen.about)
  const rubric = readRubric(chosen.rubric)
  if (!judged || !rubric) return await chooseAnew(organizing, at, chosen)
  const [quotes, sources] = [await quotesOf(tx, campaign.id), await sourceList(tx, campaign.id)]
  const page = draftPage(at, { record, judged, rubric, quotes, sources, fields, errors })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

function typedJudgment(posted: URLSearchParams): JudgmentFields {
  const rows = Math.min(mostRows, Math.max(fewestRows, Number(/^\d$/.exec(posted.get('rows') ?? '')?.[0] ?? 0)))
  return {
    value: posted.get('value') ?? '',
    reason: typedIn(posted, 'reason'),
    evidence: Array.from({ length: rows }, (_, index) => ({
      side: posted.get(`side-${index}`) ?? 'for',
      where: posted.get(`where-${index}`) ?? '',
      note: typedIn(posted, `note-${index}`),
      verification: posted.get(`verification-${index}`) ?? 'unverified',
    })),
  }
}

async function draft(organizing: Organizing, at: At, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const { form, choose: said } = wordsFor(language).assess
  const { refusals } = wordsFor(language).commit
  const chosen = { about: posted.get('about') ?? '', rubric: posted.get('rubric') ?? '' }
  const fields = typedJudgment(posted)
  const again = (errors: readonly FieldError[], of = fields) =>
    showDraft(organizing, at, { chosen, fields: of, errors })
  if (posted.get('do') === 'more') {
    const evidence = [...fields.evidence, noEvidence, noEvidence].slice(0, mostRows)
    return await again([], { ...fields, evidence })
  }
  const judged = judgeable(await recordWork(tx, campaign)).find(({ key }) => key === chosen.about)
  const rubric = readRubric(chosen.rubric)
  const recipient = readId<RecipientId>(judged?.recipient)
  if (!judged || !rubric || !recipient) return await chooseAnew(organizing, at, chosen)
  const errors: FieldError[] = []
  const value = assessmentValues.find((one) => one === fields.value)
  if (!value) errors.push({ field: 'value', said: form.errors.value })
  if (readText('reason', fields.reason, { language, errors }).trim() === '')
    errors.push({ field: 'reason', said: form.errors.reason })
  const evidence = await readEvidence(at, fields.evidence, errors)
  if (value === 'broken' && evidence.length === 0) errors.push({ field: 'note-0', said: form.errors.evidence })
  if (!value || errors.length > 0) return await again(errors)
  const wish = { campaign: campaign.id, by: visitor.organizer, recipient, about: judged.about }
  const judgment = { value, reason: fields.reason, rubric, evidence }
  const outcome = await draftAssessment(tx, { ...wish, ...judgment }, organizing.means)
  if (outcome.kind === 'drafted') return sayingAssess(routes.assessment(campaign.slug, outcome.assessment), 'drafted')
  if (outcome.why === 'no-such-rubric')
    return await choose(organizing, at, chosen, [{ field: 'rubric', said: said.errors.rubric }])
  return await again([{ field: 'value', said: refusals[outcome.why] }])
}

/** Reads the rows that say anything, and gathers what is wrong with them. */
async function readEvidence(
  at: At,
  rows: readonly EvidenceFields[],
  errors: FieldError[],
): Promise<readonly Evidence[]> {
  const { language } = at.visitor
  const found: Evidence[] = []
  for (const [index, row] of rows.entries()) {
    const note = readText(`note-${index}`, row.note, { language, errors }).trim()
    if (note === '') continue
    const citing = await citingOf(at, row.where)
    if (!citing) errors.push({ field: `where-${index}`, said: wordsFor(language).assess.form.errors.where })
    const verification = verifications.find((one) => one === row.verification) ?? 'unverified'
    if (citing) found.push({ ...citing, side: row.side === 'against' ? 'against' : 'for', note, verification })
  }
  return found
}

/** Where evidence can be read: a quotation in its capture, a source, or nowhere here. */
async function citingOf({ tx, campaign }: At, where: string): Promise<Citing | undefined> {
  const none = { source: undefined, capture: undefined, quote: undefined }
  if (where === '') return none
  const source = where.startsWith('s.') ? readId<SourceId>(where.slice(2)) : undefined
  if (source)
    return (await sourceList(tx, campaign.id)).some(({ id }) => id === source) ? { ...none, source } : undefined
  const id = where.startsWith('q.') ? readId<QuoteId>(where.slice(2)) : undefined
  const quote = id && (await quotesByIds(tx, campaign.id, [id])).get(id)
  const view = quote && (await captureFor(tx, campaign.id, quote.capture))
  return view && { source: view.source.id, capture: quote.capture, quote: quote.id }
}
