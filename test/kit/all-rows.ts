import { sql } from 'kysely'
import type { Database } from '../../src/platform/index.ts'

/** A fingerprint of every row of every table of a database, by the table's name, on one snapshot. */
export async function allRows(database: Database): Promise<Readonly<Record<string, string>>> {
  return database.read(async (tx) => {
    const tables = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(tx)
    const found: Record<string, string> = {}
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ print: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(row::text, ';' order by row::text)), '') as print
          from ${sql.raw(name)} as row`.execute(tx)
      found[name] = rows[0]?.print ?? ''
    }
    return found
  })
}
