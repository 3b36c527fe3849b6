import {
  approve,
  proposalsIn,
  propose,
  refuseApproval,
  rulesOf,
  setRule,
  twoPersonActs,
  type TwoPersonAct,
} from '#accounts'
import { wordsFor } from '#kernel'
import type { Tx } from '#platform'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { readSaid } from './desk-frame.ts'
import { rulesPage, type Lifting, type RulesSaid } from './desk-rules-page.ts'
import type { Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { patterns, routes } from './routes.ts'

/** Which acts need two people: whoever works on a campaign sees it, leads change it. */
export function addDeskRules(app: Router, organizing: Organizing): void {
  app.get(
    patterns.rules,
    showingCampaign(organizing, (at, c) =>
      showRules(organizing, at.tx, at, readSaid(wordsFor('en').desk.rules.said, c.req.query('said'))),
    ),
  )
  app.post(
    patterns.rules,
    doingCampaign(organizing, 'read', async (at, posted) => {
      const act = twoPersonActs.find((one) => one === posted.get('act'))
      const said = act ? await change(organizing, at.tx, at, { act, wish: posted.get('wish') }) : 'bad'
      return sendOn(`${routes.rules(at.campaign.slug)}?said=${said}`)
    }),
  )
}

async function showRules(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  said: RulesSaid | undefined,
): Promise<Response> {
  const open = await proposalsIn(tx, organizing.accounts.vault, at.campaign.id)
  const { erased } = wordsFor(at.visitor.language).organize.trail
  const liftings = open
    .filter(({ act }) => act === 'lift-rule')
    .map(({ subject, proposedBy, proposer = erased, proposedAt }): readonly [string, Lifting] => [
      subject,
      { by: proposedBy, name: proposer, since: proposedAt },
    ])
  const rules = await rulesOf(tx, at.campaign.id)
  return organizerResponse(organizing, rulesPage({ ...at, rules, liftings: new Map(liftings), said }))
}

/** Sets a rule, or takes one of the steps by which two people lift it. */
async function change(
  { means }: Organizing,
  tx: Tx,
  { visitor, campaign }: InCampaign,
  { act, wish }: { readonly act: TwoPersonAct; readonly wish: string | null },
): Promise<RulesSaid> {
  const by = visitor.organizer
  const lifting = { by, campaign: campaign.id, act: 'lift-rule', subject: act, content: act } as const
  const set = (needsTwo: boolean) => setRule(tx, { by, campaign: campaign.id, act, needsTwo }, means)
  switch (wish) {
    case 'set':
      return saidOf((await set(true)).kind)
    case 'propose': {
      if (!(await rulesOf(tx, campaign.id)).has(act)) return 'unchanged'
      return saidOf((await propose(tx, lifting, means)).kind)
    }
    case 'lift': {
      const approved = await approve(tx, lifting, means)
      if (approved.kind !== 'approved') return saidOf(approved.kind)
      const { kind } = await set(false)
      return kind === 'set' ? 'lifted' : saidOf(kind)
    }
    case 'refuse':
      return saidOf((await refuseApproval(tx, lifting, means)).kind)
    default:
      return 'bad'
  }
}

type Outcome =
  | Awaited<ReturnType<typeof setRule>>['kind']
  | Awaited<ReturnType<typeof propose>>['kind']
  | Exclude<Awaited<ReturnType<typeof approve>>['kind'], 'approved'>
  | Awaited<ReturnType<typeof refuseApproval>>['kind']

/** Which sentence tells what came of it. What two lift is neither a text nor a list: it cannot change meanwhile. */
function saidOf(outcome: Outcome): RulesSaid {
  if (outcome === 'changed' || outcome === 'needs-two') return 'gone'
  return outcome === 'not-needed' ? 'unchanged' : outcome
}
