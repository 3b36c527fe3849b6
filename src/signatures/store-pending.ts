import type { CampaignId, LetterId, SignatureId } from '#kernel'
import { booleanArray, bytesArray, leavingMails, smallintArray, timeArray, uuidArray, type Tx } from '#platform'
import { sql } from 'kysely'

/** A wish that waits for its mailbox, as it is kept. */
export type PendingRow = {
  readonly campaign: CampaignId
  readonly id: SignatureId
  readonly letter: LetterId
  readonly mark: Buffer
  readonly inbox: Buffer
  readonly versions: Buffer
  readonly sealed: Buffer
  readonly consent: number
  readonly showsName: boolean
  readonly hears: boolean
  readonly wishedAt: Date
  readonly codeSentAt: Date | null
  readonly codeTries: number
  readonly signals: Buffer
  /** The same address wished for something else of this letter, too. */
  readonly hasSiblings: boolean
}

/** Names a wish or a signature. */
export type IdKey = { readonly campaign: CampaignId; readonly id: SignatureId }

/** Names everything an address wished for or signed of a letter. */
export type MarkKey = { readonly campaign: CampaignId; readonly letter: LetterId; readonly mark: Buffer }

const columns = sql.raw(`p.campaign_id as campaign, p.pending_id as id, p.letter_id as letter, p.address_mark as mark,
  p.inbox_mark as inbox, p.versions, p.sealed, p.consent, p.shows_name as "showsName", p.hears, p.wished_at as "wishedAt",
  p.code_sent_at as "codeSentAt", p.code_tries as "codeTries", p.signals,
  exists (select from signatures_pending o where o.campaign_id = p.campaign_id and o.letter_id = p.letter_id
             and o.address_mark = p.address_mark and o.pending_id <> p.pending_id) as "hasSiblings"`)

/** Ids as two columns. */
const idKeys = (keys: readonly IdKey[]) =>
  sql`unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(keys.map(({ id }) => id))}::uuid[])
      as key (campaign_id, pending_id)`

// A mail asked for later than this from now was asked for before the clock was set back; servers' clocks differ by less.
const aheadMilliseconds = 60_000

/** A wish as it comes in: what only time adds is not there yet. */
export type NewPending = Omit<PendingRow, 'codeSentAt' | 'codeTries' | 'hasSiblings'> & {
  /** The id of the mail that is left for it. */
  readonly mail: string
}

/**
 * Keeps wishes, each id once, and leaves a mail for each that is new, in one statement.
 * @param againBefore a wish that is there already counts as asked anew when its mail was last left before this moment.
 */
export async function insertPending(tx: Tx, rows: readonly NewPending[], againBefore: Date): Promise<void> {
  if (rows.length === 0) return
  // In the order of their ids, so that two batches with the same rows never wait for each other.
  const ordered = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await sql`
    with wish as materialized (
      select * from unnest(${uuidArray(ordered.map(({ campaign }) => campaign))}::uuid[],
                           ${uuidArray(ordered.map(({ id }) => id))}::uuid[],
                           ${uuidArray(ordered.map(({ letter }) => letter))}::uuid[],
                           ${bytesArray(ordered.map(({ mark }) => mark))}::bytea[],
                           ${bytesArray(ordered.map(({ inbox }) => inbox))}::bytea[],
                           ${bytesArray(ordered.map(({ versions }) => versions))}::bytea[],
                           ${bytesArray(ordered.map(({ sealed }) => sealed))}::bytea[],
                           ${smallintArray(ordered.map(({ consent }) => consent))}::smallint[],
                           ${booleanArray(ordered.map(({ showsName }) => showsName))}::boolean[],
                           ${booleanArray(ordered.map(({ hears }) => hears))}::boolean[],
                           ${timeArray(ordered.map(({ wishedAt }) => wishedAt))}::timestamptz[],
                           ${bytesArray(ordered.map(({ signals }) => signals))}::bytea[],
                           ${uuidArray(ordered.map(({ mail }) => mail))}::uuid[])
             as wish (campaign_id, pending_id, letter_id, address_mark, inbox_mark, versions, sealed, consent,
                      shows_name, hears, wished_at, signals, mail_id)
    ), kept as (
      insert into signatures_pending as p (campaign_id, pending_id, letter_id, address_mark, inbox_mark, versions,
                                           sealed, consent, shows_name, hears, wished_at, mail_asked_at, signals)
      select campaign_id, pending_id, letter_id, address_mark, inbox_mark, versions, sealed, consent, shows_name, hears,
             wished_at, wished_at, signals
        from wish
      on conflict (campaign_id, pending_id) do update set mail_asked_at = excluded.mail_asked_at
        where p.mail_asked_at < ${againBefore}
           or p.mail_asked_at > excluded.mail_asked_at + ${aheadMilliseconds} * interval '1 millisecond'
      returning p.campaign_id, p.pending_id
    )
    ${leavingMails(
      'signatures.confirm',
      sql`select mail_id, jsonb_build_object('campaign', campaign_id, 'pending', pending_id), wished_at
            from kept join wish using (campaign_id, pending_id)`,
    )}`.execute(tx)
}

