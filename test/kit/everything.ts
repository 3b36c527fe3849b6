import { sql } from 'kysely'
import type { Database } from '../../src/platform/index.ts'

/** The rows of every table by its name, as text, bytes as hexadecimal digits: to compare, and to look for what must be gone. */
export async function everythingIn(database: Pick<Database, 'read'>): Promise<ReadonlyMap<string, string>> {
  return await database.read(async (tx) => {
    const tables = await sql<{ readonly name: string }>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
       where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE' order by 1`.execute(tx)
    const kept = new Map<string, string>()
    for (const { name } of tables.rows) {
      const { rows } = await sql.raw<{ row: string }>(`select t::text as row from ${name} t order by 1`).execute(tx)
      kept.set(name, rows.map(({ row }) => row).join('\n'))
    }
    return kept
  })
}
