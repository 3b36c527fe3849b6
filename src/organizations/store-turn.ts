import { sql } from 'kysely'
import type { Tx } from '#platform'

/** Waits until nobody else holds this turn, and holds it until the transaction ends. */
export async function waitForTurn(tx: Tx, turn: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organizations ${turn}`}, 0))`.execute(tx)
}
