import type { CampaignId, Means, SignOnId } from '#kernel'
import type { MailIds, Tx } from '#platform'
import type { AskId } from './gathered.ts'
import { markReturned } from './store-returned.ts'

/**
 * Notes that mails of this room can never arrive, so that organizers see it in the queue of mail trouble. A deputy's mail
 * says nothing about the representative; mails of other rooms are passed over.
 */
export async function noteReturnedSignOnMails(
  tx: Tx,
  mails: readonly { readonly kind: string; readonly ids: MailIds }[],
  { now }: Pick<Means, 'now'>,
): Promise<void> {
  for (const { kind, ids } of mails) {
    if (!kind.startsWith('organizations.') || ids['deputy'] !== undefined) continue
    await markReturned(
      tx,
      (ids['campaign'] ?? '') as CampaignId,
      {
        ask: ids['ask'] as AskId | undefined,
        signOn: ids['signOn'] as SignOnId | undefined,
        term: Number(ids['term'] ?? 1),
      },
      now(),
    )
  }
}
