import type { CampaignId, LetterId, SignatureId } from '#kernel'
import {
  booleanArray,
  bigintArray,
  bytesArray,
  leavingMails,
  smallintArray,
  textArray,
  timeArray,
  uuidArray,
  type Tx,
} from '#platform'
import { sql } from 'kysely'
import type { SignatureStatus } from './signature.ts'
import type { IdKey, MarkKey } from './store-pending.ts'

/** The state of a comment under review. */
export type CommentState = 'none' | 'waiting' | 'shown' | 'refused'

/** What the public list shows of a signature. */
export type ShownColumns = {
  readonly shownName: string | null
  readonly shownPlace: string | null
  readonly shownOccupation: string | null
  readonly shownKey: string | null
  readonly shownComment: string | null
}

/** A signature as it is kept. */
export type SignatureRow = ShownColumns & {
  readonly campaign: CampaignId
  readonly id: SignatureId
  readonly letter: LetterId
  readonly index: number
  readonly mark: Buffer | null
  readonly versions: Buffer
  readonly status: SignatureStatus
  readonly commentState: CommentState
  readonly showsName: boolean
  readonly sealed: Buffer | null
  readonly seed: Buffer | null
  readonly consent: number
  readonly hears: boolean
  readonly wishedAt: Date
  readonly confirmedAt: Date
  readonly endedAt: Date | null
  readonly signals: Buffer | null
}

const columns = sql.raw(`s.campaign_id as campaign, s.signature_id as id, s.letter_id as letter, s.leaf_index as index,
  s.address_mark as mark, s.versions, s.status, s.comment_state as "commentState", s.shows_name as "showsName",
  s.sealed, s.seed, s.consent, s.hears, s.wished_at as "wishedAt", s.confirmed_at as "confirmedAt",
  s.ended_at as "endedAt", s.signals, s.shown_name as "shownName", s.shown_place as "shownPlace",
  s.shown_occupation as "shownOccupation", s.shown_key as "shownKey", s.shown_comment as "shownComment"`)

/** All columns of rows as arrays, in the order of {@link written}. */
const arrays = (rows: readonly SignatureRow[]) =>
  sql`unnest(${uuidArray(rows.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(rows.map(({ id }) => id))}::uuid[],
             ${uuidArray(rows.map(({ letter }) => letter))}::uuid[], ${bigintArray(rows.map(({ index }) => index))}::bigint[],
             ${bytesArray(rows.map(({ mark }) => mark))}::bytea[], ${bytesArray(rows.map(({ versions }) => versions))}::bytea[],
             ${textArray(rows.map(({ status }) => status))}::text[], ${textArray(rows.map(({ commentState }) => commentState))}::text[],
             ${booleanArray(rows.map(({ showsName }) => showsName))}::boolean[], ${bytesArray(rows.map(({ sealed }) => sealed))}::bytea[],
             ${bytesArray(rows.map(({ seed }) => seed))}::bytea[], ${smallintArray(rows.map(({ consent }) => consent))}::smallint[],
             ${booleanArray(rows.map(({ hears }) => hears))}::boolean[], ${timeArray(rows.map(({ wishedAt }) => wishedAt))}::timestamptz[],
             ${timeArray(rows.map(({ confirmedAt }) => confirmedAt))}::timestamptz[],
             ${timeArray(rows.map(({ endedAt }) => endedAt))}::timestamptz[], ${bytesArray(rows.map(({ signals }) => signals))}::bytea[],
             ${textArray(rows.map(({ shownName }) => shownName))}::text[], ${textArray(rows.map(({ shownPlace }) => shownPlace))}::text[],
             ${textArray(rows.map(({ shownOccupation }) => shownOccupation))}::text[],
             ${textArray(rows.map(({ shownKey }) => shownKey))}::text[], ${textArray(rows.map(({ shownComment }) => shownComment))}::text[])
      as row (${written})`

const written =
  sql.raw(`campaign_id, signature_id, letter_id, leaf_index, address_mark, versions, status, comment_state,
  shows_name, sealed, seed, consent, hears, wished_at, confirmed_at, ended_at, signals, shown_name, shown_place,
  shown_occupation, shown_key, shown_comment`)

/**
 * Turns wishes, which the transaction holds locked, into signatures: those go and these come, and a receipt is left for
 * each, in one statement.
 * @param receipts ids of the mails, in the order of the rows.
 */
