import type { CampaignId, FileHash, ReplyId } from '#kernel'
import { fileOf, type KeptFile, type Tx, type Vault } from '#platform'
import { recordFrom } from './record-from.ts'
import { eventOf } from './event-row.ts'
import { openSender, type Sender } from './sealed-sender.ts'
import { documentByHash, eventRows } from './store-event.ts'
import { replyRows, type StoredReply } from './store-reply.ts'

/** A reply as its organizers see it: also who wrote to us from where. */
export type WaitingReply = Omit<StoredReply, 'sealed'> & { readonly sender: Sender | undefined }

/** Everything that came in, the latest first, published or not; for organizers only. */
export async function repliesFor(tx: Tx, vault: Vault, campaign: CampaignId): Promise<readonly WaitingReply[]> {
  return (await replyRows(tx, campaign)).map((row) => withSender(vault, campaign, row))
}

/** One of them. */
export async function replyFor(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  reply: ReplyId,
): Promise<WaitingReply | undefined> {
  const [row] = await replyRows(tx, campaign, { reply })
  return row && withSender(vault, campaign, row)
}

function withSender(vault: Vault, campaign: CampaignId, { sealed, ...row }: StoredReply): WaitingReply {
  return { ...row, sender: sealed && openSender(vault, { campaign, reply: row.id }, sealed) }
}

/**
 * A file of the record that strangers may have, by its hash: the document of an event, or what was attached to a
 * published reply. Never a message as it came in: it holds addresses.
 */
export async function publicFile(tx: Tx, campaign: CampaignId, hash: FileHash): Promise<KeptFile | undefined> {
  const document = await documentByHash(tx, campaign, hash)
  if (document !== undefined) return { bytes: new TextEncoder().encode(document), mediaType: 'application/json' }
  const { replies } = recordFrom((await eventRows(tx, campaign)).flatMap(eventOf))
  const isAttached = replies.some(({ attachments }) => attachments.some(({ file }) => file === hash))
  return isAttached ? fileOf(tx, campaign, hash) : undefined
}
