import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { proveInclusion, writeReceipt } from '#proof'
import { tileReader } from './read-tiles.ts'
import { findCosigned, findTree } from './store-tree.ts'

/** A receipt, or the word that the leaf's checkpoint is still to come: ask again in a second. */
export type ReceiptOutcome = { readonly kind: 'receipt'; readonly text: string } | { readonly kind: 'not-yet' }

/**
 * The proof that a leaf stands in the log (C2SP tlog-proof): under the newest checkpoint that enough witnesses cosigned,
 * if that covers the leaf, else under the newest with whatever cosignatures it has by now. `extra` travels with it and is
 * not authenticated.
 */
export async function receiptOf(
  tx: Tx,
  campaign: CampaignId,
  index: number,
  extra?: Uint8Array,
): Promise<ReceiptOutcome> {
  const cosigned = await findCosigned(tx, campaign)
  const head = cosigned && index < cosigned.size ? cosigned : (await findTree(tx, campaign))?.head
  if (!head || index >= head.size) return { kind: 'not-yet' }
  const proof = await proveInclusion(index, head.size, tileReader(tx, campaign))
  const receipt = { index, proof, checkpoint: head.checkpoint }
  return { kind: 'receipt', text: writeReceipt(extra === undefined ? receipt : { ...receipt, extra }) }
}
