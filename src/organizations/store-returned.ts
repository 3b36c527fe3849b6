import type { CampaignId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { AskId } from './gathered.ts'

/** Marks when a mail to an ask, a form or a representative came back. */
export async function markReturned(
  tx: Tx,
  campaign: CampaignId,
  {
    ask,
    signOn,
    term,
  }: { readonly ask: AskId | undefined; readonly signOn: SignOnId | undefined; readonly term: number },
  at: Date,
): Promise<void> {
  if (ask !== undefined)
    await tx
      .updateTable('organizations_ask')
      .set({ returned_at: at })
      .where('campaign_id', '=', campaign)
      .where('ask_id', '=', ask)
      .execute()
  if (signOn === undefined) return
  await tx
    .updateTable('organizations_wish')
    .set({ returned_at: at })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .execute()
  await tx
    .updateTable('organizations_representative')
    .set({ returned_at: at })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .where('term', '=', term)
    .execute()
}
