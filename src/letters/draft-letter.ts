import { freshSlug, newId, slugOf, type CampaignId, type EditionId, type LetterId, type Means } from '#kernel'
import type { Tx } from '#platform'
import { reservedSlugs } from './campaign.ts'
import type { Edition, Letter } from './letter.ts'
import { insertEditions } from './store-editions.ts'
import { insertLetter, lettersOf, touchCampaign } from './store.ts'

/** A letter as it is first written down; slugs are wishes. */
export type LetterStart = {
  readonly slug?: string
  readonly title: string
  readonly language: string
  readonly source: string
  readonly follows?: LetterId
  readonly editions: readonly (Omit<Edition, 'id' | 'slug'> & { readonly slug: string })[]
}

/** Writes a letter down as a draft, with one edition per recipient; nobody outside can see it yet. */
export async function draftLetter(
  tx: Tx,
  campaign: CampaignId,
  start: LetterStart,
  means: Means,
): Promise<{ readonly letter: Letter; readonly editions: readonly Edition[] }> {
  const taken = new Set([...(await lettersOf(tx, campaign)).map((letter) => letter.slug), ...reservedSlugs])
  const wished = start.slug ?? slugOf(start.title)
  const letter: Letter = {
    id: newId<LetterId>(means),
    slug: freshSlug(wished === '' ? 'letter' : wished, taken),
    title: start.title,
    language: start.language,
    source: start.source,
    state: 'draft',
    embargoUntil: undefined,
    closedAt: undefined,
    signOnUntil: undefined,
    follows: start.follows,
  }
  const editionSlugs = new Set(reservedSlugs)
  const editions = start.editions.map((edition) => {
    const slug = freshSlug(edition.slug, editionSlugs)
    editionSlugs.add(slug)
    return { ...edition, slug, id: newId<EditionId>(means) }
  })
  await insertLetter(tx, campaign, letter, means.now())
  await insertEditions(tx, campaign, letter.id, editions)
  await touchCampaign(tx, campaign)
  return { letter, editions }
}
