import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, constants, fchownSync, openSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bareEnvironment } from './initialize.ts'
import type { Account } from './account.ts'
import type { Place } from './place.ts'

/** A running server as its own lock file (postmaster.pid) describes it. */
export type Postmaster = {
  readonly pid: number
  readonly socketFolder: string
  readonly ready: boolean
}

/** Names of settings of postgresql.conf and their values. */
export type Settings = Readonly<Record<string, string>>

// Small: the whole installation is to idle under 250 MB. Durability is not negotiable. What a question did wrong goes to who
// asked and not into the server's journal: errors quote what people typed.
const usualSettings: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: '5432',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // What a rush fills stays filled: with 256 MB, 40 MB more stayed after one, and it was written no faster. The log's
  // own buffers (a 32nd of it, filled from the start) are counted in the memory at rest.
  shared_buffers: '128MB',
  // Commands, jobs and a server of the house keep some twenty; the rest is for those who measure it.
  max_connections: '100',
  // A rush writes a gigabyte of log in minutes: every checkpoint in it writes whole pages twice. After a crash, two
  // gigabytes are read again in under a minute.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_parallel_workers: '2',
  io_method: 'sync',
  jit: 'off',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
}

const longestLogBytes = 1_000_000

/** Reads the server's lock file; `undefined` when there is none or it is not yet written whole. */
export function readPostmaster(dataFolder: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
    return { pid, socketFolder: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** Whether that process lives and is a server of this data folder (a server works in it), not a later one with its number. */
export function isServerOf(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) return false
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === dataFolder
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(dataFolder)
  } catch {
    return false
  }
}

/** Whether a process of that number lives. A child of ours that ended and was not yet waited for counts as living. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The file the server writes its complaints to, beside its data. */
export function logPath(dataFolder: string): string {
  return `${dataFolder}.log`
}

/** How a server that was started came to its end: `killed` by somebody (or for want of memory), or of itself. */
export type End = { readonly killed: boolean; readonly complaints: string }

/** A server that was started and is perhaps not ready yet; `end` is `undefined` while it runs. */
export type Started = { readonly end: () => End | undefined }

/** Starts a server in a process group of its own, so that Ctrl-C in a terminal reaches us and not it. */
export function startPostmaster(place: Place, socketFolder: string, settings: Settings): Started {
  const { binaries, dataFolder, account } = place
  const path = logPath(dataFolder)
  const log = openLog(path, account)
  const from = statSync(path).size
  const all = { ...usualSettings, unix_socket_directories: socketFolder, ...settings }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(binaries.folder, 'bin', 'postgres'), ['-D', dataFolder, ...options], {
    cwd: '/',
    env: bareEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  child.unref()
  closeSync(log)
  return { end: endOf(child, () => readFileSync(path).subarray(from).toString('utf8')) }
}

function openLog(path: string, account: Account | undefined): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > longestLogBytes) rmSync(path)
  // Not through a link: root may be at work in a folder that others can write.
  const log = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o600)
  if (account) fchownSync(log, account.uid, account.gid)
  return log
}

function endOf(child: ChildProcess, complaints: () => string): () => End | undefined {
  let failure = ''
  child.on('error', (error) => (failure = error.message))
  return () => {
    // A program that cannot be run at all has no number.
    if (child.pid === undefined) return { killed: false, complaints: failure }
    if (child.exitCode === null && child.signalCode === null) return undefined
    return { killed: child.signalCode !== null, complaints: complaints() }
  }
}

/**
 * Stops a server: at once but cleanly (SIGINT, open transactions are rolled back), after 15 s without (SIGQUIT,
 * it recovers at its next start).
 * @returns whether it is gone.
 */
export async function stopPostmaster(pid: number, dataFolder: string): Promise<boolean> {
  for (const [signal, seconds] of [
    ['SIGINT', 15],
    ['SIGQUIT', 5],
  ] as const) {
    if (!isServerOf(pid, dataFolder)) return true
    process.kill(pid, signal)
    if (await gone(pid, dataFolder, seconds * 1000)) return true
  }
  return false
}

async function gone(pid: number, dataFolder: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 10) {
    if (!isServerOf(pid, dataFolder)) return true
    await sleep(10)
  }
  return false
}
