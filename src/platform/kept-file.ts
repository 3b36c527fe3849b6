import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Fault, type CampaignId, type FileHash } from '#kernel'
import type { Tx } from './database/database.ts'

/** A file as it was kept. */
export type KeptFile = { readonly bytes: Uint8Array; readonly mediaType: string }

/** The longest file that is kept, in bytes. */
export const longestFile = 25 * 1024 * 1024

/**
 * Keeps bytes with a campaign, in the caller's transaction. The same bytes are kept once, under the media type they came with first.
 * @returns the SHA-256 of the bytes, by which they are found again
 * @throws Fault `file-unreadable` when they are longer than `longestFile`: whoever takes files from people asks before.
 */
export async function keepFile(tx: Tx, campaign: CampaignId, bytes: Uint8Array, mediaType: string): Promise<FileHash> {
  if (bytes.byteLength > longestFile)
    throw new Fault('file-unreadable', `a file of ${bytes.byteLength} bytes is too long to be kept`)
  const hash = createHash('sha256').update(bytes).digest()
  await tx
    .insertInto('platform_file')
    .values({
      campaign_id: campaign,
      file_hash: hash,
      media_type: mediaType,
      size: bytes.byteLength,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return hash.toString('hex') as FileHash
}

/** The whole file, or `undefined` when the campaign keeps none with this hash. */
export async function fileOf(tx: Tx, campaign: CampaignId, hash: FileHash): Promise<KeptFile | undefined> {
  const row = await tx
    .selectFrom('platform_file')
    .select(['media_type', 'bytes'])
    .where('campaign_id', '=', campaign)
    .where('file_hash', '=', Buffer.from(hash, 'hex'))
    .executeTakeFirst()
  return row && { bytes: row.bytes, mediaType: row.media_type }
}

/** What a file is, without reading it. */
export async function fileFacts(
  tx: Tx,
  campaign: CampaignId,
  hash: FileHash,
): Promise<{ readonly size: number; readonly mediaType: string } | undefined> {
  const row = await tx
    .selectFrom('platform_file')
    .select(['media_type', 'size'])
    .where('campaign_id', '=', campaign)
    .where('file_hash', '=', Buffer.from(hash, 'hex'))
    .executeTakeFirst()
  return row && { size: row.size, mediaType: row.media_type }
}

/**
 * A part of a file, without reading the rest of it: shorter than asked where the file ends before.
 * @param part first byte, from 0, and number of bytes
 */
export async function filePart(
  tx: Tx,
  campaign: CampaignId,
  hash: FileHash,
  part: { readonly from: number; readonly size: number },
): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ readonly bytes: Buffer }>`
    select substring(bytes from ${part.from + 1}::int for ${part.size}::int) as bytes
      from platform_file
     where campaign_id = ${campaign} and file_hash = ${Buffer.from(hash, 'hex')}`.execute(tx)
  return rows[0]?.bytes
}

/** Forgets a file. What named it keeps its hash, which then leads to nothing. */
export async function dropFile(tx: Tx, campaign: CampaignId, hash: FileHash): Promise<void> {
  await tx
    .deleteFrom('platform_file')
    .where('campaign_id', '=', campaign)
    .where('file_hash', '=', Buffer.from(hash, 'hex'))
    .execute()
}
