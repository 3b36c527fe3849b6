import { sql } from 'kysely'
import type { OrganizerId } from '#kernel'
import type { Tx } from '#platform'

/** Keeps everybody else from writing organizers, their links and passkeys until the transaction ends; who reads goes on. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await sql`lock table accounts_organizer, accounts_sign_in, accounts_passkey in share row exclusive mode`.execute(tx)
}

/** Takes away what is kept by the mark of an address that was typed. */
export async function deleteAskedLinks(tx: Tx): Promise<void> {
  await sql`delete from accounts_sign_in where kind = 'mail'`.execute(tx)
}

/** Writes by what an organizer is recognized and what is sealed of them. */
export async function writeRenewed(
  tx: Tx,
  { id, mark, sealed }: { readonly id: OrganizerId; readonly mark: Buffer; readonly sealed: Buffer },
): Promise<void> {
  await sql`
    update accounts_organizer set address_mark = ${mark}, sealed = ${sealed} where organizer_id = ${id}`.execute(tx)
}
