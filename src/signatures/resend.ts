import { newId, type CampaignId, type Means, type SignatureId } from '#kernel'
import { leaveMails, type Tx } from '#platform'
import { keepMailAsked } from './store-pending.ts'

/** A mail asked for again so soon is on its way already. */
const patienceMilliseconds = 15_000

/**
 * Leaves the confirmation mail again. Says nothing about what comes of it: how many an inbox gets is decided when the
 * mail is made, and whether the wish is still there is nobody's business but the mailbox's.
 */
export async function resend(tx: Tx, campaign: CampaignId, id: SignatureId, means: Means): Promise<void> {
  const at = means.now()
  if (!(await keepMailAsked(tx, { campaign, id }, at, new Date(at.getTime() - patienceMilliseconds)))) return
  await leaveMails(tx, [{ id: newId(means), kind: 'signatures.confirm', ids: { campaign, pending: id }, dueAt: at }])
}
