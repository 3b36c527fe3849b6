import { wordsFor } from '#kernel'
import {
  answerDemand,
  answerValues,
  classifyReply,
  publishReply,
  replyKinds,
  reviewReply,
  type Refusal,
  type WaitingReply,
} from '#responses'
import { showAnswers, withReply, type At } from './add-respond.ts'
import { doingCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import type { Organizing } from './organize-visit.ts'
import { respondSaying, type RespondSaid } from './respond-parts.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'

type Work = (organizing: Organizing, at: At, reply: WaitingReply, posted: URLSearchParams) => Promise<Response>

/** A reply is accepted or set aside, called what it is, published, and set against the demands. */
export function addRespondActs(app: Router, organizing: Organizing): void {
  const doing = (pattern: string, work: Work) =>
    app.post(
      pattern,
      doingCampaign(organizing, 'write', (at, posted, c) =>
        withReply(organizing, at, c.req.param('reply'), (reply) => work(organizing, at, reply, posted)),
      ),
    )
  doing(patterns.reviewReply, review)
  doing(patterns.classifyReply, classify)
  doing(patterns.publishReply, publish)
  doing(patterns.answersIn, answer)
}

const about = ({ campaign, visitor }: At, { id }: WaitingReply) => ({
  campaign: campaign.id,
  by: visitor.organizer,
  reply: id,
})

const pathOf = ({ campaign }: At, { id }: WaitingReply): string => routes.reply(campaign.slug, id)

const saidOf = (why: Refusal): RespondSaid => (why === 'no-such-reply' ? 'gone' : 'not-allowed-now')

const review: Work = async (organizing, at, reply, posted) => {
  const state = (['accepted', 'set-aside'] as const).find((one) => one === posted.get('state'))
  if (!state) return refuse(organizing.means, 'bad')
  const outcome = await reviewReply(at.tx, { ...about(at, reply), state }, organizing.means)
  return respondSaying(pathOf(at, reply), outcome.kind === 'done' ? state : saidOf(outcome.why))
}

const classify: Work = async (organizing, at, reply, posted) => {
  const kind = replyKinds.find((one) => one === posted.get('kind'))
  if (!kind) return refuse(organizing.means, 'bad')
  const outcome = await classifyReply(at.tx, { ...about(at, reply), kind }, organizing.means)
  return respondSaying(pathOf(at, reply), outcome.kind === 'done' ? 'classified' : saidOf(outcome.why))
}

const publish: Work = async (organizing, at, reply, posted) => {
  // What is published is what was looked at: somebody may have called it something else meanwhile.
  if (posted.get('kind') !== reply.kind) return respondSaying(pathOf(at, reply), 'not-allowed-now')
  const outcome = await publishReply(at.tx, about(at, reply), organizing.means)
  return respondSaying(pathOf(at, reply), outcome.kind === 'recorded' ? 'published' : saidOf(outcome.why))
}

const answer: Work = async (organizing, at, reply, posted) => {
  const words = wordsFor(at.visitor.language).respond.demands.errors
  const place = /^\d{1,3}$/.exec(posted.get('place') ?? '')?.[0] ?? '0'
  const typed = {
    ...{ demand: typedIn(posted, 'demand'), value: typedIn(posted, `value-${place}`) },
    ...{ words: typedIn(posted, `words-${place}`), note: typedIn(posted, `note-${place}`) },
  }
  const again = (errors: readonly FieldError[]) => showAnswers(organizing, at, reply, { typed, errors })
  const value = answerValues.find((one) => one === typed.value)
  if (!value) return await again([{ field: `value-${place}`, said: words.value }])
  const wish = { ...about(at, reply), demand: typed.demand, value, words: typed.words, note: typed.note }
  const outcome = await answerDemand(at.tx, wish, organizing.means)
  const path = routes.answersIn(at.campaign.slug, reply.id)
  if (outcome.kind === 'recorded') return respondSaying(path, 'answered')
  if (outcome.why === 'words-not-found') return await again([{ field: `words-${place}`, said: words.words }])
  return respondSaying(path, saidOf(outcome.why))
}
