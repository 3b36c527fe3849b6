import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import {
  checkBackup,
  connectDatabase,
  readMigrations,
  restoreBackup,
  writeBackup,
  type Database,
  type Lock,
} from '../../src/platform/index.ts'
import { emptyDatabase } from './database.ts'

/** What the tests' backups are locked with. It protects nothing. */
export const backupLock: Lock = { kind: 'key', key: new Uint8Array(32).fill(5) }

/** Everything in a database, backed up and restored into an empty one; dropped after the file's last test. */
export async function restoredCopy(database: Database): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned backup '))
  try {
    const file = join(folder, 'backup')
    await writeBackup(database.connection, file, { lock: backupLock, now: () => new Date() })
    const connection = await emptyDatabase()
    await restoreBackup(connection, await checkBackup(file, backupLock), { migrations: readMigrations() })
    const copy = connectDatabase(connection)
    afterAll(async () => copy.close())
    return copy
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
