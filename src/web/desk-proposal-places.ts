import type { ProposedAct } from '#accounts'
import { wordsFor, type LetterId } from '#kernel'
import { signableLetters, type Campaign } from '#letters'
import type { Tx, Vault } from '#platform'
import { strikePlan, type PlanId } from '#signatures'
import { readId } from './read-id.ts'
import { routes } from './routes.ts'

/** Where a proposal can be read whole, approved and done, and what it is about in words. */
export type ProposalPlace = { readonly path: string; readonly name: string }

type FindPlace = (
  tx: Tx,
  about: {
    readonly campaign: Campaign
    readonly subject: string
    readonly language: string
    readonly at: Date
    readonly vault: Vault
  },
) => Promise<ProposalPlace | undefined>

/** Finds the place of a proposal about a letter, on one of the letter's pages. */
const onLetter =
  (pathOf: (campaign: string, letter: string) => string): FindPlace =>
  async (tx, { campaign, subject, at }) => {
    const id = readId<LetterId>(subject)
    const letter = id && (await signableLetters(tx, [campaign.id], [id], at)).get(id)
    return letter && { path: pathOf(campaign.slug, letter.slug), name: letter.title }
  }

/** Each kind of proposal by its page; a new kind does not compile until it has one. Gone: `undefined`. */
export const proposalPlaces: Readonly<Record<ProposedAct, FindPlace>> = {
  freeze: onLetter(routes.freeze),
  'finalize-list': onLetter(routes.finalList),
  invalidate: async (tx, { campaign, subject, language, vault }) => {
    const id = readId<PlanId>(subject)
    const plan = id && (await strikePlan(tx, campaign.id, id, vault))
    return plan && { path: routes.plan(campaign.slug, plan.id), name: wordsFor(language).desk.acts.invalidate }
  },
  'lift-rule': async (_tx, { campaign, subject, language }) => {
    const { acts } = wordsFor(language).desk
    const act = Object.entries(acts).find(([name]) => name === subject)
    return act && { path: routes.rules(campaign.slug), name: act[1] }
  },
}
