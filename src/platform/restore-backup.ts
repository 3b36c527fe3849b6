import { pipeline } from 'node:stream/promises'
import { Client, DatabaseError } from 'pg'
import { Fault } from '#kernel'
import { factsOf, type BackupFacts, type OnProgress } from './backup/facts.ts'
import { readFrames, type BackupHead, type Frame } from './backup/frames.ts'
import type { Lock } from './backup/lock.ts'
import { openSealed } from './backup/sealed-file.ts'
import { holdsTables, tablesInOrder, writeRows, type TableShape } from './backup/store.ts'
import { isConnectionLost, type Connection } from './database/database.ts'
import { migrateWithin, type Migration } from './database/migrate.ts'

/** How a backup is brought back. */
export type RestoreOptions = {
  /** Those of this version; the database is brought to where the backup stood, and the next start brings it further. */
  readonly migrations: readonly Migration[]
  readonly onProgress?: OnProgress | undefined
}

type Frames = AsyncGenerator<Frame>

/** A backup that was read from its first byte to its last and found whole. Only {@link checkBackup} makes one. */
export type CheckedBackup = { readonly facts: BackupFacts; readonly frames: () => Frames }

/**
 * Reads a backup from its first byte to its last, and writes nothing.
 * @throws Fault `backup-invalid` when the lock does not open it, or it is damaged, cut off or of a newer form.
 */
export async function checkBackup(file: string, lock: Lock): Promise<CheckedBackup> {
  const sealed = await openSealed(file, 'backup', lock)
  const frames = () => readFrames(sealed.read())
  let head: BackupHead | undefined
  let rows = 0
  const tables: string[] = []
  for await (const frame of frames()) {
    if (frame.kind === 'head') head = frame.head
    if (frame.kind === 'table') tables.push(frame.table)
    if (frame.kind === 'table-end') rows += frame.rows
  }
  const promised = head?.tables.map(({ name }) => name)
  if (!head || promised?.join() !== tables.join()) throw disordered()
  return { facts: factsOf(head, rows), frames }
}

/**
 * Brings a backup back into an empty database: all of it or, whatever happens meanwhile, nothing. Memory does not grow
 * with its size.
 * @throws Fault `backup-invalid` when it is not for this version, `restore-refused` when the database holds any table
 * already.
 */
export async function restoreBackup(
  connection: Connection,
  backup: CheckedBackup,
  options: RestoreOptions,
): Promise<void> {
  const client = new Client({ ...connection, application_name: 'undersigned restore' })
  client.on('error', () => {})
  await client.connect()
  try {
    await loadAll(client, backup.frames(), options)
    // Else the first questions after a restore are answered by reading whole tables.
    await client.query('analyze')
  } catch (error) {
    throw withoutRows(error)
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end().catch(() => {})
  }
}

async function loadAll(client: Client, frames: Frames, options: RestoreOptions): Promise<void> {
  const first: IteratorResult<Frame> = await frames.next()
  if (first.done || first.value.kind !== 'head') throw disordered()
  const { head } = first.value
  const migrations = migrationsOf(head, options.migrations)
  // One transaction for tables and rows: a restore that is killed leaves an empty database. It is also faster: rows
  // of a table as new as they are need no log where `wal_level` is minimal.
  await client.query('begin')
  const isFit = await migrateWithin(client, migrations, async () => !(await holdsTables(client)))
  if (!isFit)
    throw new Fault(
      'restore-refused',
      'This database is not empty. Restore into one that is: another DATA_DIR, or a new database for DATABASE_URL.',
    )
  const empty = new Map((await tablesInOrder(client)).map((table) => [table.name, table]))
  for await (const frame of frames) {
    if (frame.kind !== 'table') continue
    const table = head.tables.find(({ name }) => name === frame.table)
    if (!table || !empty.delete(table.name)) throw disordered()
    await loadTable(client, table, frames, options.onProgress)
  }
  if (empty.size > 0) throw disordered()
  await client.query('commit')
}

/** Loads one table: as many rows as were read out. */
async function loadTable(
  client: Client,
  table: TableShape,
  frames: Frames,
  onProgress: OnProgress = () => {},
): Promise<void> {
  const promised = { rows: 0 }
  const target = writeRows(client, table)
  await pipeline(
    rowsOf(frames, promised, (bytes) => onProgress({ table: table.name, bytes })),
    target,
  )
  if (target.rowCount !== promised.rows) throw disordered()
}

async function* rowsOf(
  frames: Frames,
  promised: { rows: number },
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0
  for (;;) {
    const next: IteratorResult<Frame> = await frames.next()
    if (next.done) throw disordered()
    if (next.value.kind === 'table-end') promised.rows = next.value.rows
    if (next.value.kind !== 'rows') return
    bytes += next.value.bytes.length
    yield next.value.bytes
    onBytes(bytes)
  }
}

/** The migrations that the backup's database had, as this version has them. */
function migrationsOf(head: BackupHead, known: readonly Migration[]): readonly Migration[] {
  return head.migrations.map(({ name, checksum }) => {
    const migration = known.find((one) => one.name === name)
    if (migration?.checksum === checksum) return migration
    throw new Fault(
      'backup-invalid',
      migration
        ? `This backup was made with another form of the migration ${name}. Restore with the version that made it.`
        : `This backup was made by a newer version (${name}). Restore with that version.`,
    )
  })
}

/** What PostgreSQL says of a row that it refuses quotes that row: only its number is passed on. */
function withoutRows(error: unknown): unknown {
  if (isConnectionLost(error))
    return new Fault(
      'database-unreachable',
      'The connection to the database was lost; nothing was restored. Try again.',
    )
  if (error instanceof DatabaseError)
    return new Fault(
      'backup-invalid',
      `The database refused what is in this backup (${error.code}); nothing was restored.`,
    )
  return error
}

function disordered(): Fault {
  return new Fault('backup-invalid', 'This backup does not hold what it says it holds. Take another.')
}
