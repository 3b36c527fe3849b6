import { sql } from 'kysely'
import type { OrganizerId } from '#kernel'
import type { Tx } from '#platform'

/** A passkey as it is kept. */
export type PasskeyRow = {
  /** As its authenticator named it, base64url. */
  readonly id: string
  readonly organizer: OrganizerId
  /** COSE. */
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly isSynced: boolean
  /** What its owner calls it, sealed. */
  readonly sealedName: Buffer | null
  readonly addedAt: Date
  readonly usedAt: Date | null
}

const columns = sql`credential_id as id, organizer_id as organizer, public_key as "publicKey", counter, transports,
  is_synced as "isSynced", sealed_name as "sealedName", added_at as "addedAt", used_at as "usedAt"`

/** Keeps what a passkey is asked to sign. */
export async function insertChallenge(
  tx: Tx,
  hash: Buffer,
  organizer: OrganizerId | undefined,
  endsAt: Date,
): Promise<void> {
  await tx
    .insertInto('accounts_challenge')
    .values({ challenge_hash: hash, organizer_id: organizer ?? null, ends_at: endsAt })
    .execute()
}

/** Takes a challenge away. @returns whether it was there, for the same purpose, and not too old. */
export async function takeChallenge(
  tx: Tx,
  hash: Buffer,
  organizer: OrganizerId | undefined,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    delete from accounts_challenge
     where challenge_hash = ${hash} and organizer_id is not distinct from ${organizer ?? null}::uuid and ends_at > ${at}
    returning ends_at`.execute(tx)
  return rows.length > 0
}

/** Keeps a passkey. @returns whether nobody has it yet. */
export async function insertPasskey(tx: Tx, row: PasskeyRow): Promise<boolean> {
  const done = await tx
    .insertInto('accounts_passkey')
    .values({
      credential_id: row.id,
      organizer_id: row.organizer,
      public_key: row.publicKey,
      counter: row.counter,
      transports: [...row.transports],
      is_synced: row.isSynced,
      sealed_name: row.sealedName,
      added_at: row.addedAt,
      used_at: row.usedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('credential_id')
    .execute()
  return done.length > 0
}

/** A passkey that nobody else can use until the transaction ends, so that its counter is compared with the last one. */
export async function lockPasskey(tx: Tx, id: string): Promise<PasskeyRow | undefined> {
  const { rows } = await sql<PasskeyRow>`
    select ${columns} from accounts_passkey where credential_id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The passkeys of an organizer, the oldest first. */
export async function passkeysBy(tx: Tx, organizer: OrganizerId): Promise<readonly PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`
    select ${columns} from accounts_passkey
     where organizer_id = ${organizer} order by added_at, credential_id`.execute(tx)
  return rows
}

/** Notes the use of a passkey. */
export async function notePasskey(
  tx: Tx,
  id: string,
  { counter, isSynced, at }: { readonly counter: number; readonly isSynced: boolean; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('accounts_passkey')
    .set({ counter, is_synced: isSynced, used_at: at })
    .where('credential_id', '=', id)
    .execute()
}

/** Takes a passkey away. @returns whether it was theirs. */
export async function deletePasskey(tx: Tx, organizer: OrganizerId, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from accounts_passkey where credential_id = ${id} and organizer_id = ${organizer}
    returning credential_id`.execute(tx)
  return rows.length > 0
}

/** Takes every passkey of an organizer away, and what their passkeys were asked. */
export async function deletePasskeysOf(tx: Tx, organizer: OrganizerId): Promise<void> {
  await tx.deleteFrom('accounts_challenge').where('organizer_id', '=', organizer).execute()
  await tx.deleteFrom('accounts_passkey').where('organizer_id', '=', organizer).execute()
}

/** Every passkey with a name, for sealing the names anew. */
export async function namedPasskeys(tx: Tx): Promise<readonly Pick<PasskeyRow, 'id' | 'sealedName'>[]> {
  const { rows } = await sql<Pick<PasskeyRow, 'id' | 'sealedName'>>`
    select credential_id as id, sealed_name as "sealedName" from accounts_passkey
     where sealed_name is not null order by credential_id`.execute(tx)
  return rows
}

/** Writes what a passkey is called, sealed. */
export async function renamePasskey(tx: Tx, id: string, sealedName: Buffer): Promise<void> {
  await sql`update accounts_passkey set sealed_name = ${sealedName} where credential_id = ${id}`.execute(tx)
}
