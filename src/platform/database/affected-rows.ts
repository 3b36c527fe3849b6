import type { RawBuilder } from 'kysely'
import type { Tx } from './database.ts'

/** Does a statement. @returns how many rows it wrote, changed or deleted. */
export async function affectedRows(tx: Tx, statement: RawBuilder<unknown>): Promise<number> {
  return Number((await statement.execute(tx)).numAffectedRows ?? 0n)
}
