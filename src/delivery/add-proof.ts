import { mayIn, recordEvent } from '#accounts'
import type { CampaignId, FileHash, Means } from '#kernel'
import { touchCampaign } from '#letters'
import type { Tx } from '#platform'
import { isSameProof, proofFiles, proofsOf, type ProofFacts } from './proof-rows.ts'
import { deliveryOf } from './read-deliveries.ts'
import { insertProofs } from './store-proof.ts'

/** What can come of adding a proof. */
export type ProofOutcome =
  | { readonly kind: 'added' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'no-file' }
  /** Neither a file nor a number nor a note. */
  | { readonly kind: 'empty' }

/** Adds what proves a delivery: files kept with the campaign, a courier's number, an organizer's word. What proves it already is not added again, and nothing is ever taken away. */
export async function addProof(
  tx: Tx,
  wish: ProofFacts & { readonly campaign: CampaignId; readonly files?: readonly FileHash[] },
  means: Means,
): Promise<ProofOutcome> {
  const { campaign, by, delivery, position } = wish
  if (!(await mayIn(tx, campaign, by, 'deliver'))) return { kind: 'not-allowed' }
  const found = await deliveryOf(tx, campaign, delivery)
  const isThere = position === undefined || found?.addressees.some((one) => one.position === position)
  if (!found || isThere !== true) return { kind: 'gone' }
  const files = await proofFiles(tx, campaign, wish.files ?? [])
  if (!files) return { kind: 'no-file' }
  const proofs = proofsOf(wish, files, means)
  if (proofs.length === 0) return { kind: 'empty' }
  const fresh = proofs.filter((proof) => !found.proofs.some((one) => isSameProof(one, proof)))
  if (fresh.length === 0) return { kind: 'added' }
  await insertProofs(tx, campaign, fresh)
  const after = { count: fresh.length }
  await recordEvent(tx, { by, act: 'add-proof', campaign, subject: [found.letter, delivery], after }, means)
  await touchCampaign(tx, campaign)
  return { kind: 'added' }
}
