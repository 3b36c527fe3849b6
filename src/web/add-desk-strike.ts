import { proposalsIn, refuseApproval, rulesOf } from '#accounts'
import { wordsFor } from '#kernel'
import { lettersFor } from '#letters'
import type { Tx } from '#platform'
import {
  approveStrike,
  leaveRun,
  matchingIn,
  parseCondition,
  strike,
  strikePlan,
  tryCondition,
  type Condition,
  type PlanId,
} from '#signatures'
import { readReason } from './add-desk-review.ts'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { readSaid } from './desk-frame.ts'
import { conditionPage, countedPage, planPage, type StrikeSaid, type StruckLetter } from './desk-strike-page.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** Striking signatures out of the count by a condition: counted first, then done, or proposed for another to approve. */
export function addDeskStrike(app: Router, organizing: Organizing): void {
  app.get(
    patterns.invalidate,
    showingCampaign(
      organizing,
      (at, c) => {
        const said = readSaid(wordsFor('en').desk.strike.said, c.req.query('said'))
        return askCondition(organizing, at.tx, at, { typed: { letter: '', condition: '' }, errors: [], said })
      },
      'invalidate',
    ),
  )
  app.get(patterns.strike, (c) => sendOn(routes.invalidate(c.req.param('campaign'))))
  for (const [pattern, work] of [
    [patterns.invalidate, countThem],
    [patterns.strike, strikeThem],
  ] as const)
    app.post(
      pattern,
      doingCampaign(organizing, 'invalidate', (at, posted) => work(organizing, at.tx, at, posted)),
    )
  app.get(
    patterns.plan,
    showingCampaign(
      organizing,
      (at, c) => {
        const said = readSaid(wordsFor('en').desk.strike.said, c.req.query('said'))
        return showPlan(organizing, at.tx, at, { plan: readId<PlanId>(c.req.param('plan')), said })
      },
      'review-signatures',
    ),
  )
  app.post(
    patterns.plan,
    doingCampaign(organizing, 'read', (at, posted, c) => {
      const plan = readId<PlanId>(c.req.param('plan'))
      return plan ? decidePlan(organizing, at.tx, at, { plan, act: posted.get('act') }) : notThere(organizing)
    }),
  )
}

const notThere = async ({ means }: Organizing): Promise<Response> => refuse(means, 'not-found')

const lettersIn = async (tx: Tx, { campaign }: InCampaign): Promise<readonly StruckLetter[]> =>
  (await lettersFor(tx, campaign.id)).map(({ letter: { id, title } }) => ({ id, title }))

async function askCondition(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  shown: {
    readonly typed: { readonly letter: string; readonly condition: string }
    readonly errors: readonly FieldError[]
    readonly said?: StrikeSaid | undefined
  },
): Promise<Response> {
  const page = conditionPage({ ...at, letters: await lettersIn(tx, at), said: undefined, ...shown })
  return organizerResponse(organizing, page, { status: shown.errors.length > 0 ? 422 : 200 })
}

type Read = { readonly letter: StruckLetter; readonly condition: Condition }

/** Reads which letter and which condition are meant; else the page that asks, with what is wrong. */
async function read(organizing: Organizing, tx: Tx, at: InCampaign, posted: URLSearchParams): Promise<Read | Response> {
  const typed = { letter: posted.get('letter') ?? '', condition: posted.get('condition') ?? '' }
  const letter = (await lettersIn(tx, at)).find(({ id }) => id === typed.letter)
  const parsed = parseCondition(typed.condition, organizing.accounts.vault, at.campaign.id)
  if (letter && parsed.kind === 'read') return { letter, condition: parsed.condition }
  const errors = [
    ...(letter ? [] : [{ field: 'letter', said: wordsFor(at.visitor.language).desk.strike.said.bad }]),
    ...(parsed.kind === 'wrong' ? [{ field: 'condition', said: parsed.sentence }] : []),
  ]
  return await askCondition(organizing, tx, at, { typed, errors })
}

