import type { CampaignId, DeliveryId, FileHash, OrganizerId, PartialDate } from '#kernel'
import type { Tx } from '#platform'
import type { DeliveryProof, ProofId } from './delivery.ts'

/** A proof with what is sealed of it. */
export type ProofRow = DeliveryProof & {
  readonly delivery: DeliveryId
  readonly transcript: Buffer | null
  readonly message: Buffer | null
}

const bytesOf = (hash: string | undefined): Buffer | null => (hash === undefined ? null : Buffer.from(hash, 'hex'))

/** Adds proofs. */
export async function insertProofs(tx: Tx, campaign: CampaignId, rows: readonly ProofRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('delivery_proof')
    .values(
      rows.map((row) => ({
        ...{ campaign_id: campaign, proof_id: row.id, delivery_id: row.delivery, position: row.position ?? null },
        ...{ kind: row.kind, happened_on: row.on, at: row.at, added_by: row.by === 'server' ? null : row.by },
        ...{ hash: bytesOf(row.hash), media_type: row.mediaType ?? null, outcome: row.outcome ?? null },
        ...{ code: row.code ?? null, queue_id: row.queueId ?? null, message_hash: bytesOf(row.messageHash) },
        ...{ courier_number: row.courierNumber ?? null, note: row.note ?? null },
        ...{ transcript_sealed: row.transcript, message_sealed: row.message },
      })),
    )
    .execute()
}

const columns = [
  ...(['proof_id', 'delivery_id', 'position', 'kind', 'happened_on', 'at', 'added_by', 'hash', 'media_type'] as const),
  ...(['outcome', 'code', 'queue_id', 'message_hash', 'courier_number', 'note'] as const),
] as const

/** The proofs of some deliveries without what is sealed, the earliest first. */
export async function proofRows(
  tx: Tx,
  campaign: CampaignId,
  deliveries: readonly DeliveryId[],
): Promise<readonly (DeliveryProof & { readonly delivery: DeliveryId })[]> {
  if (deliveries.length === 0) return []
  const rows = await tx
    .selectFrom('delivery_proof')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where('delivery_id', 'in', deliveries)
    .orderBy('at')
    .orderBy('proof_id')
    .execute()
  return rows.map((row) => ({
    id: row.proof_id as ProofId,
    delivery: row.delivery_id as DeliveryId,
    position: row.position ?? undefined,
    kind: row.kind,
    on: row.happened_on as PartialDate,
    at: row.at,
    by: (row.added_by as OrganizerId | null) ?? 'server',
    hash: row.hash?.toString('hex'),
    file: row.kind === 'file' ? (row.hash?.toString('hex') as FileHash | undefined) : undefined,
    mediaType: row.media_type ?? undefined,
    outcome: row.outcome ?? undefined,
    code: row.code ?? undefined,
    queueId: row.queue_id ?? undefined,
    messageHash: row.message_hash?.toString('hex'),
    courierNumber: row.courier_number ?? undefined,
    note: row.note ?? undefined,
  }))
}

/** What is sealed of one proof. */
export async function sealedOfProof(
  tx: Tx,
  campaign: CampaignId,
  proof: ProofId,
): Promise<{ readonly transcript: Buffer | null; readonly message: Buffer | null } | undefined> {
  return await tx
    .selectFrom('delivery_proof')
    .select(['transcript_sealed as transcript', 'message_sealed as message'])
    .where('campaign_id', '=', campaign)
    .where('proof_id', '=', proof)
    .executeTakeFirst()
}
