import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '#kernel'

/** An operating system account, by number. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

const candidates = ['undersigned', 'postgres', '_postgres', 'nobody']

/**
 * Under which account the server has to run; `undefined` is: as this process does.
 * PostgreSQL refuses to be root, so root lends it an account: the one that owns the data already, or the first
 * there is of `undersigned`, `postgres` and, last, `nobody` (which other services may share).
 */
export function chooseAccount(dataFolder: string, passwd = '/etc/passwd'): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts(passwd)
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) {
    const account = accounts.find(({ uid }) => uid === owner.uid)
    if (account) return account
    throw new Fault(
      'database-folder',
      `${dataFolder} belongs to an account (${owner.uid}) that this machine does not know.`,
    )
  }
  for (const name of candidates) {
    const account = accounts.find((one) => one.name === name && one.uid !== 0)
    if (account) return account
  }
  throw new Fault(
    'database-unsupported',
    'The built-in database cannot run as root, and there is no account to lend it. Create one named undersigned, or set DATABASE_URL.',
  )
}

function readAccounts(passwd: string): readonly Account[] {
  const lines = existsSync(passwd) ? readFileSync(passwd, 'utf8').split('\n') : []
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

/** Whether the account may pass through every folder above `path` (by mode bits; the account has no other groups). */
export function mayReach(account: Account, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false })
    if (stat) {
      const shift = stat.uid === account.uid ? 6 : stat.gid === account.gid ? 3 : 0
      if (((stat.mode >> shift) & 1) === 0) return false
    }
    if (folder === dirname(folder)) return true
  }
}