async function countThem(organizing: Organizing, tx: Tx, at: InCampaign, posted: URLSearchParams): Promise<Response> {
  const wish = await read(organizing, tx, at, posted)
  if (wish instanceof Response) return wish
  const { letter, condition } = wish
  const counted = await tryCondition(tx, at.campaign.id, letter.id, condition, organizing.accounts.vault)
  const needsTwo = (await rulesOf(tx, at.campaign.id)).has('invalidate')
  const typed = { reason: '', errors: [] }
  return organizerResponse(organizing, countedPage({ ...at, letter, counted, needsTwo, typed }))
}

async function strikeThem(organizing: Organizing, tx: Tx, at: InCampaign, posted: URLSearchParams): Promise<Response> {
  const { means, accounts } = organizing
  const { campaign, visitor } = at
  const wish = await read(organizing, tx, at, posted)
  if (wish instanceof Response) return wish
  const now = await tryCondition(tx, campaign.id, wish.letter.id, wish.condition, accounts.vault)
  // About those that were there when they were counted, and never about more.
  const before = /^\d{1,12}$/.test(posted.get('before') ?? '') ? Number(posted.get('before')) : 0
  const scope = { ...now.scope, beforeLeaf: Math.min(now.scope.beforeLeaf, before) }
  const counted = await matchingIn(tx, scope, accounts.vault)
  const errors: FieldError[] = []
  const typed = posted.get('reason') ?? ''
  const reason = readReason(typed, visitor.language, errors)
  if (reason === undefined || counted.matching === 0) {
    const needsTwo = (await rulesOf(tx, campaign.id)).has('invalidate')
    const page = countedPage({ ...at, letter: wish.letter, counted, needsTwo, typed: { reason: typed, errors } })
    return organizerResponse(organizing, page, { status: 422 })
  }
  const outcome = await strike(tx, { by: visitor.organizer, scope, reason }, means)
  switch (outcome.kind) {
    case 'begun':
      await leaveRun(tx, outcome.run, counted.matching)
      return sendOn(`${routes.reviewed(campaign.slug, outcome.run.review.number)}?said=begun`)
    case 'proposed':
      return sendOn(`${routes.plan(campaign.slug, outcome.plan)}?said=proposed`)
    case 'not-allowed':
      return sendOn(`${routes.invalidate(campaign.slug)}?said=not-allowed`)
    default:
      return outcome satisfies never
  }
}

async function showPlan(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  { plan: id, said }: { readonly plan: PlanId | undefined; readonly said: StrikeSaid | undefined },
): Promise<Response> {
  const { accounts } = organizing
  const { campaign, visitor } = at
  const plan = id && (await strikePlan(tx, campaign.id, id, accounts.vault))
  const letter = plan && (await lettersIn(tx, at)).find((one) => one.id === plan.letter)
  if (!plan || !letter) return notThere(organizing)
  const open = await proposalsIn(tx, accounts.vault, campaign.id)
  const waiting = open.find(({ act, subject, approvedBy }) => act === 'invalidate' && subject === id && !approvedBy)
  const page = planPage({
    ...{ ...at, plan: plan.id, letter, reason: plan.reason, said },
    counted: await matchingIn(tx, plan.scope, accounts.vault),
    open: waiting && {
      isOwn: waiting.proposedBy === visitor.organizer,
      name: waiting.proposer ?? wordsFor(visitor.language).organize.trail.erased,
      since: waiting.proposedAt,
    },
  })
  return organizerResponse(organizing, page)
}

async function decidePlan(
  { means, accounts }: Organizing,
  tx: Tx,
  { campaign, visitor }: InCampaign,
  { plan, act }: { readonly plan: PlanId; readonly act: string | null },
): Promise<Response> {
  const wish = { by: visitor.organizer, campaign: campaign.id }
  const after = (said: StrikeSaid) => sendOn(`${routes.plan(campaign.slug, plan)}?said=${said}`)
  if (act === 'refuse') {
    const { kind } = await refuseApproval(tx, { ...wish, act: 'invalidate', subject: plan }, means)
    return sendOn(`${routes.proposals(campaign.slug)}?said=${kind}`)
  }
  if (act !== 'approve') return after('bad')
  const outcome = await approveStrike(tx, { ...wish, plan }, accounts.vault, means)
  if (outcome.kind !== 'begun') return after(outcome.kind)
  await leaveRun(tx, outcome.run, outcome.of)
  return sendOn(`${routes.reviewed(campaign.slug, outcome.run.review.number)}?said=begun`)
}
