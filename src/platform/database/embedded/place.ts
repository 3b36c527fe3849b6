import {
  accessSync,
  chmodSync,
  constants,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createHash, randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { Fault } from '#kernel'
import { chooseAccount, mayReach, type Account } from './account.ts'
import { copyBinaries, findBinaries, linkLibraries, type Binaries } from './binaries.ts'

/** Everything decided before a server is started: what runs, where its data is, and as whom. */
export type Place = {
  readonly binaries: Binaries
  /** The folder PostgreSQL calls its data directory. */
  readonly dataFolder: string
  readonly account: Account | undefined
}

/** Told sentences the operator should read once. */
export type Note = (sentence: string) => void

const systemFolder = '/var/lib/undersigned'
const signpost = 'postgres-is-elsewhere.txt'

/**
 * Decides where the embedded server's data and programs are. Normally `dataDir/postgres` and the npm package; as
 * root, where the lent account cannot reach those, a folder under /var/lib/undersigned, to which a text file in
 * `dataDir` then points: it is read on every later start, so that changed permissions never make data vanish.
 */
export function decidePlace(dataDir: string, note: Note, systemRoot = systemFolder): Place {
  const found = findBinaries(process.platform, process.arch)
  makeFolder(dataDir)
  const home = realpathSync(dataDir)
  const dataFolder = findData(home, note, systemRoot)
  const account = chooseAccount(dataFolder)
  refuseForeign(dataFolder)
  refuseReadOnly(home)
  if (account && !mayReach(account, dataFolder))
    throw new Fault(
      'database-folder',
      `The account ${account.name}, which owns ${dataFolder}, may not pass through the folders above it. Open them to it (chmod o+x), or move the data.`,
    )
  return { binaries: usable(found, home, account, systemRoot), dataFolder, account }
}

/** PostgreSQL works on its owner's folder only; root lends itself that owner's account, others cannot. */
function refuseForeign(dataFolder: string): void {
  const uid = process.getuid?.() ?? 0
  const owner = statSync(dataFolder, { throwIfNoEntry: false })?.uid
  if (uid !== 0 && owner !== undefined && owner !== uid)
    throw new Fault(
      'database-folder',
      `${dataFolder} belongs to another account (number ${owner}). Run this as that account or as root, or set DATA_DIR to another folder.`,
    )
}

function refuseReadOnly(folder: string): void {
  try {
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new Fault(
      'database-folder',
      `Nothing can be written in the data folder ${folder}: open it to this account, or choose another with DATA_DIR.`,
      { cause },
    )
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
  } catch (cause) {
    throw new Fault('database-folder', `The data folder ${folder} cannot be made: choose another with DATA_DIR.`, {
      cause,
    })
  }
}

function findData(home: string, note: Note, systemRoot: string): string {
  const usual = join(home, 'postgres')
  if (existsSync(usual)) return realpathSync(usual)
  const pointed = readSignpost(home)
  if (pointed) return pointed
  const account = chooseAccount(usual)
  if (account?.name === 'nobody')
    note(
      'The database runs under the account nobody, which other services may share: better create an account named undersigned.',
    )
  if (!account || mayReach(account, usual)) return usual
  const elsewhere = join(systemRoot, createHash('sha256').update(home).digest('hex').slice(0, 12), 'postgres')
  makeOpen(systemRoot)
  makeOpen(dirname(elsewhere))
  writeFileSync(
    join(home, signpost),
    `The account that runs the database (${account.name}) may not enter this folder.\nThe data is in the folder named on the next line; keep this file.\n${elsewhere}\n`,
  )
  const again = existsSync(elsewhere)
    ? ' An earlier database there is used again; to begin anew, remove that folder.'
    : ''
  note(`The account ${account.name} may not enter ${home}: the database's data is in ${elsewhere}.${again}`)
  return elsewhere
}

function readSignpost(home: string): string | undefined {
  const path = join(home, signpost)
  if (!existsSync(path)) return undefined
  const line = readFileSync(path, 'utf8').trim().split('\n').at(-1)
  if (!line?.startsWith('/')) throw new Fault('database-folder', `${path} does not name a folder on its last line.`)
  return line
}

function usable(found: Binaries, home: string, account: Account | undefined, systemRoot: string): Binaries {
  const reachable = !account || mayReach(account, join(found.folder, 'bin', 'postgres'))
  if (reachable && linkLibraries(found.folder)) return found
  const parent = account && !mayReach(account, join(home, 'x')) ? systemRoot : home
  makeOpen(parent)
  return copyBinaries(found, parent, randomBytes(4).toString('hex'))
}

/** A folder that every account may pass through, whatever this process's umask. */
function makeOpen(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}

/** Gives a folder that this process just made to the account the server runs under. */
export function handOver(folder: string, account: Account | undefined): void {
  if (account) chownSync(folder, account.uid, account.gid)
}
