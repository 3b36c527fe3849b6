import type { Means } from '#kernel'
import {
  parseSource,
  plainList,
  readCampaignFiles,
  recordCampaign,
  warningsOf,
  type Campaign,
  type CampaignRecord,
  type SourceWarning,
} from '#letters'
import { readListFiles, recordLists } from '#organizations'
import type { Tx } from '#platform'

/** A warning about the source of the letter of this slug. */
export type LetterWarning = { readonly letter: string; readonly warning: SourceWarning }

/** What bringing in a campaign folder can come to. */
export type FolderOutcome =
  | {
      readonly kind: 'kept'
      readonly campaign: Campaign
      readonly letters: number
      readonly signatories: number
      /** What the sources say that their editions do not keep, by letter and line. */
      readonly warnings: readonly LetterWarning[]
    }
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
  const { record, lists } = read
  const named = readListFiles(
    files,
    record.letters.map(({ slug, editions }) => ({
      slug,
      editions: editions.map((edition) => edition.slug),
      list: lists.get(slug) ?? plainList,
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
        warnings: record.letters.flatMap((letter) => warningsAbout(letter, record)),
      }
    default:
      return outcome satisfies never
  }
}

function warningsAbout(
  { slug, source, editions }: CampaignRecord['letters'][number],
  { recipients }: CampaignRecord,
): readonly LetterWarning[] {
  const shown = recipients.map((one) => one.slug).filter((one) => editions.some(({ recipient }) => recipient === one))
  return warningsOf(parseSource(source, recipients), shown).map((warning) => ({ letter: slug, warning }))
}
