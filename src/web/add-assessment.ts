import { namesOf, may } from '#accounts'
import { dateInWords, wordsFor, type AssessmentId } from '#kernel'
import {
  assessmentsOf,
  dropAssessment,
  fewestCommentDays,
  publishAssessment,
  readSecond,
  recipientToken,
  recordWork,
  sendForComment,
  type AssessmentWork,
} from '#responses'
import { saidOfAssess, sayingAssess, type AssessSaid } from './add-assessments.ts'
import type { At } from './add-sources.ts'
import { assessmentPage } from './assess-page.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { pathOf } from './path-of.ts'
import { countOf } from './phrases.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** One judgment: read by a second person, sent to the recipient, published or dropped. */
export function addAssessment(app: Router, organizing: Organizing): void {
  app.get(
    patterns.assessment,
    showingCampaign(organizing, (at, c) =>
      on(organizing, at, c.req.param('assessment'), (work) =>
        show(organizing, at, work, { said: c.req.query('said') }),
      ),
    ),
  )
  app.post(
    patterns.assessment,
    doingCampaign(organizing, 'comment', (at, posted, c) =>
      on(organizing, at, c.req.param('assessment'), (work) => decide(organizing, at, work, posted)),
    ),
  )
}

async function on(
  organizing: Organizing,
  { tx, campaign }: At,
  id: string | undefined,
  work: (found: AssessmentWork) => Promise<Response>,
): Promise<Response> {
  const assessment = readId<AssessmentId>(id)
  const [found] = assessment ? await assessmentsOf(tx, campaign.id, { assessment }) : []
  return found ? await work(found) : refuse(organizing.means, 'not-found')
}

type Shown = { readonly days?: string; readonly errors?: readonly FieldError[]; readonly said?: string | undefined }

async function show(organizing: Organizing, at: At, work: AssessmentWork, shown: Shown): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { vault } = organizing.accounts
  const { days = '14', errors = [] } = shown
  const record = await recordWork(tx, campaign, { withMarked: false })
  const people = [work.draftedBy, work.secondReader].filter((one) => one !== undefined)
  const token = recipientToken(vault, { campaign: campaign.id, subject: work.id })
  const page = assessmentPage(at, {
    ...{ record, work, days, errors },
    names: await namesOf(tx, vault, people),
    // Only whoever may publish it passes the link on.
    link: may(at.role, 'write') ? `${organizing.means.site.publicUrl}${pathOf('answer', token)}` : '',
    said: saidOfAssess(shown.said, visitor.language),
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function decide(
  organizing: Organizing,
  at: At,
  work: AssessmentWork,
  posted: URLSearchParams,
): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { means } = organizing
  const wish = { campaign: campaign.id, by: visitor.organizer, assessment: work.id }
  const after = (isDone: boolean, said: AssessSaid) =>
    sayingAssess(routes.assessment(campaign.slug, work.id), isDone ? said : 'not-done')
  switch (posted.get('do')) {
    case 'read':
      return after((await readSecond(tx, wish, means)).kind === 'done', 'read-second')
    case 'send':
      return await send(organizing, at, work, posted.get('days') ?? '')
    case 'drop':
      return after((await dropAssessment(tx, wish, means)).kind === 'done', 'dropped')
    case 'publish':
      return await publish(organizing, at, work)
    default:
      return after(false, 'not-done')
  }
}

async function send(organizing: Organizing, at: At, work: AssessmentWork, days: string): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { errors } = wordsFor(visitor.language).assess.one
  const wish = { campaign: campaign.id, by: visitor.organizer, assessment: work.id }
  const typed = /^\d{1,3}$/.test(days.trim()) ? Number(days.trim()) : 0
  const outcome = await sendForComment(tx, { ...wish, days: typed }, organizing.means)
  const path = routes.assessment(campaign.slug, work.id)
  if (outcome.kind === 'done') return sayingAssess(path, 'sent')
  if (outcome.why !== 'too-early') return sayingAssess(path, 'not-done')
  const said = errors.days(countOf(fewestCommentDays, visitor.language))
  return await show(organizing, at, work, { days, errors: [{ field: 'days', said }] })
}

async function publish(organizing: Organizing, at: At, work: AssessmentWork): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const { errors } = wordsFor(language).assess.one
  const again = (said: string) => show(organizing, at, work, { errors: [{ field: 'publish', said }] })
  const wish = { campaign: campaign.id, by: visitor.organizer, assessment: work.id }
  const outcome = await publishAssessment(tx, wish, organizing.means)
  const path = routes.assessment(campaign.slug, work.id)
  if (outcome.kind === 'recorded') return sayingAssess(path, 'published')
  if (outcome.why === 'no-evidence') return await again(errors.evidence)
  if (outcome.why === 'too-early' && work.asked)
    return await again(errors.early(dateInWords(work.asked.until, language)))
  return sayingAssess(path, 'not-done')
}
