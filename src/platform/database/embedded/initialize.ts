import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '#kernel'
import { handOver, type Place } from './place.ts'

/** The server's own super-user and the one database in it. */
export const databaseName = 'undersigned'

/** What children get to see of the environment: nothing of ours. */
export const bareEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Sees to it that the data folder holds a database of the right major version; makes one if there is none.
 * `durable` is whether the new files are to be on the disk itself before it is used.
 * Two starters may do this at once: each prepares its own folder, and the first to rename it wins.
 */
export async function initialize(place: Place, durable: boolean): Promise<void> {
  const { dataFolder, binaries } = place
  if (!isEmpty(dataFolder)) return checkVersion(dataFolder, binaries.major)
  clearAway(dataFolder)
  const fresh = `${dataFolder}.new-${randomBytes(4).toString('hex')}`
  mkdirSync(fresh, { mode: 0o700 })
  try {
    handOver(fresh, place.account)
    await runInitdb(place, fresh, durable)
    writeFileSync(
      join(fresh, 'pg_hba.conf'),
      `# Whoever can enter the socket's private folder (mode 0700) is let in; nothing else is open.\nlocal all ${databaseName} trust\n`,
    )
    renameSync(fresh, dataFolder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (isEmpty(dataFolder)) throw error
  }
  checkVersion(dataFolder, binaries.major)
}

/** Removes what a starter that was killed while preparing left behind; ten minutes are far longer than it takes. */
function clearAway(dataFolder: string): void {
  const parent = dirname(dataFolder)
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${basename(dataFolder)}.new-`)) continue
    const path = join(parent, name)
    if (Date.now() - statSync(path).mtimeMs > 600_000) rmSync(path, { recursive: true, force: true })
  }
}

function isEmpty(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0
}

function checkVersion(dataFolder: string, major: string): void {
  const path = join(dataFolder, 'PG_VERSION')
  if (!existsSync(path))
    throw new Fault(
      'database-folder',
      `${dataFolder} is not empty and holds no database. Nothing was touched: move what is there away, or set DATA_DIR to another folder.`,
    )
  const found = readFileSync(path, 'utf8').trim()
  if (found !== major)
    throw new Fault(
      'database-version',
      `${dataFolder} was made by PostgreSQL ${found}; this version brings PostgreSQL ${major}, which cannot read it. Nothing was touched: export the campaigns with the version that made it, then import them into an empty DATA_DIR.`,
    )
}

async function runInitdb({ binaries, account }: Place, folder: string, durable: boolean): Promise<void> {
  const options = [
    `--pgdata=${folder}`,
    `--username=${databaseName}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
  try {
    await promisify(execFile)(join(binaries.folder, 'bin', 'initdb'), options, {
      cwd: '/',
      env: bareEnvironment,
      ...(account && { uid: account.uid, gid: account.gid }),
    })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Fault('database-start', `The database's data folder could not be made. ${said}`, { cause })
  }
}
