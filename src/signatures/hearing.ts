import type { CampaignId, SignatureId } from '#kernel'
import { lockLogs } from '#ledger'
import type { Tx } from '#platform'
import type { MineOutcome } from './signature.ts'
import { endHearing } from './store-signature.ts'

/** Ends what a signer agreed to hear; saying so twice is the same. */
export async function stopHearing(tx: Tx, campaign: CampaignId, id: SignatureId): Promise<MineOutcome> {
  // As in `setShown`: who signs another edition meanwhile must not undo this.
  await lockLogs(tx, [campaign])
  return (await endHearing(tx, { campaign, id })) ? { kind: 'done' } : { kind: 'gone' }
}
