import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '#kernel'
import { mayReach, type Account } from './account.ts'

// The kernel's limit for a socket's path, less the closing zero: 108 bytes on Linux, 104 on macOS.
const longestPath = process.platform === 'linux' ? 107 : 103
const socketName = '.s.PGSQL.5432'

/**
 * The private folder of the server's socket: short, mode 0700, owned by the account the server runs under.
 * Beside the data where the path is short enough and sockets can be made there: nobody tidies it away, and whoever
 * sees the data sees the socket (a service with a temporary folder of its own would hide it from commands). Else
 * under /run or the temporary folder; not under /run/user, which is emptied when its account logs out.
 *
 * Whoever reaches the socket is let in, so a folder of that name that is not exactly ours (somebody else's in the
 * shared temporary folder, a link, a wider mode) is passed over for a fresh one with a random name.
 */
export async function makeSocketFolder(dataFolder: string, account: Account | undefined): Promise<string> {
  const uid = account?.uid ?? process.getuid?.() ?? 0
  const name = `undersigned-${createHash('sha256').update(`${uid} ${dataFolder}`).digest('hex').slice(0, 12)}`
  const parents = [...(process.getuid?.() === 0 ? ['/run'] : []), tmpdir(), '/tmp']
  for (const folder of [`${dataFolder}.run`, ...parents.map((parent) => join(parent, name))]) {
    if (Buffer.byteLength(join(folder, socketName)) > longestPath) continue
    if (account && !mayReach(account, folder)) continue
    for (const make of [() => making(folder), () => mkdtempSync(`${folder}-`)]) {
      const made = attempt(make)
      if (made !== undefined && isPrivate(made, uid, account) && (await takesSockets(made))) return made
    }
  }
  throw new Fault('database-start', `No private folder for the database's socket could be made under ${tmpdir()}.`)
}

function making(folder: string): string {
  if (!lstatSync(folder, { throwIfNoEntry: false })) mkdirSync(folder, { mode: 0o700 })
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
  // Made by root a moment ago, or left by a starter that died in between: root's own, so it may be handed over.
  if (account && before.isDirectory() && before.uid === 0) chownSync(folder, account.uid, account.gid)
  const stat = lstatSync(folder)
  return stat.isDirectory() && stat.uid === uid && (stat.mode & 0o777) === 0o700
}

/** Some shared and network folders hold files but no sockets. */
async function takesSockets(folder: string): Promise<boolean> {
  const path = join(folder, `try-${process.pid}`)
  const server = createServer()
  const taken = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(path, () => resolve(true))
  })
  server.close()
  rmSync(path, { force: true })
  return taken
}

/** Whether a server listens at the socket in `folder`, be it in another container that shares the data folder. */
export async function answers(folder: string): Promise<boolean> {
  const socket = connect(join(folder, socketName))
  const answered = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  socket.destroy()
  return answered
}
