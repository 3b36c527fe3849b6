import { wordsFor } from '#kernel'
import { logOrigin, openCampaign } from '#letters'
import { openSigningBy, signingOf, type SigningWish } from '#signatures'
import { signingAsks, signingPage, type SigningFacts, type SigningFields } from './desk-signing-page.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'
import type { SignSettings } from './sign-facts.ts'
import { typedIn } from './write-fields.ts'
import { readSaid } from './write-frame.ts'
import { formReader, longestLine, type FormReader } from './write-read.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'

/** Opens a campaign to the public's signatures, and changes what signers are asked. */
export function addDeskSigning(app: Router, organizing: Organizing): void {
  const { means } = organizing
  app.get(
    patterns.publicSigning,
    showingCampaign(organizing, async (at, c) => {
      const settings = await signingOf(at.tx, at.campaign.id)
      const isPublic = (await openCampaign(at.tx, at.campaign.slug, means.now())) !== undefined
      const said = readSaid(c.req.query('said'))
      return show(organizing, { ...at, settings, isPublic, fields: fieldsOf(settings), said })
    }),
  )
  app.post(
    patterns.publicSigning,
    doingCampaign(organizing, 'open-signing', async (at, posted) => {
      const { tx, campaign, visitor } = at
      const reader = formReader(posted, visitor.language)
      const wish = readSigning(posted, reader, visitor.language)
      if (!wish || reader.errors.length > 0) {
        const settings = await signingOf(tx, campaign.id)
        return show(organizing, { ...at, settings, isPublic: false, fields: fieldsIn(posted), errors: reader.errors })
      }
      const origin = logOrigin(new URL(means.site.publicUrl).host, campaign)
      const outcome = await openSigningBy(tx, campaign, wish, { by: visitor.organizer, origin }, means)
      if (outcome.kind === 'not-allowed') return refuse(means, 'not-found')
      return sendOn(`${routes.publicSigning(campaign.slug)}?said=signing-${outcome.kind}`)
    }),
  )
}

function show(organizing: Organizing, facts: SigningFacts): Response {
  return organizerResponse(organizing, signingPage(facts), { status: facts.errors ? 422 : 200 })
}

const usualDays = 30
const mostDays = 3650

function fieldsOf(settings: SignSettings | undefined): SigningFields {
  const on = { place: settings?.asksPlace, occupation: settings?.asksOccupation, comment: settings?.asksComment }
  const asks = { ...on, 'shared-inbox': settings?.sharedInbox }
  return {
    controller: settings?.controller ?? '',
    contact: settings?.contact ?? '',
    daysKept: String(settings?.daysKept ?? usualDays),
    hearFrom: settings?.hearFrom ?? '',
    asks: new Set(signingAsks.filter((one) => asks[one])),
  }
}

const asksIn = (posted: URLSearchParams) => new Set(signingAsks.filter((one) => posted.get(one) === 'yes'))

const fieldsIn = (posted: URLSearchParams): SigningFields => ({
  controller: typedIn(posted, 'controller'),
  contact: typedIn(posted, 'contact'),
  daysKept: typedIn(posted, 'days-kept'),
  hearFrom: typedIn(posted, 'hear-from'),
  asks: asksIn(posted),
})

function readSigning(posted: URLSearchParams, reader: FormReader, language: string): SigningWish | undefined {
  const words = wordsFor(language).desk.signing.errors
  const named = (field: 'controller' | 'contact') =>
    reader.line(field, longestLine) ??
    (typedIn(posted, field).trim() === '' ? reader.wrong(field, words[field]) : undefined)
  const [controller, contact] = [named('controller'), named('contact')]
  const days = typedIn(posted, 'days-kept').trim()
  const isFit = /^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= mostDays
  if (!isFit) reader.wrong('days-kept', words.daysKept)
  const hearFrom = reader.line('hear-from', longestLine)
  if (controller === undefined || contact === undefined) return undefined
  const asks = asksIn(posted)
  return {
    ...{ controller, contact, daysKept: Number(days), hearFrom },
    asksPlace: asks.has('place'),
    asksOccupation: asks.has('occupation'),
    asksComment: asks.has('comment'),
    sharedInbox: asks.has('shared-inbox'),
  }
}
