import { sql } from 'kysely'
import type { CampaignId, DeliveryId, FileHash, PartialDate, RecipientId, ReplyId, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import type { RecordAttachment } from './record.ts'
import type { ReplyChannel, ReplyKind, ReplyState } from './vocabulary.ts'

/** What came in, as its row has it. */
export type ReplyRow = {
  readonly id: ReplyId
  readonly recipient: RecipientId
  readonly delivery: DeliveryId | undefined
  readonly version: VersionHash | undefined
  readonly channel: ReplyChannel
  readonly receivedOn: PartialDate
  readonly receivedAt: Date
  readonly sealed: Buffer | undefined
  readonly author: string | undefined
  readonly text: string
  readonly message: FileHash
  /** Found by its form. */
  readonly recognized: 'out-of-office' | 'bounce' | undefined
  /** Said by a person. */
  readonly kind: ReplyKind | undefined
  readonly provedDomain: string | undefined
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** Keeps what came in. @returns false when the same message is kept already. */
export async function insertReply(tx: Tx, campaign: CampaignId, reply: ReplyRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('responses_reply')
    .values({
      campaign_id: campaign,
      reply_id: reply.id,
      recipient_id: reply.recipient,
      delivery_id: reply.delivery ?? null,
      version_hash: reply.version ?? null,
      channel: reply.channel,
      received_on: reply.receivedOn,
      received_at: reply.receivedAt,
      sealed: reply.sealed ?? null,
      author: reply.author ?? null,
      body: reply.text,
      message_hash: bytesOf(reply.message),
      recognized: reply.recognized ?? null,
      kind: reply.kind ?? null,
      proved_domain: reply.provedDomain ?? null,
    })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'message_hash']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Keeps the list of what came with a reply. */
export async function insertAttachments(
  tx: Tx,
  campaign: CampaignId,
  reply: ReplyId,
  attachments: readonly RecordAttachment[],
): Promise<void> {
  if (attachments.length === 0) return
  await tx
    .insertInto('responses_attachment')
    .values(
      attachments.map(({ name, mediaType, size, file }, position) => ({
        campaign_id: campaign,
        reply_id: reply,
        position,
        name,
        media_type: mediaType,
        size,
        file_hash: bytesOf(file),
      })),
    )
    .execute()
}

/** What came in, with how far it has got. */
export type StoredReply = ReplyRow & {
  readonly state: ReplyState
  readonly isRedacted: boolean
  readonly attachments: readonly RecordAttachment[]
}

/** Replies of a campaign, the latest first; one of them, or some, where they are named. */
export async function replyRows(
  tx: Tx,
  campaign: CampaignId,
  only: { readonly reply?: ReplyId; readonly among?: readonly ReplyId[] } = {},
): Promise<readonly StoredReply[]> {
  let query = tx
    .selectFrom('responses_reply as r')
    .selectAll('r')
    .select(sql<string>`encode(r.message_hash, 'hex')`.as('message'))
    .select(
      sql<ReplyState>`(select s.status from responses_status s
                        where s.campaign_id = r.campaign_id and s.axis = 'reply' and s.subject_id = r.reply_id
                        order by s.since desc, s.status_number desc limit 1)`.as('state'),
    )
    .select(
      sql<readonly RecordAttachment[]>`coalesce((
        select json_agg(json_build_object('name', a.name, 'mediaType', a.media_type, 'size', a.size,
                                          'file', encode(a.file_hash, 'hex')) order by a.position)
          from responses_attachment a
         where a.campaign_id = r.campaign_id and a.reply_id = r.reply_id), '[]')`.as('attachments'),
    )
    .where('r.campaign_id', '=', campaign)
    .orderBy('r.received_at', 'desc')
    .orderBy('r.reply_id')
  if (only.reply !== undefined) query = query.where('r.reply_id', '=', only.reply)
  if (only.among !== undefined) query = query.where('r.reply_id', 'in', [...only.among])
  return (await query.execute()).map((row) => ({
    id: row.reply_id as ReplyId,
    recipient: row.recipient_id as RecipientId,
    delivery: (row.delivery_id ?? undefined) as DeliveryId | undefined,
    version: (row.version_hash ?? undefined) as VersionHash | undefined,
    channel: row.channel,
    receivedOn: row.received_on as PartialDate,
    receivedAt: row.received_at,
    sealed: row.sealed ?? undefined,
    author: row.author ?? undefined,
    text: row.body,
    message: row.message as FileHash,
    recognized: row.recognized ?? undefined,
    kind: row.kind ?? undefined,
    provedDomain: row.proved_domain ?? undefined,
    state: row.state,
    isRedacted: row.redacted_at !== null,
    attachments: row.attachments,
  }))
}

/** Notes what kind of letter a person says it is. */
export async function updateKind(tx: Tx, campaign: CampaignId, reply: ReplyId, kind: ReplyKind): Promise<void> {
  await tx
    .updateTable('responses_reply')
    .set({ kind })
    .where('campaign_id', '=', campaign)
    .where('reply_id', '=', reply)
    .execute()
}

/** Empties a reply that was taken down. @returns the files that nothing here names any more. */
export async function emptyReply(tx: Tx, campaign: CampaignId, reply: ReplyId, at: Date): Promise<readonly FileHash[]> {
  const { rows } = await sql<{ readonly file: FileHash }>`
    with gone as (
      update responses_reply set body = '', sealed = null, author = null, redacted_at = ${at}
       where campaign_id = ${campaign} and reply_id = ${reply} returning message_hash)
    select encode(file, 'hex') as file
      from (select message_hash as file from gone
             union select file_hash from responses_attachment where campaign_id = ${campaign} and reply_id = ${reply}) f
     where not exists (select from responses_attachment a
                        where a.campaign_id = ${campaign} and a.file_hash = f.file and a.reply_id <> ${reply})
       and not exists (select from responses_reply r
                        where r.campaign_id = ${campaign} and r.message_hash = f.file and r.reply_id <> ${reply})`.execute(
    tx,
  )
  return rows.map(({ file }) => file)
}

/** Whether something is told for the first time; from then on it is not. */
export async function insertTold(tx: Tx, campaign: CampaignId, key: string, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('responses_told')
    .values({ campaign_id: campaign, key, told_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** How many mails came in for a delivery. */
export async function countReplies(tx: Tx, campaign: CampaignId, delivery: DeliveryId): Promise<number> {
  const { replies } = await tx
    .selectFrom('responses_reply')
    .select(sql<number>`count(*)::int`.as('replies'))
    .where('campaign_id', '=', campaign)
    .where('delivery_id', '=', delivery)
    .executeTakeFirstOrThrow()
  return replies
}

/** Everything that is sealed of replies, locked until the transaction ends. */
export async function sealedReplies(
  tx: Tx,
): Promise<readonly { readonly campaign: CampaignId; readonly reply: ReplyId; readonly sealed: Buffer }[]> {
  const rows = await tx
    .selectFrom('responses_reply')
    .select(['campaign_id', 'reply_id', 'sealed'])
    .where('sealed', 'is not', null)
    .forUpdate()
    .execute()
  return rows.flatMap(({ campaign_id: campaign, reply_id: reply, sealed }) =>
    sealed ? [{ campaign: campaign as CampaignId, reply: reply as ReplyId, sealed }] : [],
  )
}

/** Writes what was sealed anew. */
export async function updateSealed(tx: Tx, campaign: CampaignId, reply: ReplyId, sealed: Buffer): Promise<void> {
  await tx
    .updateTable('responses_reply')
    .set({ sealed })
    .where('campaign_id', '=', campaign)
    .where('reply_id', '=', reply)
    .execute()
}
