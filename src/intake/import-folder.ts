import type { Means } from '#kernel'
import { readCampaignFiles, recordCampaign, type Campaign } from '#letters'
import { readListFiles, recordLists } from '#organizations'
import type { Tx } from '#platform'

/** What bringing in a campaign folder can come to. */
export type FolderOutcome =
  | { readonly kind: 'kept'; readonly campaign: Campaign; readonly letters: number; readonly signatories: number }
  /** There is a campaign of this slug already; it stays as it is. */
  | { readonly kind: 'slug-taken'; readonly slug: string }
  /** All that is wrong with the folder, as sentences that name file and place. */
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

/**
 * Keeps the files of a campaign folder (docs/formats/campaign-folder.md) as a campaign, in the caller's transaction:
 * slugs, states, versions and lists exactly as they stand there. Nothing is written unless every file is sound.
 */
export async function importFolder(tx: Tx, files: ReadonlyMap<string, string>, means: Means): Promise<FolderOutcome> {
  const read = readCampaignFiles(files)
  if (read.kind === 'unreadable') return read
  const { record, orders } = read
  const named = readListFiles(
    files,
    record.letters.map(({ slug, editions }) => ({
      slug,
      editions: editions.map((edition) => edition.slug),
      order: orders.get(slug) ?? { ordering: 'as-printed', articles: 'kept' },
    })),
  )
  if (named.kind === 'unreadable') return named
  const outcome = await recordCampaign(tx, record, means)
  switch (outcome.kind) {
    case 'unsound':
      return { kind: 'unreadable', problems: outcome.problems }
    case 'slug-taken':
      return { kind: 'slug-taken', slug: record.slug }
    case 'recorded':
      await recordLists(tx, outcome.places, named.lists, means)
      return {
        kind: 'kept',
        campaign: outcome.campaign,
        letters: record.letters.length,
        signatories: named.lists.lists.reduce((sum, { signatories }) => sum + signatories.length, 0),
      }
    default:
      return outcome satisfies never
  }
}
