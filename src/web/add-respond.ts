import { may } from '#accounts'
import { clocksOf, parseDay, type Day } from '#delivery'
import { alarmsOf } from '#evidence'
import { dayOf, wordsFor, type FileHash } from '#kernel'
import { gatheringCampaign, recipientsOf, type GatheringLetter } from '#letters'
import { fileOf } from '#platform'
import {
  describedExchanges,
  describeCorrespondence,
  correspondenceStates,
  enterReply,
  repliesFor,
  type WaitingReply,
} from '#responses'
import { addRespondActs } from './add-respond-acts.ts'
import { longestLine } from './board-typed.ts'
import { doingCampaign, doingCampaignWithFiles, inCampaign, showingCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { keptFileResponse } from './kept-file-response.ts'
import { organizerResponse, sendOn, showing, type Organizing } from './organize-visit.ts'
import { filesIn, type PostedForm } from './posted-files.ts'
import { enterReplyPage, type EnterFields } from './respond-enter-page.ts'
import { exchangesPage, waitingPage, type ExchangeFields } from './respond-exchanges-page.ts'
import { act, showAnswers, withReply, type At } from './respond-shown.ts'
import { repliesPage } from './respond-list-page.ts'
import { beforePublishing, publishReplyPage, replyPage } from './respond-page.ts'
import { readRespondSaid, respondSaying } from './respond-parts.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

/** What recipients answered: read, judged, published, set against the demands; and where each exchange stands. */
export function addRespond(app: Router, organizing: Organizing): void {
  app.get(
    patterns.replies,
    showingCampaign(organizing, (at, c) => showReplies(organizing, at, c.req.query('said'))),
  )
  app.get(patterns.waitingReplies, (c) =>
    showing(c, organizing, async (tx, visitor) => {
      const found = await gatheringCampaign(tx, c.req.param('campaign'))
      const asked = { tx, visitor, act: 'read', found: { campaign: found?.campaign } } as const
      return await inCampaign(c, organizing, asked, (at) =>
        showWaiting(organizing, { ...at, tx }, found?.letters ?? []),
      )
    }),
  )
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
  const one = (pattern: string, work: (at: At, reply: WaitingReply, said: string | undefined) => Promise<Response>) =>
    app.get(
      pattern,
      showingCampaign(organizing, (at, c) =>
        withReply(organizing, at, c.req.param('reply'), (reply) => work(at, reply, c.req.query('said'))),
      ),
    )
  one(patterns.reply, (at, reply, said) => showReply(organizing, at, reply, said))
  one(patterns.answersIn, (at, reply, said) => showAnswers(organizing, at, reply, { said }))
  one(patterns.publishReply, (at, reply) => showPublishing(organizing, at, reply))
  for (const pattern of [patterns.reviewReply, patterns.classifyReply])
    app.get(pattern, (c) => {
      const { campaign = '', reply = '' } = c.req.param() as Readonly<Record<string, string>>
      return sendOn(routes.reply(campaign, reply))
    })
  app.get(
    patterns.replyFile,
    showingCampaign(organizing, (at, c) =>
      withReply(organizing, at, c.req.param('reply'), (reply) => showFile(organizing, at, reply, c.req.param('file'))),
    ),
  )
  addRespondActs(app, organizing)
}

const todayIn = ({ means }: Organizing, { campaign }: At): Day => dayOf(means.now(), campaign.timeZone) as Day

async function showReplies(organizing: Organizing, at: At, said: string | undefined): Promise<Response> {
  const { tx, campaign } = at
  const replies = await repliesFor(tx, organizing.accounts.vault, campaign.id)
  const names = new Map((await recipientsOf(tx, campaign.id)).map(({ id, name }) => [id, name]))
  return organizerResponse(organizing, repliesPage({ at, replies, names, said: readRespondSaid(said) }))
}

async function showWaiting(organizing: Organizing, at: At, letters: readonly GatheringLetter[]): Promise<Response> {
  const { tx, campaign } = at
  const replies = await repliesFor(tx, organizing.accounts.vault, campaign.id)
  const clocks = await clocksOf(tx, campaign.id, todayIn(organizing, at))
  const isPast = ['past-follow-up-date', 'overdue', 'long-overdue']
  const past = clocks.filter(({ answeredOn, due }) => answeredOn === undefined && isPast.includes(due.kind))
  const page = waitingPage({
    at,
    toRead: replies.filter(({ state }) => state === 'waiting').length,
    toPublish: replies.filter(({ state }) => state === 'accepted').length,
    past,
    letters,
    alarms: await alarmsOf(tx, campaign.id),
  })
  return organizerResponse(organizing, page)
}

async function recipientOf({ tx, campaign }: At, { recipient }: WaitingReply): Promise<string> {
  return (await recipientsOf(tx, campaign.id)).find(({ id }) => id === recipient)?.name ?? ''
}

async function showReply(organizing: Organizing, at: At, reply: WaitingReply, said?: string): Promise<Response> {
  const recipient = await recipientOf(at, reply)
  return organizerResponse(organizing, replyPage({ at, reply, recipient, said: readRespondSaid(said) }))
}

async function showPublishing(organizing: Organizing, at: At, reply: WaitingReply): Promise<Response> {
  const isOpen = reply.state !== 'published' && reply.state !== 'set-aside' && !reply.isRedacted
  if (!isOpen || beforePublishing(reply) || !may(at.role, act)) return sendOn(routes.reply(at.campaign.slug, reply.id))
  return organizerResponse(organizing, publishReplyPage({ at, reply, recipient: await recipientOf(at, reply) }))
}

/** A file that came with a reply; the message itself holds addresses, and is for those who may write. */
async function showFile(
  organizing: Organizing,
  at: At,
  reply: WaitingReply,
  named: string | undefined,
): Promise<Response> {
  const files = reply.isRedacted ? [] : reply.attachments.map(({ file }) => file)
  const all = may(at.role, act) && !reply.isRedacted ? [...files, reply.message] : files
  const hash = all.find((one): one is FileHash => one === named)
  const file = hash && (await fileOf(at.tx, at.campaign.id, hash))
  return file ? keptFileResponse(file, hash) : refuse(organizing.means, 'not-found')
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
