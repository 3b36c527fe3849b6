import type { VersionHash } from '#kernel'
import { publicText, type PublicEdition } from '#letters'
import type { Tx } from '#platform'
import { parseCanonicalText } from '#proof'
import type { EarlierText } from './compared-text.ts'

/** The text of an edition that somebody read before it was corrected, by the hash that stood on their page. */
export async function earlierText(
  tx: Tx,
  edition: PublicEdition,
  read: VersionHash | undefined,
  at: Date,
): Promise<EarlierText> {
  const text = read && (await publicText(tx, read, at))
  const earlier = text && parseCanonicalText(text.canonicalText)
  return { edition, earlier, number: earlier && text.number }
}
