import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'

/** A sealed log, and how much of it one witness is known to have seen. */
export type WitnessedLog = { readonly campaign: CampaignId; readonly seen: number }

/** Sealed logs with leaves. With `behind`, only those whose newest checkpoint this witness is not known to have seen. */
export async function logsOfWitness(
  tx: Tx,
  witness: string,
  { behind }: { readonly behind: boolean },
): Promise<readonly WitnessedLog[]> {
  const { rows } = await sql<WitnessedLog>`
    select t.campaign_id as campaign, coalesce(w.size, 0) as seen
    from ledger_tree t left join ledger_witness w on w.campaign_id = t.campaign_id and w.witness = ${witness}
    where t.checkpoint_size > 0 and not (${behind} and coalesce(w.size, 0) = t.checkpoint_size)
    order by t.campaign_id`.execute(tx)
  return rows
}

/** Notes how much of a log a witness said it has seen. */
export async function noteSeen(
  tx: Tx,
  campaign: CampaignId,
  seen: { readonly witness: string; readonly size: number; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('ledger_witness')
    .values({ campaign_id: campaign, witness: seen.witness, size: seen.size, seen_at: seen.at })
    .onConflict((conflict) =>
      conflict.columns(['campaign_id', 'witness']).doUpdateSet({ size: seen.size, seen_at: seen.at }),
    )
    .execute()
}

/** Every log by its origin, with the leaves it promised. */
export async function allLogs(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly origin: string; readonly size: number }[]> {
  const rows = await tx.selectFrom('ledger_log').select(['campaign_id', 'origin', 'size']).orderBy('origin').execute()
  return rows.map(({ campaign_id, origin, size }) => ({ campaign: campaign_id as CampaignId, origin, size }))
}
