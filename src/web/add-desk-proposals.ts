import { proposalsIn, refuseApproval, twoPersonActs, type ProposedAct } from '#accounts'
import { wordsFor, type LetterId } from '#kernel'
import { signableLetters } from '#letters'
import type { Tx } from '#platform'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { readSaid } from './desk-frame.ts'
import { proposalPlaces } from './desk-proposal-places.ts'
import { proposalsPage, type ProposalsSaid } from './desk-proposals-page.ts'
import type { Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'

const proposedActs: readonly ProposedAct[] = [...twoPersonActs, 'lift-rule']

/** What waits for a second person in a campaign: seen by all who work on it, refused by whoever could do it. */
export function addDeskProposals(app: Router, organizing: Organizing): void {
  app.get(
    patterns.proposals,
    showingCampaign(organizing, (at, c) =>
      showProposals(organizing, at.tx, at, readSaid(wordsFor('en').desk.proposals.said, c.req.query('said'))),
    ),
  )
  app.post(
    patterns.proposals,
    doingCampaign(organizing, 'read', async ({ tx, visitor, campaign }, posted) => {
      const act = proposedActs.find((one) => one === posted.get('act'))
      const wish = { by: visitor.organizer, campaign: campaign.id, subject: posted.get('subject') ?? '' }
      const said = act ? (await refuseApproval(tx, { ...wish, act }, organizing.means)).kind : 'bad'
      return sendOn(`${routes.proposals(campaign.slug)}?said=${said}`)
    }),
  )
}

async function showProposals(
  organizing: Organizing,
  tx: Tx,
  at: InCampaign,
  said: ProposalsSaid | undefined,
): Promise<Response> {
  const { means, accounts } = organizing
  const { campaign, visitor } = at
  const open = await proposalsIn(tx, accounts.vault, campaign.id)
  const subjects = open.map(({ subject }) => readId<LetterId>(subject)).filter((id) => id !== undefined)
  const letters = await signableLetters(tx, [campaign.id], subjects, means.now())
  const proposals = open.map((one) => ({
    ...one,
    place: proposalPlaces[one.act]({ campaign, letters, subject: one.subject, language: visitor.language }),
  }))
  return organizerResponse(organizing, proposalsPage({ ...at, proposals, said }))
}
