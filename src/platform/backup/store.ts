import { Fault } from '#kernel'
import { escapeIdentifier, type Client } from 'pg'
import { from as copyFrom, to as copyTo, type CopyStreamQuery, type CopyToStreamQuery } from 'pg-copy-streams'

/** A table of ours with its columns in their order. */
export type TableShape = { readonly name: string; readonly columns: readonly string[] }

/** Begins to read one unchanging snapshot. */
export async function beginSnapshot(client: Client): Promise<void> {
  await client.query('begin transaction isolation level repeatable read, read only')
}

/** PostgreSQL's number of the server. */
export async function serverVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ readonly server_version_num: string }>('show server_version_num')
  return Number(rows[0]?.server_version_num)
}

/** Whether the database holds any table already, of ours, of anybody else, or of the job queue. */
export async function holdsTables(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly found: boolean }>(
    `select exists (
       select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and (n.nspname = current_schema() or n.nspname = 'pgboss')) as found`,
  )
  return rows[0]?.found ?? true
}

/** Whether any migration was ever applied. */
export async function isMigrated(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly here: boolean }>(
    `select to_regclass('platform_migration') is not null as here`,
  )
  return rows[0]?.here ?? false
}

/** The migrations that the database was brought to, in their order. */
export async function appliedMigrations(
  client: Client,
): Promise<readonly { readonly name: string; readonly checksum: string }[]> {
  return (await client.query('select name, checksum from platform_migration order by name')).rows
}

/** Fingerprints of the keys that what is sealed and marked here was made with; none before the first start. */
export async function knownKeys(client: Client): Promise<readonly string[]> {
  const here = await client.query<{ readonly here: boolean }>(`select to_regclass('platform_key') is not null as here`)
  if (!here.rows[0]?.here) return []
  const { rows } = await client.query<{ readonly fingerprint: string }>(
    'select fingerprint from platform_key order by fingerprint',
  )
  return rows.map(({ fingerprint }) => fingerprint)
}

/**
 * All tables of ours but the list of migrations, each behind those it refers to. The job queue is not among them: it
 * holds nothing that is not found again.
 */
export async function tablesInOrder(client: Client): Promise<readonly TableShape[]> {
  const shapes = await client.query<TableShape>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       join pg_catalog.pg_attribute a on a.attrelid = c.oid
      where n.nspname = current_schema() and c.relkind = 'r' and c.relname <> 'platform_migration'
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname order by c.relname`,
  )
  const references = await client.query<{ readonly name: string; readonly needs: string }>(
    `select c.relname::text as name, d.relname::text as needs
       from pg_catalog.pg_constraint f
       join pg_catalog.pg_class c on c.oid = f.conrelid
       join pg_catalog.pg_class d on d.oid = f.confrelid
      where f.contype = 'f' and c.oid <> d.oid`,
  )
  return inOrder(shapes.rows, references.rows)
}

/** Every table behind those it needs; a circle among them is a fault of the migrations. */
function inOrder(
  tables: readonly TableShape[],
  references: readonly { readonly name: string; readonly needs: string }[],
): readonly TableShape[] {
  const ordered: TableShape[] = []
  const names = new Set(tables.map(({ name }) => name))
  let waiting = tables
  while (waiting.length > 0) {
    const placed = new Set(ordered.map(({ name }) => name))
    const free = (table: TableShape) =>
      references.every(({ name, needs }) => name !== table.name || placed.has(needs) || !names.has(needs))
    const next = waiting.filter(free)
    if (next.length === 0) throw new Fault('internal', 'Tables refer to each other in a circle.')
    ordered.push(...next)
    waiting = waiting.filter((table) => !next.includes(table))
  }
  return ordered
}

/** All rows of a table in COPY's text form, as a stream. */
export function readRows(client: Client, table: TableShape): CopyToStreamQuery {
  return client.query(copyTo(`copy ${spelled(table)} to stdout`))
}

/** Takes rows in COPY's text form as a stream; knows how many they were when it has ended. */
export function writeRows(client: Client, table: TableShape): CopyStreamQuery {
  return client.query(copyFrom(`copy ${spelled(table)} from stdin`))
}

function spelled({ name, columns }: TableShape): string {
  return `${escapeIdentifier(name)} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`
}
