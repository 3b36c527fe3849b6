import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Connection } from '#platform'

// The table of research on write paths: one person's signature and nothing else, two indexes.
const table = `
  drop table if exists bench_reference;
  create table bench_reference (
    edition_id bigint not null, id uuid not null, name text not null, email_hash bytea not null,
    locale text not null, country char(2) not null, created_at timestamptz not null,
    primary key (edition_id, id), unique (edition_id, email_hash))`

// Time-ordered ids, as the application makes them; random ones would make the reference slower than it is.
const insert = `\\set r random(1, 9223372036854775806)
insert into bench_reference values (1, uuidv7(), 'Ada Ahlberg', sha256(cast(cast(:r as bigint) as text)::bytea), 'en', 'US', now());
`

/** Ends with a clear word when pgbench is missing: without the reference a ratio says nothing. */
export function needPgbench(): void {
  if (spawnSync('pgbench', ['--version']).error) {
    console.error(
      'SKIPPED: this needs the program "pgbench" (Debian package postgresql-contrib). Nothing was measured.',
    )
    process.exit(1)
  }
}

/** Makes the table that the reference writes to, in the same database. */
export async function makeReferenceTable(connection: Connection): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  await client.query(table)
  await client.end()
}

/** Single-row inserts a second that pgbench reaches on the same server with 64 clients. */
export async function referenceRate(connection: Connection, folder: string, seconds: number): Promise<number> {
  if ('connectionString' in connection) throw new Error('the reference needs a socket')
  const script = join(folder, 'insert.sql')
  writeFileSync(script, insert)
  const { host, port, user, database } = connection
  const args = [
    '-h',
    host,
    '-p',
    String(port),
    '-U',
    user,
    '-n',
    '-M',
    'prepared',
    '-c',
    '64',
    '-j',
    '1',
    '-T',
    String(seconds),
    '-f',
    script,
  ]
  const child = spawn('pgbench', [...args, database], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  child.stdout.on('data', (part) => (text += part))
  child.stderr.on('data', (part) => (text += part))
  await new Promise((resolve) => child.once('close', resolve))
  const rate = Number(/tps = ([\d.]+)/.exec(text)?.[1] ?? 0)
  if (rate === 0) throw new Error(`pgbench gave no rate:\n${text.slice(0, 500)}`)
  return rate
}
