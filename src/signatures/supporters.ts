import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import type { Supporter } from './signature.ts'
import { earliestWithWords, shownAfter, shownWithWords } from './store-shown.ts'
import { wordsOf } from './words-of.ts'

/** A page of the public list, in the order of the log, from after a leaf index (-1: the start). As quick at any depth. */
export async function supportersAfter(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  afterIndex: number,
  limit: number,
): Promise<readonly Supporter[]> {
  return shownAfter(tx, campaign, letter, afterIndex, limit)
}

/** Names read one by one before the index is asked: enough to find 50 of one in two hundred, in a few milliseconds. */
const readFirst = 10_000

/**
 * Those on the public list in whose name, for every word of `text`, some word begins so; case and accents aside. In the
 * order of the log. Where there are more than `limit`: of a common name the earliest, of others those with the very
 * words before those whose words only begin so. Nobody when `text` has no letter.
 */
export async function findSupporters(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  text: string,
  limit: number,
): Promise<readonly Supporter[]> {
  // More words than any name has only cost time.
  const words = wordsOf(text).slice(0, 8)
  if (words.length === 0) return []
  const search = { campaign, letter, words, limit }
  // The index finds all of a name before it gives the first, which takes long for the commonest names of millions; just
  // those turn up early in the list. The very words are found several times as fast as beginnings.
  const early = await earliestWithWords(tx, search, readFirst)
  if (early.length >= limit) return early
  const exact = await shownWithWords(tx, { ...search, whole: true })
  const begun = exact.length < limit ? await shownWithWords(tx, { ...search, whole: false }) : []
  const found = [...new Map([...exact, ...begun].map((one) => [one.index, one])).values()].slice(0, limit)
  return found.toSorted((one, other) => one.index - other.index)
}
