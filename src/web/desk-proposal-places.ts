import type { ProposedAct } from '#accounts'
import { wordsFor, type LetterId } from '#kernel'
import type { Campaign, SignableLetter } from '#letters'
import { readId } from './read-id.ts'
import { routes } from './routes.ts'

/** Where a proposal can be read whole, approved and done, and what it is about in words. */
export type ProposalPlace = { readonly path: string; readonly name: string }

type FindPlace = (about: {
  readonly campaign: Pick<Campaign, 'slug'>
  readonly subject: string
  readonly language: string
  /** Every letter that a proposal could be about. */
  readonly letters: ReadonlyMap<LetterId, Pick<SignableLetter, 'slug' | 'title'>>
}) => ProposalPlace | undefined

/** Finds the place of a proposal about a letter, on one of the letter's pages. */
const onLetter =
  (pathOf: (campaign: string, letter: string) => string): FindPlace =>
  ({ campaign, subject, letters }) => {
    const id = readId<LetterId>(subject)
    const letter = id && letters.get(id)
    return letter && { path: pathOf(campaign.slug, letter.slug), name: letter.title }
  }

/** Each kind of proposal by its page; a new kind does not compile until it has one. Gone: `undefined`. */
export const proposalPlaces: Readonly<Record<ProposedAct, FindPlace>> = {
  freeze: onLetter(routes.freeze),
  'finalize-list': onLetter(routes.finalList),
  invalidate: ({ campaign, subject, language }) => {
    const id = readId(subject)
    if (id === undefined) return undefined
    return { path: routes.plan(campaign.slug, id), name: wordsFor(language).desk.acts.invalidate }
  },
  'lift-rule': ({ campaign, subject, language }) => {
    const act = Object.entries(wordsFor(language).desk.acts).find(([name]) => name === subject)
    return act && { path: routes.rules(campaign.slug), name: act[1] }
  },
}
