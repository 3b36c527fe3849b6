import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '#kernel'
import { mayReach, type Account } from './account.ts'

// The kernel's limit for a socket's path is 108 bytes with the closing zero; the file is named .s.PGSQL.5432.
const longestPath = 107
const socketName = '/.s.PGSQL.5432'

/**
 * The private folder of the server's socket: short, mode 0700, owned by the account the server runs under.
 * Whoever reaches the socket is let in, so a folder of that name that is not exactly ours (somebody else's in
 * the shared temporary folder, a link, a wider mode) is passed over for a fresh one with a random name.
 */
export function makeSocketFolder(dataFolder: string, account: Account | undefined): string {
  const uid = account?.uid ?? process.getuid?.() ?? 0
  const name = `undersigned-${createHash('sha256').update(`${uid} ${dataFolder}`).digest('hex').slice(0, 12)}`
  for (const parent of parents(uid)) {
    const folder = join(parent, name)
    if (Buffer.byteLength(folder + socketName) > longestPath) continue
    if (account && !mayReach(account, folder)) continue
    for (const make of [() => making(folder), () => mkdtempSync(`${folder}-`)]) {
      const made = attempt(make)
      if (made !== undefined && isPrivate(made, uid, account)) return made
    }
  }
  throw new Fault('database-start', `No private folder for the database's socket could be made under ${tmpdir()}.`)
}

function parents(uid: number): readonly string[] {
  return [`/run/user/${uid}`, ...(process.getuid?.() === 0 ? ['/run'] : []), tmpdir(), '/tmp']
}

function making(folder: string): string {
  const there = lstatSync(folder, { throwIfNoEntry: false })
  if (!there) mkdirSync(folder, { mode: 0o700 })
  return folder
}

function attempt(make: () => string): string | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

function isPrivate(folder: string, uid: number, account: Account | undefined): boolean {
  const before = lstatSync(folder)
  // Made by root a moment ago, or left by a starter that died in between: root's own and closed, so it may be handed over.
  if (account && before.isDirectory() && before.uid === 0) chownSync(folder, account.uid, account.gid)
  const stat = lstatSync(folder)
  return stat.isDirectory() && stat.uid === uid && (stat.mode & 0o777) === 0o700
}
