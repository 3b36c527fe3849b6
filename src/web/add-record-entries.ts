import { wordsFor } from '#kernel'
import { recordWork, redact, type CampaignRecord } from '#responses'
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
      const record = await recordWork(at.tx, at.campaign)
      const said = saidOfAssess(c.req.query('said'), at.visitor.language)
      return organizerResponse(organizing, entriesPage(at, { record, after: c.req.query('after'), said }))
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
      on(organizing, at, c.req.param('event'), (found) => takeDown(organizing, at, found, typedIn(posted, 'reason'))),
    ),
  )
}

type Found = { readonly record: CampaignRecord; readonly entry: RecordEntry }

async function on(
  organizing: Organizing,
  at: At,
  event: string | undefined,
  work: (found: Found) => Promise<Response>,
): Promise<Response> {
  const record = await recordWork(at.tx, at.campaign)
  const entry = entriesOf(record).find((one) => one.event === event && one.kind !== 'redaction')
  return entry ? await work({ record, entry }) : refuse(organizing.means, 'not-found')
}

type Shown = Found & { readonly reason: string; readonly errors: readonly FieldError[] }

const show = (organizing: Organizing, at: At, shown: Shown): Response =>
  organizerResponse(organizing, entryPage(at, shown), { status: shown.errors.length > 0 ? 422 : 200 })

async function takeDown(organizing: Organizing, at: At, found: Found, reason: string): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { language } = visitor
  const errors: FieldError[] = []
  if (readText('reason', reason, { language, errors }).trim() === '')
    errors.push({ field: 'reason', said: wordsFor(language).assess.record.noReason })
  if (errors.length > 0) return show(organizing, at, { ...found, reason, errors })
  const wish = { campaign: campaign.id, by: visitor.organizer, event: found.entry.event, reason }
  const { kind } = await redact(tx, wish, organizing.means)
  return sayingAssess(routes.recordEntries(campaign.slug), kind === 'recorded' ? 'taken-down' : 'not-done')
}