export async function moveToSignatures(
  tx: Tx,
  pendings: readonly IdKey[],
  rows: readonly SignatureRow[],
  receipts: { readonly ids: readonly string[]; readonly dueAt: Date },
): Promise<void> {
  if (pendings.length === 0) return
  await sql`
    with gone as (
      delete from signatures_pending p
       using unnest(${uuidArray(pendings.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(pendings.map(({ id }) => id))}::uuid[])
             as key (campaign_id, pending_id)
       where p.campaign_id = key.campaign_id and p.pending_id = key.pending_id
    ), come as (
      insert into signatures_signature (${written}) select ${written} from ${arrays(rows)}
      returning campaign_id, signature_id
    )
    ${leavingMails(
      'signatures.receipt',
      sql`select mail_id, jsonb_build_object('campaign', campaign_id, 'signature', signature_id), ${receipts.dueAt}::timestamptz
            from come join unnest(${uuidArray(rows.map(({ id }) => id))}::uuid[], ${uuidArray(receipts.ids)}::uuid[])
                 as receipt (signature_id, mail_id) using (signature_id)`,
    )}`.execute(tx)
}

/** Replaces signatures, named by their ids, in one statement. */
export async function updateSignatures(tx: Tx, rows: readonly SignatureRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update signatures_signature s
       set (${written}) = row (row.campaign_id, row.signature_id, row.letter_id, row.leaf_index, row.address_mark,
            row.versions, row.status, row.comment_state, row.shows_name, row.sealed, row.seed, row.consent, row.hears,
            row.wished_at, row.confirmed_at, row.ended_at, row.signals, row.shown_name, row.shown_place,
            row.shown_occupation, row.shown_key, row.shown_comment)
      from ${arrays(rows)}
     where s.campaign_id = row.campaign_id and s.signature_id = row.signature_id`.execute(tx)
}

/** What addresses have signed, however it stands now. */
export async function signaturesByMark(tx: Tx, keys: readonly MarkKey[]): Promise<readonly SignatureRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<SignatureRow>`
    select ${columns}
      from unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(keys.map(({ letter }) => letter))}::uuid[],
                  ${bytesArray(keys.map(({ mark }) => mark))}::bytea[]) as key (campaign_id, letter_id, address_mark)
      join signatures_signature s using (campaign_id, letter_id, address_mark)`.execute(tx)
  return rows
}

/** Signatures by their ids. */
export async function signaturesById(tx: Tx, keys: readonly IdKey[]): Promise<readonly SignatureRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<SignatureRow>`
    select ${columns}
      from unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(keys.map(({ id }) => id))}::uuid[])
           as key (campaign_id, signature_id)
      join signatures_signature s using (campaign_id, signature_id)`.execute(tx)
  return rows
}

/** One signature, locked against every other change. */
export async function lockSignature(tx: Tx, { campaign, id }: IdKey): Promise<SignatureRow | undefined> {
  const { rows } = await sql<SignatureRow>`
    select ${columns} from signatures_signature s
     where s.campaign_id = ${campaign} and s.signature_id = ${id} for no key update`.execute(tx)
  return rows[0]
}

/** Takes away everything personal: what stays is which leaf it was, under an id that nobody was ever given. */
export async function eraseRow(tx: Tx, { campaign, id }: IdKey, freshId: SignatureId, at: Date): Promise<void> {
  await tx
    .updateTable('signatures_signature')
    .set({
      signature_id: freshId,
      status: 'erased',
      address_mark: null,
      sealed: null,
      seed: null,
      signals: null,
      shows_name: false,
      hears: false,
      comment_state: 'none',
      shown_name: null,
      shown_place: null,
      shown_occupation: null,
      shown_key: null,
      shown_comment: null,
      ended_at: at,
    })
    .where('campaign_id', '=', campaign)
    .where('signature_id', '=', id)
    .execute()
}

/** Ends what a bearer heard from us. @returns whether there is such a signature. */
export async function endHearing(tx: Tx, { campaign, id }: IdKey): Promise<boolean> {
  const done = await tx
    .updateTable('signatures_signature')
    .set({ hears: false })
    .where('campaign_id', '=', campaign)
    .where('signature_id', '=', id)
    .where('status', '<>', 'erased')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Every signature of a campaign, in the order of the log. */
export async function allSignatures(tx: Tx, campaign: CampaignId): Promise<readonly SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`
    select ${columns} from signatures_signature s where s.campaign_id = ${campaign} order by s.leaf_index`.execute(tx)
  return rows
}
