import { Fault } from '#kernel'
import type { Tx, Vault } from '#platform'
import { openSender, sealSender } from './sealed-sender.ts'
import { sealedReplies, updateSealed } from './store-reply.ts'

/**
 * Seals anew who wrote which reply, so that old keys can go. In the transaction that renews everything else.
 * @returns how many were sealed anew.
 * @throws Fault `bad-state` when something does not open.
 */
export async function renewResponseSeals(
  tx: Tx,
  { before, after }: { readonly before: Vault; readonly after: Vault },
): Promise<number> {
  const all = await sealedReplies(tx)
  for (const { campaign, reply, sealed } of all) {
    const sender = openSender(before, { campaign, reply }, sealed)
    if (!sender) throw new Fault('bad-state', 'What is sealed of a reply does not open.')
    await updateSealed(tx, campaign, reply, sealSender(after, { campaign, reply }, sender))
  }
  return all.length
}
