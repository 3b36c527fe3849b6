import type { CampaignId } from '#kernel'
import { quotesByIds } from '#evidence'
import type { Tx } from '#platform'
import type { Citing } from './record.ts'
import { standsIn } from './words-in.ts'

/** Whether words that name a quotation are the words of that quotation, in the capture that they name; words without one are not checked. */
export async function isQuoted(
  tx: Tx,
  campaign: CampaignId,
  { quote: id, capture, words }: Citing & { readonly words: string },
): Promise<boolean> {
  if (id === undefined) return true
  const quote = (await quotesByIds(tx, campaign, [id])).get(id)
  return quote !== undefined && quote.capture === capture && standsIn(words, quote.exact)
}
