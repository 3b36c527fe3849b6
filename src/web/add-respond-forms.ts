import { clocksOf, parseDay } from '#delivery'
import { wordsFor } from '#kernel'
import { recipientsOf } from '#letters'
import { correspondenceStates, describeCorrespondence, describedExchanges, enterReply } from '#responses'
import type { PostedForm } from '#platform'
import { todayIn, type At } from './add-respond.ts'
import { longestLine } from './board-typed.ts'
import { doingCampaign, doingCampaignWithFiles, showingCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { filesIn } from './posted-files.ts'
import { enterReplyPage, type EnterFields } from './respond-enter-page.ts'
import { exchangesPage, type ExchangeFields } from './respond-exchanges-page.ts'
import { readRespondSaid, respondSaying } from './respond-parts.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

const act = 'write'

/** Where each exchange stands is described, and a reply that came on paper is entered. */
export function addRespondForms(app: Router, organizing: Organizing): void {
  app.get(
    patterns.exchanges,
    showingCampaign(organizing, (at, c) => showExchanges(organizing, at, { said: c.req.query('said') })),
  )
  app.post(
    patterns.exchanges,
    doingCampaign(organizing, act, (at, posted) => describe(organizing, at, posted)),
  )
  app.get(
    patterns.enterReply,
    showingCampaign(organizing, (at) => showEnter(organizing, at, noPaper(organizing, at), []), act),
  )
  app.post(
    patterns.enterReply,
    doingCampaignWithFiles(organizing, act, (at, posted) => enter(organizing, at, posted)),
  )
}

async function showExchanges(
  organizing: Organizing,
  at: At,
  more: {
    readonly fields?: ExchangeFields
    readonly errors?: readonly FieldError[]
    readonly said?: string | undefined
  },
): Promise<Response> {
  const { tx, campaign } = at
  const today = todayIn(organizing, at)
  const recipients = await recipientsOf(tx, campaign.id)
  const first = { recipient: recipients[0]?.id ?? '', state: 'awaiting-response', on: today, note: '' }
  const { fields = first, errors = [] } = more
  const page = exchangesPage({
    ...{ at, recipients, fields, errors, today },
    described: await describedExchanges(tx, campaign.id),
    clocks: await clocksOf(tx, campaign.id, today),
    said: readRespondSaid(more.said),
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function describe(organizing: Organizing, at: At, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const words = wordsFor(visitor.language).respond.exchanges.errors
  const fields = {
    ...{ recipient: typedIn(posted, 'recipient'), state: typedIn(posted, 'state') },
    ...{ on: typedIn(posted, 'on'), note: typedIn(posted, 'note') },
  }
  const errors: FieldError[] = []
  const wrong = (field: string, said: string) => void errors.push({ field, said })
  const recipient = (await recipientsOf(tx, campaign.id)).find(({ id }) => id === fields.recipient)
  if (!recipient) wrong('recipient', words.recipient)
  const state = correspondenceStates.find((one) => one === fields.state)
  if (!state) wrong('state', words.state)
  const on = parseDay(fields.on.trim())
  if (!on) wrong('on', words.on)
  if (fields.note.length > 4 * longestLine) wrong('note', words.long(4 * longestLine))
  if (!recipient || !state || !on || errors.length > 0) return await showExchanges(organizing, at, { fields, errors })
  const wish = { campaign: campaign.id, by: visitor.organizer, recipient: recipient.id, state, on, note: fields.note }
  const outcome = await describeCorrespondence(tx, wish, organizing.means)
  if (outcome.kind === 'recorded') return respondSaying(routes.exchanges(campaign.slug), 'described')
  if (outcome.why === 'in-the-future') wrong('on', words.future)
  else wrong('state', words.follow)
  return await showExchanges(organizing, at, { fields, errors })
}

const noPaper = (organizing: Organizing, at: At): EnterFields => ({
  ...{ recipient: '', channel: 'post', author: '', text: '' },
  on: todayIn(organizing, at),
})

async function showEnter(
  organizing: Organizing,
  at: At,
  fields: EnterFields,
  errors: readonly FieldError[],
): Promise<Response> {
  const recipients = await recipientsOf(at.tx, at.campaign.id)
  const page = enterReplyPage({ at, recipients, fields, errors, today: todayIn(organizing, at) })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

const longestText = 200_000

async function enter(organizing: Organizing, at: At, form: PostedForm): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { fields: posted } = form
  const all = wordsFor(visitor.language).respond
  const words = all.enter.errors
  const fields = {
    ...{ recipient: typedIn(posted, 'recipient'), channel: typedIn(posted, 'channel'), on: typedIn(posted, 'on') },
    ...{ author: typedIn(posted, 'author'), text: typedIn(posted, 'text') },
  }
  const errors: FieldError[] = []
  const wrong = (field: string, said: string) => void errors.push({ field, said })
  const recipient = (await recipientsOf(tx, campaign.id)).find(({ slug }) => slug === fields.recipient)
  if (!recipient) wrong('recipient', words.recipient)
  const channel = (['post', 'hand', 'web-form'] as const).find((one) => one === fields.channel)
  if (!channel) wrong('channel', words.channel)
  const on = parseDay(fields.on.trim())
  if (!on) wrong('on', all.exchanges.errors.on)
  if (fields.text.trim() === '') wrong('text', words.text)
  if (fields.text.length > longestText) wrong('text', words.long(longestText))
  if (fields.author.length > longestLine) wrong('author', words.long(longestLine))
  const [scan] = filesIn(form, 'scan')
  if (!scan) wrong('scan', words.scan)
  if (!recipient || !channel || !on || !scan || errors.length > 0)
    return await showEnter(organizing, at, fields, errors)
  const { author, text } = fields
  const wish = {
    campaign: campaign.id,
    by: visitor.organizer,
    recipient: recipient.id,
    channel,
    on,
    author,
    text,
    scan,
  }
  const outcome = await enterReply(tx, { ...wish, attachments: filesIn(form, 'files') }, organizing.means)
  switch (outcome.kind) {
    case 'entered':
      return respondSaying(routes.reply(campaign.slug, outcome.reply), 'entered')
    case 'known':
      return respondSaying(routes.replies(campaign.slug), 'known')
    case 'wrong':
      if (outcome.why !== 'in-the-future') return refuse(organizing.means, 'bad')
      wrong('on', all.exchanges.errors.future)
      return await showEnter(organizing, at, fields, errors)
    default:
      return outcome satisfies never
  }
}
