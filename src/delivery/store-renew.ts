import { sql } from 'kysely'
import type { CampaignId, DeliveryId } from '#kernel'
import type { Tx } from '#platform'
import type { ProofId } from './delivery.ts'
import type { Seat } from './store-addressee.ts'

/** Keeps everybody else from writing deliveries until the transaction ends; who reads goes on. */
export async function lockSealed(tx: Tx): Promise<void> {
  await sql`lock table delivery_delivery, delivery_addressee, delivery_proof in share row exclusive mode`.execute(tx)
}

/** What is sealed of deliveries. */
export async function sealedCovers(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly delivery: DeliveryId; readonly sealed: Buffer }[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId; readonly delivery: DeliveryId; readonly sealed: Buffer }>`
    select campaign_id as campaign, delivery_id as delivery, sealed from delivery_delivery
     where sealed is not null`.execute(tx)
  return rows
}

/** Writes what a delivery is sealed with from now on. */
export async function writeCover(tx: Tx, campaign: CampaignId, delivery: DeliveryId, sealed: Buffer): Promise<void> {
  await tx
    .updateTable('delivery_delivery')
    .set({ sealed })
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', delivery)
    .execute()
}

/** The sealed addresses. */
export async function sealedAddresses(
  tx: Tx,
): Promise<readonly (Seat & { readonly campaign: CampaignId; readonly sealed: Buffer })[]> {
  const { rows } = await sql<Seat & { readonly campaign: CampaignId; readonly sealed: Buffer }>`
    select campaign_id as campaign, delivery_id as delivery, position, sealed from delivery_addressee
     where sealed is not null`.execute(tx)
  return rows
}

/** Writes what an address is sealed with from now on. */
export async function writeAddress(tx: Tx, campaign: CampaignId, seat: Seat, sealed: Buffer): Promise<void> {
  await tx
    .updateTable('delivery_addressee')
    .set({ sealed })
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', seat.delivery)
    .where('position', '=', seat.position)
    .execute()
}

/** Which proofs hold something sealed: what is sealed may be large, so each is read by itself. */
export async function sealedProofs(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly proof: ProofId }[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId; readonly proof: ProofId }>`
    select campaign_id as campaign, proof_id as proof from delivery_proof
     where transcript_sealed is not null or message_sealed is not null`.execute(tx)
  return rows
}

/** Writes what a proof is sealed with from now on. */
export async function writeProof(
  tx: Tx,
  campaign: CampaignId,
  proof: ProofId,
  sealed: { readonly transcript: Buffer | null; readonly message: Buffer | null },
): Promise<void> {
  await tx
    .updateTable('delivery_proof')
    .set({ transcript_sealed: sealed.transcript, message_sealed: sealed.message })
    .where('campaign_id', '=', campaign)
    .where('proof_id', '=', proof)
    .execute()
}
