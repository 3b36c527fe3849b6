import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from '#kernel'
import { DatabaseError } from 'pg'
import { databaseName, initialize } from './initialize.ts'
import { enter, type Keeper, type Role } from './keeper.ts'
import { decidePlace, type Note, type Place } from './place.ts'
import {
  isAlive,
  isServerOf,
  logPath,
  readPostmaster,
  startPostmaster,
  stopPostmaster,
  type End,
  type Settings,
  type Started,
} from './postmaster.ts'
import { answers, makeSocketFolder } from './socket-folder.ts'

/** What {@link startEmbedded} is told. `dataDir` is where everything of this installation lies. */
export type EmbeddedOptions = {
  readonly dataDir: string
  readonly role: Role
  readonly note: Note
  /** Settings of the server that differ from ours (tests trade durability for speed). */
  readonly settings?: Settings
  /** Where root puts what the lent account must reach; /var/lib/undersigned unless said. */
  readonly systemRoot?: string
}

/** A running embedded server that this process has entered. */
export type Embedded = {
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly database: string
  }
  /** What PostgreSQL calls its data directory. */
  readonly dataFolder: string
  /** Leaves; the last process to leave stops the server. Call it after all other connections are closed. */
  readonly leave: () => Promise<void>
}

// Longer than a recovery after a crash takes with our small write-ahead log, and than a killed server's children linger.
const patience = 60_000

/**
 * Joins the server of this data folder, or starts it: whether the last one was stopped cleanly, was orphaned by a
 * killed parent (then it is adopted), or was itself killed (then it recovers). If it goes away while this process
 * lives, it is started again.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = decidePlace(options.dataDir, options.note, options.systemRoot)
  await initialize(place, options.settings?.['fsync'] !== 'off')
  const state = { leaving: false, returning: Promise.resolve() }
  const onLost = () => {
    if (state.leaving) return
    options.note('The database server went away; it is started again.')
    state.returning = comeBack()
  }
  const enterAgain = async () => joinServer(place, options, onLost)
  const comeBack = async () => {
    for (let pause = 100; !state.leaving; pause = Math.min(pause * 2, 10_000)) {
      // Whatever telling it gives back is no server: the next attempt must follow.
      const returned = await enterAgain().catch((error: unknown) => {
        options.note(reason(error))
      })
      if (returned) {
        joined = returned
        return
      }
      await sleep(pause)
    }
  }
  let joined = await enterAgain()
  const leave = async () => {
    state.leaving = true
    await state.returning
    await leaveServer(place, joined)
  }
  const connection = { host: joined.socketFolder, port: 5432, user: databaseName, database: databaseName }
  return { dataFolder: place.dataFolder, connection, leave }
}

function reason(error: unknown): string {
  return error instanceof Fault ? error.message : 'The database server could not be started again yet.'
}

type Joined = { readonly socketFolder: string; readonly keeper: Keeper }

async function leaveServer(place: Place, { keeper, socketFolder }: Joined): Promise<void> {
  const pid = readPostmaster(place.dataFolder)?.pid
  // A server whose number means nothing here runs in another container, which is then the one to stop it.
  const ours = pid !== undefined && isServerOf(pid, place.dataFolder)
  const gone = ours && (await keeper.leaveAsLast()) && (await stopPostmaster(pid, place.dataFolder))
  await keeper.end()
  if (gone) rmSync(socketFolder, { recursive: true, force: true })
}

async function joinServer(place: Place, { role, settings = {} }: EmbeddedOptions, onLost: () => void): Promise<Joined> {
  const deadline = Date.now() + patience
  for (;;) {
    const socketFolder = await running(place, settings, deadline)
    const keeper = await attemptEnter(socketFolder, role, onLost)
    if (!keeper) {
      // It went away in between: its last user was just leaving. Then it is started anew.
      if (Date.now() > deadline) throw unreachable(place, socketFolder)
      await sleep(20)
      continue
    }
    if (fits(keeper, place) || !(await stopped(place, { keeper, socketFolder }))) return { socketFolder, keeper }
  }
}

/** An orphan of an older version of the programs keeps running after an update; alone with it, we replace it. */
function fits(keeper: Keeper, { binaries }: Place): boolean {
  return `${binaries.version}.`.startsWith(`${keeper.serverVersion}.`)
}

async function stopped(place: Place, joined: Joined): Promise<boolean> {
  if (!(await joined.keeper.isAlone())) return false
  await leaveServer(place, joined)
  return true
}

/** Waits for the running server, or starts one; @returns the folder of its socket once it is ready. */
async function running(place: Place, settings: Settings, deadline: number): Promise<string> {
  let started: Started | undefined
  for (;;) {
    const postmaster = readPostmaster(place.dataFolder)
    const lives = postmaster !== undefined && isServerOf(postmaster.pid, place.dataFolder)
    if (postmaster?.ready && (lives || (await answers(postmaster.socketFolder)))) return postmaster.socketFolder
    const end = started?.end()
    if (end) {
      if (!mayPass(end) || Date.now() > deadline) throw refused(place, end)
      started = undefined
      await sleep(100)
    }
    if (Date.now() > deadline) throw tooLong(place)
    if (!lives && !started) {
      // A number that now belongs to some other program would make the server refuse to start.
      if (postmaster && isAlive(postmaster.pid)) rmSync(join(place.dataFolder, 'postmaster.pid'), { force: true })
      started = startPostmaster(place, await makeSocketFolder(place.dataFolder, place.account), settings)
    }
    await sleep(10)
  }
}

/** Another starter was faster, children of a killed server still linger, or it was itself killed: all pass. */
function mayPass({ killed, complaints }: End): boolean {
  return killed || /lock file ".*" already exists|pre-existing shared memory block/.test(complaints)
}

function refused(place: Place, { complaints }: End): Fault {
  const last = complaints.trim().split('\n').slice(-5).join(' / ')
  return new Fault(
    'database-start',
    `The database did not start. It said: ${last} (all of it: ${logPath(place.dataFolder)})`,
  )
}

function tooLong(place: Place): Fault {
  return new Fault(
    'database-start',
    `The database was not ready within ${patience / 1000} s. See ${logPath(place.dataFolder)}.`,
  )
}

function unreachable(place: Place, socketFolder: string): Fault {
  const pid = readPostmaster(place.dataFolder)?.pid
  return new Fault(
    'database-start',
    `A database server (process ${pid}) runs on ${place.dataFolder}, but its socket in ${socketFolder} does not answer. Stop it (kill -INT ${pid}), then start again.`,
  )
}

async function attemptEnter(socketFolder: string, role: Role, onLost: () => void): Promise<Keeper | undefined> {
  try {
    return await enter(socketFolder, role, onLost)
  } catch (error) {
    if (error instanceof Fault) throw error
    // 57P01 to 57P03: shutting down, or not yet started up. What is not the server's own word is a broken connection.
    if (error instanceof DatabaseError && !error.code?.startsWith('57P0')) throw error
    return undefined
  }
}
