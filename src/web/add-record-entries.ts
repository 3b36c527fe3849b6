import { wordsFor } from '#kernel'
import {
  confirmRedaction,
  proposeRedaction,
  recordWork,
  redactionProposals,
  redactionStanding,
  refuseRedaction,
  type CampaignRecord,
  type RedactionProposal,
} from '#responses'
import { saidOfAssess, sayingAssess } from './add-assessments.ts'
import type { At } from './add-sources.ts'
import { readText } from './commit-terms.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { entriesPage, entryPage } from './record-entries-page.ts'
import { entriesOf, type RecordEntry } from './record-entries.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

/** What is public about recipients, entry by entry; one can be taken down for a reason. */
export function addRecordEntries(app: Router, organizing: Organizing): void {
  app.get(
    patterns.recordEntries,
    showingCampaign(organizing, async (at, c) => {
      const record = await recordWork(at.tx, at.campaign, { withMarked: false })
      const proposed = new Set((await redactionProposals(at.tx, at.campaign.id)).map(({ event }) => event))
      const said = saidOfAssess(c.req.query('said'), at.visitor.language)
      return organizerResponse(organizing, entriesPage(at, { record, proposed, after: c.req.query('after'), said }))
    }),
  )
  app.get(
    patterns.recordEntry,
    showingCampaign(
      organizing,
      (at, c) =>
        on(organizing, at, c.req.param('event'), async (found) =>
          show(organizing, at, { ...found, reason: '', errors: [] }),
        ),
      'write',
    ),
  )
  app.post(
    patterns.recordEntry,
    doingCampaign(organizing, 'write', (at, posted, c) =>
      on(organizing, at, c.req.param('event'), (found) => decide(organizing, at, found, posted)),
    ),
  )
}

type Found = {
  readonly record: CampaignRecord
  readonly entry: RecordEntry
  readonly proposal: RedactionProposal | undefined
}

async function on(
  organizing: Organizing,
  at: At,
  event: string | undefined,
  work: (found: Found) => Promise<Response>,
): Promise<Response> {
  const record = await recordWork(at.tx, at.campaign, { withMarked: false })
  const entry = entriesOf(record).find((one) => one.event === event && one.kind !== 'redaction')
  const proposal = (await redactionProposals(at.tx, at.campaign.id)).find((one) => one.event === event)
  return entry ? await work({ record, entry, proposal }) : refuse(organizing.means, 'not-found')
}

type Shown = Found & { readonly reason: string; readonly errors: readonly FieldError[] }

async function show(organizing: Organizing, at: At, shown: Shown): Promise<Response> {
  const { proposal, errors } = shown
  const { tx, campaign, visitor } = at
  const standing = proposal && (await redactionStanding(tx, campaign.id, proposal, visitor.organizer))
  const open = proposal && standing && { proposal, standing }
  const page = entryPage(at, { ...shown, open, now: organizing.means.now() })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** Proposed by one with a reason; confirmed by another, for the reason that stood on their page. */
async function decide(organizing: Organizing, at: At, found: Found, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const { means } = organizing
  const reason = typedIn(posted, 'reason')
  const all = routes.recordEntries(campaign.slug)
  const wish = { campaign: campaign.id, by: visitor.organizer, event: found.entry.event, reason }
  switch (posted.get('do')) {
    case 'confirm': {
      const { kind } = await confirmRedaction(tx, wish, means)
      return sayingAssess(all, kind === 'recorded' ? 'taken-down' : 'not-done')
    }
    case 'refuse': {
      const { kind } = await refuseRedaction(tx, wish, means)
      return sayingAssess(all, kind === 'dropped' ? 'entry-stays' : 'not-done')
    }
    case 'propose': {
      const errors: FieldError[] = []
      if (readText('reason', reason, { language, errors }).trim() === '')
        errors.push({ field: 'reason', said: wordsFor(language).assess.record.noReason })
      if (errors.length > 0) return await show(organizing, at, { ...found, reason, errors })
      const { kind } = await proposeRedaction(tx, wish, means)
      return sayingAssess(all, kind === 'proposed' ? 'proposed' : 'not-done')
    }
    default:
      return refuse(organizing.means, 'bad')
  }
}
