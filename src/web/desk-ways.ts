import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import { recordTabs } from './commit-frame.ts'
import { routes } from './routes.ts'

/** A page of a campaign that its home leads to. */
export type DeskWay = { readonly path: string; readonly name: string; readonly hint: string }

/** The ways from a campaign's home to what is looked after there, as far as a role allows. */
export function deskWays({ slug }: Pick<Campaign, 'slug'>, role: Role, language: string): readonly DeskWay[] {
  const { desk: words, hooks, sources } = wordsFor(language)
  const reviews = may(role, 'review-signatures')
  return [
    ...recordTabs(slug).map(([tab, path]) => ({ path, name: sources.tabs[tab], hint: sources.ways[tab] })),
    { path: routes.publicSigning(slug), name: words.signing.title, hint: words.ways.signing },
    ...(reviews ? [{ path: routes.review(slug), name: words.review.title, hint: words.ways.review }] : []),
    { path: routes.proposals(slug), name: words.proposals.title, hint: words.ways.proposals },
    ...(may(role, 'write') ? [{ path: routes.webhooks(slug), name: hooks.title, hint: hooks.hint }] : []),
    { path: routes.rules(slug), name: words.rules.title, hint: words.ways.rules },
  ]
}
