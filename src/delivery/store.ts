import { sql } from 'kysely'
import type {
  CampaignId,
  DeliveryId,
  EditionId,
  FileHash,
  LetterId,
  OrganizerId,
  RecipientId,
  VersionHash,
} from '#kernel'
import type { Tx } from '#platform'
import type { Delivery } from './delivery.ts'

/** A delivery without what became of it. */
export type DeliveryRow = Omit<Delivery, 'status' | 'sentOn' | 'addressees' | 'proofs'> & {
  readonly sealed: Buffer | null
}

/** Adds a delivery. */
export async function insertDelivery(tx: Tx, row: Omit<DeliveryRow, 'leaf'>): Promise<void> {
  await tx
    .insertInto('delivery_delivery')
    .values({
      campaign_id: row.campaign,
      delivery_id: row.id,
      letter_id: row.letter,
      edition_id: row.edition,
      version_number: row.version.number,
      version_hash: row.version.hash,
      recipient_id: row.recipient,
      channel: row.channel,
      pdf_hash: row.pdf === undefined ? null : Buffer.from(row.pdf, 'hex'),
      prepared_at: row.preparedAt,
      prepared_by: row.preparedBy === 'server' ? null : row.preparedBy,
      sealed: row.sealed,
    })
    .execute()
}

/** The deliveries of a campaign or some of them, the earliest prepared first. */
export async function deliveryRows(
  tx: Tx,
  campaign: CampaignId,
  only: { readonly delivery?: DeliveryId; readonly letter?: LetterId; readonly edition?: EditionId } = {},
): Promise<readonly DeliveryRow[]> {
  let query = tx
    .selectFrom('delivery_delivery')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('prepared_at')
    .orderBy('delivery_id')
  if (only.delivery !== undefined) query = query.where('delivery_id', '=', only.delivery)
  if (only.letter !== undefined) query = query.where('letter_id', '=', only.letter)
  if (only.edition !== undefined) query = query.where('edition_id', '=', only.edition)
  return (await query.execute()).map((row) => ({
    campaign,
    id: row.delivery_id as DeliveryId,
    letter: row.letter_id as LetterId,
    edition: row.edition_id as EditionId,
    version: { number: row.version_number, hash: row.version_hash as VersionHash },
    recipient: row.recipient_id as RecipientId,
    channel: row.channel,
    pdf: row.pdf_hash === null ? undefined : (row.pdf_hash.toString('hex') as FileHash),
    preparedAt: row.prepared_at,
    preparedBy: (row.prepared_by as OrganizerId | null) ?? 'server',
    sealed: row.sealed,
    leaf: row.leaf_index ?? undefined,
  }))
}

/** Has everybody else who changes a delivery wait until this transaction ends. @returns whether there is such a one. */
export async function lockDelivery(tx: Tx, campaign: CampaignId, delivery: DeliveryId): Promise<boolean> {
  const row = await tx
    .selectFrom('delivery_delivery')
    .select('delivery_id')
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', delivery)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Has everybody else who prepares a delivery of an edition wait until this transaction ends. */
export async function lockEdition(tx: Tx, campaign: CampaignId, edition: EditionId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`delivery ${campaign} ${edition}`}, 0))`.execute(tx)
}

/** Which campaign a delivery belongs to. */
export async function campaignOfDelivery(tx: Tx, delivery: DeliveryId): Promise<CampaignId | undefined> {
  const row = await tx
    .selectFrom('delivery_delivery')
    .select('campaign_id')
    .where('delivery_id', '=', delivery)
    .executeTakeFirst()
  return row?.campaign_id as CampaignId | undefined
}

/** Notes the leaf that says a delivery was sent. */
export async function putLeaf(tx: Tx, campaign: CampaignId, delivery: DeliveryId, index: number): Promise<void> {
  await tx
    .updateTable('delivery_delivery')
    .set({ leaf_index: index })
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', delivery)
    .execute()
}

/** A delivery that was sent and that no leaf says it of. */
export type UndeclaredRow = {
  readonly campaign: CampaignId
  readonly delivery: DeliveryId
  readonly letter: LetterId
  readonly edition: EditionId
  readonly hash: VersionHash
  readonly pdf: Buffer
  /** The first day on which it was taken. */
  readonly sentOn: string
}

/** What was sent, stands sent and has a file, and is not in a log: of one campaign or of all, the earliest first. */
export async function undeclaredRows(tx: Tx, campaign?: CampaignId): Promise<readonly UndeclaredRow[]> {
  const { rows } = await sql<UndeclaredRow>`
    select d.campaign_id as campaign, d.delivery_id as delivery, d.letter_id as letter, d.edition_id as edition,
           d.version_hash as hash, d.pdf_hash as pdf, taken.on_day::text as "sentOn"
      from delivery_delivery d
      join lateral (
        select min(s.happened_on) as on_day
          from delivery_status s
         where (s.campaign_id, s.delivery_id) = (d.campaign_id, d.delivery_id) and s.to_status in ('sent', 'delivered')
           and exists (
             select from (
               select distinct on (l.position) l.to_status from delivery_status l
                where (l.campaign_id, l.delivery_id) = (d.campaign_id, d.delivery_id)
                order by l.position, l.step desc) as latest
              where latest.to_status in ('sent', 'delivered'))) as taken on taken.on_day is not null
     where d.leaf_index is null and d.pdf_hash is not null
       and (${campaign ?? null}::uuid is null or d.campaign_id = ${campaign ?? null}::uuid)
     order by taken.on_day, d.delivery_id`.execute(tx)
  return rows
}

/** Every campaign that has a delivery. */
export async function deliveringCampaigns(tx: Tx): Promise<readonly CampaignId[]> {
  const rows = await tx
    .selectFrom('delivery_delivery')
    .select('campaign_id')
    .distinct()
    .orderBy('campaign_id')
    .execute()
  return rows.map((row) => row.campaign_id as CampaignId)
}