/** Locks wishes, in the order of their ids. */
export async function lockPending(tx: Tx, keys: readonly IdKey[]): Promise<readonly PendingRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<PendingRow>`
    select ${columns} from ${idKeys(keys)} join signatures_pending p using (campaign_id, pending_id)
     order by p.campaign_id, p.pending_id for update of p`.execute(tx)
  return rows
}

/** Reads wishes without locking. */
export async function readPending(tx: Tx, keys: readonly IdKey[]): Promise<readonly PendingRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<PendingRow>`
    select ${columns} from ${idKeys(keys)} join signatures_pending p using (campaign_id, pending_id)`.execute(tx)
  return rows
}

/** Deletes wishes that the transaction holds locked. */
export async function deletePending(tx: Tx, keys: readonly IdKey[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    delete from signatures_pending p using ${idKeys(keys)}
     where p.campaign_id = key.campaign_id and p.pending_id = key.pending_id`.execute(tx)
}

/**
 * Other wishes of addresses, locked. Those that another transaction holds are passed over: it is confirming them, and
 * waits for the log that we hold.
 */
export async function lockSiblings(tx: Tx, keys: readonly MarkKey[]): Promise<readonly PendingRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<PendingRow>`
    select ${columns}
      from unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(keys.map(({ letter }) => letter))}::uuid[],
                  ${bytesArray(keys.map(({ mark }) => mark))}::bytea[]) as key (campaign_id, letter_id, address_mark)
      join signatures_pending p using (campaign_id, letter_id, address_mark)
     order by p.campaign_id, p.pending_id for update of p skip locked`.execute(tx)
  return rows
}

/** Keeps how often codes were typed wrong, of wishes that the transaction holds locked. */
export async function keepTries(tx: Tx, tries: readonly (IdKey & { readonly codeTries: number })[]): Promise<void> {
  if (tries.length === 0) return
  await sql`
    update signatures_pending p set code_tries = typed.code_tries
      from unnest(${uuidArray(tries.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(tries.map(({ id }) => id))}::uuid[],
                  ${smallintArray(tries.map(({ codeTries }) => codeTries))}::smallint[])
           as typed (campaign_id, pending_id, code_tries)
     where p.campaign_id = typed.campaign_id and p.pending_id = typed.pending_id`.execute(tx)
}

/** Notes that a fresh code goes out: earlier ones are worth nothing from then on. */
export async function keepCodesSent(tx: Tx, keys: readonly IdKey[], at: Date): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update signatures_pending p set code_sent_at = ${at}, code_tries = 0
      from ${idKeys(keys)}
     where p.campaign_id = key.campaign_id and p.pending_id = key.pending_id`.execute(tx)
}

/** Notes that a mail is left again. @returns whether there is such a wish, and its last mail was asked for before. */
export async function keepMailAsked(tx: Tx, key: IdKey, at: Date, before: Date): Promise<boolean> {
  const done = await tx
    .updateTable('signatures_pending')
    .set({ mail_asked_at: at })
    .where('campaign_id', '=', key.campaign)
    .where('pending_id', '=', key.id)
    .where((row) =>
      row.or([
        row('mail_asked_at', '<', before),
        row('mail_asked_at', '>', new Date(at.getTime() + aheadMilliseconds)),
      ]),
    )
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}
