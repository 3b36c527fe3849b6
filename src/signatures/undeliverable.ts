import type { CampaignId, Means, SignatureId } from '#kernel'
import type { MailIds, Tx } from '#platform'
import { refuseMails } from './store-mailed.ts'
import { lockPending } from './store-pending.ts'

/** A mail of this room, as its note in the queue named it. */
export type NamedMail = { readonly kind: string; readonly ids: MailIds }

/**
 * These mails can never arrive: their inboxes get no more mail about that letter. What was wished stays until it is too
 * old, since its bearer may have confirmed with the code. Mails of other rooms, and wishes that are gone, are passed over.
 */
export async function stopMails(tx: Tx, mails: readonly NamedMail[], { now }: Pick<Means, 'now'>): Promise<void> {
  const keys = mails.flatMap(({ kind, ids: { campaign, pending } }) =>
    kind === 'signatures.confirm' && campaign !== undefined && pending !== undefined
      ? [{ campaign: campaign as CampaignId, id: pending as SignatureId }]
      : [],
  )
  const unique = [...new Map(keys.map((key) => [key.id, key])).values()]
  const day = now().toISOString().slice(0, 10)
  for (const pending of await lockPending(tx, unique)) await refuseMails(tx, { ...pending, mark: pending.inbox }, day)
}
