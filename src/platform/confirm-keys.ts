import { sql } from 'kysely'
import { Fault } from '#kernel'
import type { Tx } from './database/database.ts'
import type { Secrets } from './keys/secrets.ts'

/**
 * Sees to it that these are the keys that the database was filled with, and remembers them there by fingerprint. To
 * be asked at every start: where a secrets file was lost, the start has just made another, with which nobody's data
 * can be read and everybody could sign again.
 * @throws Fault `secrets-invalid` when a key is missing that the database needs.
 */
export async function confirmKeys(tx: Tx, { fingerprints }: Pick<Secrets, 'fingerprints'>, at: Date): Promise<void> {
  const { rows } = await sql<{ readonly fingerprint: string }>`select fingerprint from platform_key`.execute(tx)
  const missing = missingKeys(
    rows.map(({ fingerprint }) => fingerprint),
    fingerprints,
  )
  if (missing.length > 0)
    throw new Fault(
      'secrets-invalid',
      `The secrets file is not the one that this database was filled with: ${missing.join(', ')} is missing. Bring the file back from your backup of the keys, or name the right one with SECRETS_FILE.`,
    )
  await sql`
    insert into platform_key (fingerprint, known_from)
    select fingerprint, ${at} from unnest(${fingerprints}::text[]) as fingerprint
    on conflict do nothing`.execute(tx)
}

/** Whether the database was filled with that key. */
export async function knowsKey(tx: Tx, fingerprint: string): Promise<boolean> {
  const { rows } = await sql`select from platform_key where fingerprint = ${fingerprint}`.execute(tx)
  return rows.length > 0
}

/** Forgets a key that nothing in the database needs any more. */
export async function forgetKey(tx: Tx, fingerprint: string): Promise<void> {
  await sql`delete from platform_key where fingerprint = ${fingerprint}`.execute(tx)
}

/** Those keys, by fingerprint, that are needed and not there. */
export function missingKeys(needed: readonly string[], there: readonly string[]): readonly string[] {
  return needed.filter((fingerprint) => !there.includes(fingerprint))
}
