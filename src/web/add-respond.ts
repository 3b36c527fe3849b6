import { may } from '#accounts'
import { clocksOf, type Day } from '#delivery'
import { alarmsOf } from '#evidence'
import { dayOf, type FileHash, type ReplyId } from '#kernel'
import { gatheringCampaign, recipientsOf, type GatheringLetter } from '#letters'
import { fileOf, type Tx } from '#platform'
import { recordWork, repliesFor, replyFor, type WaitingReply } from '#responses'
import { inCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { keptFileResponse } from './kept-file-response.ts'
import { organizerResponse, sendOn, showing, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { answersPage, type AnswersShown } from './respond-answers-page.ts'
import { waitingPage } from './respond-exchanges-page.ts'
import { repliesPage } from './respond-list-page.ts'
import { beforePublishing, publishReplyPage, replyPage } from './respond-page.ts'
import { readRespondSaid } from './respond-parts.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** A campaign in which something is done, within a transaction. */
export type At = InCampaign & { readonly tx: Tx }

const act = 'write'

/** What recipients answered: read word for word, with what proves it, and what waits. */
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
}

/** Does something with the reply that an address names. */
export async function withReply(
  organizing: Organizing,
  { tx, campaign }: At,
  named: string | undefined,
  work: (reply: WaitingReply) => Promise<Response>,
): Promise<Response> {
  const id = readId<ReplyId>(named)
  const reply = id && (await replyFor(tx, organizing.accounts.vault, campaign.id, id))
  return reply ? await work(reply) : refuse(organizing.means, 'not-found')
}

/** Today where the campaign is. */
export const todayIn = ({ means }: Organizing, { campaign }: At): Day => dayOf(means.now(), campaign.timeZone)

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

/** The page on which answers are set against demands, also with what was typed wrong. */
export async function showAnswers(
  organizing: Organizing,
  at: At,
  reply: WaitingReply,
  more: {
    readonly typed?: AnswersShown['typed']
    readonly errors?: readonly FieldError[]
    readonly said?: string | undefined
  },
): Promise<Response> {
  const { tx, campaign, role } = at
  const record = await recordWork(tx, campaign)
  const { typed, errors = [] } = more
  const asked = record.demands.filter(({ recipient }) => recipient === reply.recipient)
  const page = answersPage({
    ...{ at, reply, typed, errors },
    // Put on record again, a demand has other words and is the same demand: it is answered once.
    demands: [...new Map(asked.map((demand) => [demand.slug, demand])).values()],
    answers: record.answers.filter((one) => one.reply === reply.id),
    said: readRespondSaid(more.said),
    mayWrite: may(role, act),
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
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
