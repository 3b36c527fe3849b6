import type { CampaignId, EditionText, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import { citationsOf, type Citation } from './citations.ts'
import { readFrozen } from './read-public.ts'
import { latestTextRows } from './store-latest.ts'

/** A link in the fixed text of an edition. */
export type FixedCitation = Citation & {
  readonly letter: string
  readonly title: string
  readonly recipient: RecipientId
}

/** Every link of the latest fixed texts of a campaign, public or not, in reading order; one question. */
export async function citationsIn(tx: Tx, campaign: CampaignId): Promise<readonly FixedCitation[]> {
  const rows = await latestTextRows(tx, campaign)
  return rows.flatMap(({ letter, title, recipient, canonicalText }) => {
    const text: EditionText = readFrozen(canonicalText)
    return citationsOf(text.blocks, text.language).map((one) => ({ ...one, letter, title, recipient }))
  })
}
