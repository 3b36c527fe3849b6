import type { SignatureId } from '#kernel'
import { smallintArray, timeArray, uuidArray, type Tx } from '#platform'
import { sql } from 'kysely'
import type { IdKey } from './store-pending.ts'

/** An id that leads to a signature of another id, or a code that was typed for it. */
export type AlsoRow = IdKey & {
  readonly signature: SignatureId
  readonly codeSentAt: Date | null
  readonly codeTries: number
}

/** Keeps where ids lead. */
export async function insertAlso(
  tx: Tx,
  rows: readonly (IdKey & { readonly signature: SignatureId; readonly codeSentAt: Date | null })[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into signatures_also (campaign_id, pending_id, signature_id, code_sent_at, since)
    select campaign_id, pending_id, signature_id, code_sent_at, ${at}
      from unnest(${uuidArray(rows.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(rows.map(({ id }) => id))}::uuid[],
                  ${uuidArray(rows.map(({ signature }) => signature))}::uuid[],
                  ${timeArray(rows.map(({ codeSentAt }) => codeSentAt))}::timestamptz[])
           as also (campaign_id, pending_id, signature_id, code_sent_at)
    on conflict (campaign_id, pending_id) do update
      set signature_id = excluded.signature_id, code_sent_at = excluded.code_sent_at, since = excluded.since,
          code_tries = 0`.execute(tx)
}

/** Where ids lead; locked, since tries are counted on them. */
export async function lockAlso(tx: Tx, keys: readonly IdKey[]): Promise<readonly AlsoRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<AlsoRow>`
    select a.campaign_id as campaign, a.pending_id as id, a.signature_id as signature, a.code_sent_at as "codeSentAt",
           a.code_tries as "codeTries"
      from unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(keys.map(({ id }) => id))}::uuid[])
           as key (campaign_id, pending_id)
      join signatures_also a using (campaign_id, pending_id)
     order by a.campaign_id, a.pending_id for update of a`.execute(tx)
  return rows
}

/** Keeps how often codes were typed wrong after they had been used. */
export async function keepAlsoTries(tx: Tx, tries: readonly (IdKey & { readonly codeTries: number })[]): Promise<void> {
  if (tries.length === 0) return
  await sql`
    update signatures_also a set code_tries = typed.code_tries
      from unnest(${uuidArray(tries.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(tries.map(({ id }) => id))}::uuid[],
                  ${smallintArray(tries.map(({ codeTries }) => codeTries))}::smallint[])
           as typed (campaign_id, pending_id, code_tries)
     where a.campaign_id = typed.campaign_id and a.pending_id = typed.pending_id`.execute(tx)
}

/** Forgets every other id of a signature. */
export async function deleteAlso(tx: Tx, { campaign, id }: IdKey): Promise<void> {
  await tx.deleteFrom('signatures_also').where('campaign_id', '=', campaign).where('signature_id', '=', id).execute()
}

/** The signature that an id leads to, if it is one of these. */
export async function leadOf(tx: Tx, { campaign, id }: IdKey): Promise<SignatureId | undefined> {
  const row = await tx
    .selectFrom('signatures_also')
    .select('signature_id')
    .where('campaign_id', '=', campaign)
    .where('pending_id', '=', id)
    .executeTakeFirst()
  return row?.signature_id as SignatureId | undefined
}
