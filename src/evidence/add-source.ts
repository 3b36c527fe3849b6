import { recordEvent, type Actor } from '#accounts'
import { newId, type CampaignId, type Means, type OrganizerId, type SourceId } from '#kernel'
import type { Tx } from '#platform'
import { longestTitle, normalUrl, typedLine } from './source.ts'
import { insertSource, sourceByUrl } from './store.ts'

/** What can come of adding a source. */
export type SourceOutcome =
  | { readonly kind: 'added'; readonly source: SourceId }
  /** The campaign has a source with this address already; its title stays. */
  | { readonly kind: 'known'; readonly source: SourceId }
  | { readonly kind: 'wrong'; readonly why: 'no-title' | 'title-too-long' | 'no-web-address' }

/** An organizer, and not the server itself. */
export const organizerOf = (by: Actor): OrganizerId | undefined => (by === 'server' ? undefined : by)

/** Adds something that can be cited; a campaign has each web address once. Nothing is fetched by this. */
export async function addSource(
  tx: Tx,
  wish: {
    readonly campaign: CampaignId
    readonly by: Actor
    readonly url?: string | undefined
    readonly title: string
  },
  means: Means,
): Promise<SourceOutcome> {
  const { campaign, by } = wish
  const title = typedLine(wish.title)
  if (title === '') return { kind: 'wrong', why: 'no-title' }
  if (title.length > longestTitle) return { kind: 'wrong', why: 'title-too-long' }
  const url = wish.url === undefined ? undefined : normalUrl(wish.url)
  if (wish.url !== undefined && url === undefined) return { kind: 'wrong', why: 'no-web-address' }
  const id = newId<SourceId>(means)
  if (!(await insertSource(tx, campaign, { id, url, title, addedAt: means.now(), by: organizerOf(by) }))) {
    const known = url === undefined ? undefined : await sourceByUrl(tx, campaign, url)
    return known === undefined ? { kind: 'wrong', why: 'no-web-address' } : { kind: 'known', source: known }
  }
  await recordEvent(tx, { by, act: 'add-source', campaign, subject: [id] }, means)
  return { kind: 'added', source: id }
}
