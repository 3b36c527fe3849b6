import type { Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import {
  beginCampaign,
  duplicateCampaign,
  gatheringCampaign,
  isPublic,
  lettersFor,
  recipientsOf,
  type BeginOutcome,
  type GatheringCampaign,
  type GatheringLetter,
} from '#letters'
import type { Tx } from '#platform'
import { waitingCounts } from '#responses'
import { inCampaign, type InCampaign, doingCampaign, showingCampaign } from './in-campaign.ts'
import { backSection, campaignHomeParts } from './campaign-home-parts.ts'
import { plainPage } from './confirm-page.ts'
import { waitingSection } from './desk-waiting.ts'
import { refuse, type Router } from './keep.ts'
import { doing, organizerResponse, sendOn, showing, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { parseTimeZone } from './time-zones.ts'
import { duplicatePage, newCampaignPage, type CampaignFields } from './write-campaign-page.ts'
import { typedIn } from './write-fields.ts'
import { readSaid } from './write-frame.ts'
import { campaignHomePage, type ListedLetter } from './write-home-page.ts'
import { formReader } from './write-read.ts'

type AtCampaign = InCampaign & { readonly tx: Tx }

const longestSummary = 2000

/** A campaign is begun, found again at its home, and copied. */
export function addWriteCampaign(app: Router, organizing: Organizing): void {
  app.get(patterns.newCampaign, (c) =>
    showing(c, organizing, async (_tx, visitor) => {
      const { language } = visitor
      const fields = { title: '', language, timeZone: '', leadOrganization: '', summary: '' }
      return visitor.mayCreate
        ? organizerResponse(organizing, newCampaignPage(visitor, { fields, errors: [] }))
        : mayNotCreate(organizing, visitor)
    }),
  )
  app.post(patterns.newCampaign, (c) =>
    doing(c, organizing, (tx, visitor, posted) =>
      visitor.mayCreate ? begin(organizing, { tx, visitor }, posted) : mayNotCreate(organizing, visitor),
    ),
  )
  app.get(patterns.campaignHome, (c) =>
    showing(c, organizing, async (tx, visitor) => {
      const found = await gatheringCampaign(tx, c.req.param('campaign'))
      const asked = { tx, visitor, act: 'read', found: { campaign: found?.campaign } } as const
      return await inCampaign(c, organizing, asked, (at) =>
        showHome(organizing, { ...at, tx, ...(found ?? noLetters) }, c.req.query('said')),
      )
    }),
  )
  app.get(
    patterns.duplicate,
    showingCampaign(organizing, (at) => showDuplicate(organizing, at, at.campaign.title, [])),
  )
  app.post(
    patterns.duplicate,
    doingCampaign(organizing, 'read', (at, posted) => duplicate(organizing, at, posted)),
  )
}

async function mayNotCreate(organizing: Organizing, { language }: Visitor): Promise<Response> {
  const { refused, home } = wordsFor(language).organize
  const { newCampaign } = wordsFor(language).write
  const to = { path: routes.organizerHome(), name: home }
  const page = plainPage(language, { title: refused.title, lead: newCampaign.askOperator, to })
  return organizerResponse(organizing, page, { status: 403 })
}

const hostOf = ({ means }: Organizing): string => new URL(means.site.publicUrl).host

async function begin(
  organizing: Organizing,
  { tx, visitor }: { readonly tx: Tx; readonly visitor: Visitor },
  posted: URLSearchParams,
): Promise<Response> {
  const { language } = visitor
  const reader = formReader(posted, language)
  const title = reader.title('title')
  const tag = reader.language('language')
  const typedZone = typedIn(posted, 'time-zone')
  const timeZone =
    parseTimeZone(typedZone) ?? reader.wrong('time-zone', wordsFor(language).write.newLetter.errors.timeZone)
  const leadOrganization = reader.line('lead-organization', 200)
  const summary = reader.line('summary', longestSummary) ?? ''
  const again = (errors: readonly FieldError[]): Response => {
    const page = newCampaignPage(visitor, { fields: fieldsIn(posted), errors })
    return organizerResponse(organizing, page, { status: 422 })
  }
  if (reader.errors.length > 0 || title === undefined || tag === undefined || timeZone === undefined)
    return again(reader.errors)
  const facts = { title, language: tag, timeZone, leadOrganization, summary }
  const outcome = await beginCampaign(
    tx,
    { ...facts, by: visitor.organizer, host: hostOf(organizing) },
    organizing.means,
  )
  if (outcome.kind === 'begun') return sendOn(`${routes.recipients(outcome.campaign.slug)}?said=started`)
  if (outcome.kind === 'not-allowed') return await mayNotCreate(organizing, visitor)
  return again([{ field: fieldOf[outcome.kind], said: saidOf(outcome.kind, language) }])
}

type Wrong = Exclude<BeginOutcome['kind'], 'begun' | 'not-allowed'>

const fieldOf: Readonly<Record<Wrong, string>> = {
  'no-title': 'title',
  'no-language': 'language',
  'no-time-zone': 'time-zone',
}

function saidOf(kind: Wrong, language: string): string {
  const { errors } = wordsFor(language).write.newLetter
  return { 'no-title': errors.noTitle, 'no-language': errors.language, 'no-time-zone': errors.timeZone }[kind]
}

const fieldsIn = (posted: URLSearchParams): CampaignFields => ({
  title: typedIn(posted, 'title'),
  language: typedIn(posted, 'language'),
  timeZone: typedIn(posted, 'time-zone'),
  leadOrganization: typedIn(posted, 'lead-organization'),
  summary: typedIn(posted, 'summary'),
})

const noLetters: Pick<GatheringCampaign, 'letters' | 'savedAt'> = { letters: [], savedAt: new Map() }

async function showHome(
  organizing: Organizing,
  at: AtCampaign & Pick<GatheringCampaign, 'letters' | 'savedAt'>,
  said: string | undefined,
): Promise<Response> {
  const { tx, campaign, visitor, letters, savedAt } = at
  // Only who has no letter yet is told what to do first.
  const recipients = letters.length === 0 ? (await recipientsOf(tx, campaign.id)).length : undefined
  const named = new Map(letters.map((letter) => [letter.id, letter]))
  const waiting = waitingSection({ visitor, campaigns: [campaign], letters: named })
  const back = backSection(await waitingCounts(tx, campaign.id), at)
  const parts = [waiting, back, ...(await campaignHomeParts(tx, organizing, at))]
  const page = campaignHomePage({
    ...at,
    letters: letters.map((letter) => listed(letter, savedAt.get(letter.id))),
    recipients,
    parts,
    isPublic: letters.some((letter) => isPublic(letter, organizing.means.now())),
    said: readSaid(said),
  })
  return organizerResponse(organizing, page)
}

/** A letter as its campaign's home lists it: whether its draft is ahead, by when it was saved and when it was fixed. */
function listed(letter: GatheringLetter, savedAt: Date | undefined): ListedLetter {
  const { slug, title, state, embargoUntil, signOnUntil, editions } = letter
  const latest = editions.map(({ versions }) => versions.at(-1))
  const fixed = latest.flatMap((version) => version?.frozenAt ?? [])
  const lastFixed = fixed.toSorted((one, other) => other.getTime() - one.getTime())[0]
  return {
    ...{ slug, title, state, embargoUntil, signOnUntil },
    editions: editions.length,
    version: latest.some((version) => !version) ? 0 : Math.max(0, ...latest.map((version) => version?.number ?? 0)),
    isAhead: savedAt !== undefined && lastFixed !== undefined && savedAt > lastFixed,
  }
}

async function showDuplicate(
  organizing: Organizing,
  at: AtCampaign,
  title: string,
  errors: readonly FieldError[],
): Promise<Response> {
  const { tx, campaign, visitor } = at
  if (!visitor.mayCreate) return await mayNotCreate(organizing, visitor)
  const [letters, recipients] = [await lettersFor(tx, campaign.id), await recipientsOf(tx, campaign.id)]
  const page = duplicatePage(at, { title, letters: letters.length, recipients: recipients.length, errors })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function duplicate(organizing: Organizing, at: AtCampaign, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const reader = formReader(posted, visitor.language)
  const title = reader.title('title')
  if (title === undefined) return await showDuplicate(organizing, at, typedIn(posted, 'title'), reader.errors)
  const wish = { campaign: campaign.id, title, by: visitor.organizer, host: hostOf(organizing) }
  const outcome = await duplicateCampaign(tx, wish, organizing.means)
  switch (outcome.kind) {
    case 'begun':
      return sendOn(`${routes.campaignHome(outcome.campaign.slug)}?said=duplicated`)
    case 'not-allowed':
      return await mayNotCreate(organizing, visitor)
    case 'no-title':
      return await showDuplicate(organizing, at, title, [
        { field: 'title', said: saidOf('no-title', visitor.language) },
      ])
    case 'gone':
      return refuse(organizing.means, 'not-found')
    default:
      return outcome satisfies never
  }
}
