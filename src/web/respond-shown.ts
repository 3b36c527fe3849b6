import { may } from '#accounts'
import { type ReplyId } from '#kernel'
import { type Tx } from '#platform'
import { recordOf, replyFor, type WaitingReply } from '#responses'
import { type InCampaign } from './in-campaign.ts'
import { refuse } from './keep.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { answersPage, type AnswersShown } from './respond-answers-page.ts'
import { readRespondSaid } from './respond-parts.ts'
import type { FieldError } from './sign-form.ts'

/** A campaign in which something is done, within a transaction. */
export type At = InCampaign & { readonly tx: Tx }

/** The act of whoever works on replies. */
export const act = 'write'

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
  const record = await recordOf(tx, campaign.id, { audience: 'organizers', at: organizing.means.now() })
  const { typed, errors = [] } = more
  const page = answersPage({
    ...{ at, reply, typed, errors },
    demands: record.demands.filter(({ recipient }) => recipient === reply.recipient),
    answers: record.answers.filter((one) => one.reply === reply.id),
    said: readRespondSaid(more.said),
    mayWrite: may(role, act),
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}
