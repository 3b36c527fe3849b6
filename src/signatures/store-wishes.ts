import type { SignatureId } from '#kernel'
import type { Tx } from '#platform'
import type { IdKey, MarkKey } from './store-pending.ts'

/** The wishes of an address for a letter that wait, read without locking. */
export async function wishesOf(tx: Tx, { campaign, letter, mark }: MarkKey): Promise<readonly IdKey[]> {
  const rows = await tx
    .selectFrom('signatures_pending')
    .select('pending_id')
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('address_mark', '=', mark)
    .execute()
  return rows.map((row) => ({ campaign, id: row.pending_id as SignatureId }))
}
