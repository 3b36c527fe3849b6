import { sql } from 'kysely'
import type { CampaignId, LetterId, SignatureId } from '#kernel'
import type { Tx } from '#platform'

/** Where sealed rows are: wishes that wait, or signatures. */
export type SealedTable = 'signatures_pending' | 'signatures_signature'

/** A sealed row, and whether two people may share an inbox in its campaign. */
export type SealedRow = {
  readonly campaign: CampaignId
  readonly id: SignatureId
  readonly letter: LetterId
  readonly sealed: Buffer
  readonly sharedInbox: boolean
}

/** What takes the place of what a row was sealed and marked with. */
export type RenewedRow = Omit<SealedRow, 'sharedInbox'> & {
  readonly signer: Buffer
  readonly inbox: Buffer
  /** By what the inbox was recognized so far. */
  readonly inboxBefore: Buffer
}

const idOf = (table: SealedTable) =>
  sql.ref(table === 'signatures_pending' ? 'signatures_pending.pending_id' : 'signatures_signature.signature_id')

/** Keeps everybody else from writing signatures until the transaction ends; who reads goes on. */
export async function lockSealed(tx: Tx): Promise<void> {
  await sql`lock table signatures_pending, signatures_signature, signatures_mailed in share row exclusive mode`.execute(
    tx,
  )
}

/** Sealed rows in the order of their ids, behind one of them. */
export async function sealedAfter(
  tx: Tx,
  table: SealedTable,
  after: Pick<SealedRow, 'campaign' | 'id'> | undefined,
  limit: number,
): Promise<readonly SealedRow[]> {
  const id = idOf(table)
  const behind = after ? sql`and (campaign_id, ${id}) > (${after.campaign}::uuid, ${after.id}::uuid)` : sql``
  const { rows } = await sql<SealedRow>`
    select campaign_id as campaign, ${id} as id, letter_id as letter, sealed, shared_inbox as "sharedInbox"
      from ${sql.table(table)} join signatures_settings using (campaign_id)
     where sealed is not null ${behind}
     order by campaign_id, ${id} limit ${limit}`.execute(tx)
  return rows
}

/** Writes what rows are sealed and marked with from now on. */
export async function writeRenewed(tx: Tx, table: SealedTable, rows: readonly RenewedRow[]): Promise<void> {
  const inbox = table === 'signatures_pending' ? sql`, inbox_mark = fresh.inbox` : sql``
  await sql`
    update ${sql.table(table)} set sealed = fresh.sealed, address_mark = fresh.signer ${inbox}
      from unnest(${rows.map(({ campaign }) => campaign)}::uuid[], ${rows.map(({ id }) => id)}::uuid[],
                  ${rows.map(({ sealed }) => sealed)}::bytea[], ${rows.map(({ signer }) => signer)}::bytea[],
                  ${rows.map((row) => row.inbox)}::bytea[]) as fresh (campaign, id, sealed, signer, inbox)
     where campaign_id = fresh.campaign and ${idOf(table)} = fresh.id`.execute(tx)
  await sql`
    update signatures_mailed set address_mark = fresh.inbox
      from unnest(${rows.map(({ campaign }) => campaign)}::uuid[], ${rows.map(({ letter }) => letter)}::uuid[],
                  ${rows.map(({ inboxBefore }) => inboxBefore)}::bytea[], ${rows.map((row) => row.inbox)}::bytea[])
           as fresh (campaign, letter, before, inbox)
     where campaign_id = fresh.campaign and letter_id = fresh.letter and address_mark = fresh.before`.execute(tx)
}
