import { Client } from 'pg'
import { Fault } from '#kernel'
import { factsOf, type BackupFacts, type OnProgress } from './backup/facts.ts'
import { encodeFrame, type BackupHead } from './backup/frames.ts'
import type { Lock } from './backup/lock.ts'
import { writeSealed } from './backup/sealed-file.ts'
import {
  appliedMigrations,
  beginSnapshot,
  isMigrated,
  knownKeys,
  readRows,
  serverVersion,
  tablesInOrder,
  type TableShape,
} from './backup/store.ts'
import type { Connection } from './database/database.ts'

/** How a backup is made. */
export type BackupOptions = {
  readonly lock: Lock
  readonly now: () => Date
  readonly onProgress?: OnProgress | undefined
}

// Rows arrive in pieces as large as the network hands them over; a frame holds at most a megabyte.
const pieceBytes = 524_288

/**
 * Writes everything in the database, as it is at one moment, into a new encrypted file. The database stays in use
 * meanwhile. Memory does not grow with its size. Keys are not in it, and jobs are not: those are found again.
 * @throws Fault `file-unreadable` when the file is there already or cannot be written, `bad-state` when there is
 * nothing to keep.
 */
export async function writeBackup(connection: Connection, file: string, options: BackupOptions): Promise<BackupFacts> {
  const client = new Client({ ...connection, application_name: 'undersigned backup' })
  client.on('error', () => {})
  await client.connect()
  try {
    await beginSnapshot(client)
    if (!(await isMigrated(client)))
      throw new Fault('bad-state', 'There is nothing in this database yet: no server was ever started on it.')
    const tables = await tablesInOrder(client)
    const head: BackupHead = {
      format: 'undersigned-backup',
      version: 1,
      madeAt: options.now().toISOString(),
      server: await serverVersion(client),
      migrations: [...(await appliedMigrations(client))],
      keys: [...(await knownKeys(client))],
      tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    }
    const count = { rows: 0 }
    await writeSealed(file, 'backup', options.lock, frames(client, head, count, options.onProgress))
    return factsOf(head, count.rows)
  } finally {
    await client.end()
  }
}

async function* frames(
  client: Client,
  head: BackupHead,
  count: { rows: number },
  onProgress: OnProgress = () => {},
): AsyncGenerator<Buffer> {
  yield encodeFrame({ kind: 'head', head })
  for (const table of head.tables) {
    yield encodeFrame({ kind: 'table', table: table.name })
    const rows = yield* tableFrames(client, table, onProgress)
    yield encodeFrame({ kind: 'table-end', rows })
    count.rows += rows
  }
  yield encodeFrame({ kind: 'end', tables: head.tables.length })
}

async function* tableFrames(client: Client, table: TableShape, onProgress: OnProgress): AsyncGenerator<Buffer, number> {
  const stream = readRows(client, table)
  let bytes = 0
  for await (const piece of buffersOf(stream)) {
    for (let at = 0; at < piece.length; at += pieceBytes)
      yield encodeFrame({ kind: 'rows', bytes: piece.subarray(at, at + pieceBytes) })
    bytes += piece.length
    onProgress({ table: table.name, bytes })
  }
  // The stream ends before the server has told how many rows they were; its next answer comes after that.
  await client.query('select 1')
  return stream.rowCount
}

async function* buffersOf(stream: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const piece of stream) if (Buffer.isBuffer(piece)) yield piece
}
