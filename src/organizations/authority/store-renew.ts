import { sql } from 'kysely'
import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import type { EvidenceId } from './evidence.ts'

/** A row of evidence with what is sealed in it. */
export type SealedRow = {
  readonly campaign: CampaignId
  readonly id: EvidenceId
  readonly sealed: Buffer | null
  readonly raw: Buffer | null
}

/** Keeps everybody else from writing evidence until the transaction ends; who reads goes on. */
export async function lockEvidenceTable(tx: Tx): Promise<void> {
  await sql`lock table organizations_evidence in share row exclusive mode`.execute(tx)
}

/** Sealed rows in the order of their ids, behind one of them. */
export async function sealedAfter(
  tx: Tx,
  after: Pick<SealedRow, 'campaign' | 'id'> | undefined,
  limit: number,
): Promise<readonly SealedRow[]> {
  const behind = after ? sql`and (campaign_id, evidence_id) > (${after.campaign}::uuid, ${after.id}::uuid)` : sql``
  const { rows } = await sql<SealedRow>`
    select campaign_id as campaign, evidence_id as id, sealed, raw_sealed as raw
      from organizations_evidence
     where (sealed is not null or raw_sealed is not null) ${behind}
     order by campaign_id, evidence_id limit ${limit}`.execute(tx)
  return rows
}

/** Writes what a row is sealed with from now on. */
export async function writeSeals(tx: Tx, { campaign, id, sealed, raw }: SealedRow): Promise<void> {
  await tx
    .updateTable('organizations_evidence')
    .set({ sealed, raw_sealed: raw })
    .where('campaign_id', '=', campaign)
    .where('evidence_id', '=', id)
    .execute()
}
