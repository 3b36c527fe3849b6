import { newId, type CampaignId, type FileHash, type Means, type ReplyId } from '#kernel'
import { keepFile, type Tx } from '#platform'
import { statusFrom } from './act.ts'
import type { RecordAttachment } from './record.ts'
import { insertStatuses } from './store-event.ts'
import { insertAttachments, insertReply, type ReplyRow } from './store-reply.ts'

/** A file that came in. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array; readonly mediaType: string }

/** What became of a reply that came in. */
export type KeptReply =
  | { readonly kind: 'kept'; readonly reply: ReplyId; readonly message: FileHash }
  /** The same message, byte for byte, came in before. */
  | { readonly kind: 'known' }

/** Keeps a reply as it came in, with every file byte for byte; it waits until a person has looked at it. */
export async function keepReply(
  tx: Tx,
  campaign: CampaignId,
  came: Omit<ReplyRow, 'id' | 'message' | 'sealed'> & {
    readonly message: GivenFile
    readonly attachments: readonly GivenFile[]
    /** Made when the id is known, since it is bound to it. */
    readonly seal: (reply: ReplyId) => Buffer | undefined
  },
  means: Means,
): Promise<KeptReply> {
  const { message, attachments, seal, ...facts } = came
  const id = newId<ReplyId>(means)
  const hash = await keepFile(tx, campaign, message.bytes, message.mediaType)
  if (!(await insertReply(tx, campaign, { ...facts, id, message: hash, sealed: seal(id) }))) return { kind: 'known' }
  const kept: RecordAttachment[] = []
  for (const { name, bytes, mediaType } of attachments)
    kept.push({ name, mediaType, size: bytes.byteLength, file: await keepFile(tx, campaign, bytes, mediaType) })
  await insertAttachments(tx, campaign, id, kept)
  await insertStatuses(tx, campaign, [statusFrom('reply', id, 'waiting', came.receivedOn)], came.receivedAt)
  return { kind: 'kept', reply: id, message: hash }
}
