import { Fault, type CampaignId, type Means, type SignatureId } from '#kernel'
import type { Tx } from '#platform'

/** What erasing came to: with an open letter it is also withdrawn, so that no mailbox is counted twice. */
export type EraseOutcome = { readonly kind: 'erased'; readonly counted: boolean } | { readonly kind: 'gone' }

export async function erase(_tx: Tx, _campaign: CampaignId, _id: SignatureId, _means: Means): Promise<EraseOutcome> {
  throw new Fault('internal', 'not built yet')
}
