import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from '#kernel'
import pg from 'pg'
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
  type Settings,
} from './postmaster.ts'
import { makeSocketFolder } from './socket-folder.ts'

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
  /** The server's process number. */
  readonly pid: number
  /** Leaves; the last process to leave stops the server. Call it after all other connections are closed. */
  readonly leave: () => Promise<void>
}

// Longer than a recovery after a crash usually takes with our small write-ahead log.
const patience = 60_000

/**
 * Joins the server of this data folder, or starts it: whether the last one was stopped cleanly, was orphaned by a
 * killed parent (then it is adopted), or was itself killed (then it recovers).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = decidePlace(options.dataDir, options.note, options.systemRoot)
  await initialize(place)
  const deadline = Date.now() + patience
  for (;;) {
    const socketFolder = await running(place, options.settings ?? {}, deadline)
    const entered = await attemptEnter(socketFolder, options.role, deadline)
    if (entered) return embedded(place, socketFolder, entered)
  }
}

function embedded(place: Place, socketFolder: string, keeper: Keeper): Embedded {
  const pid = readPostmaster(place.dataFolder)?.pid ?? 0
  return {
    pid,
    connection: { host: socketFolder, port: 5432, user: databaseName, database: databaseName },
    leave: async () => {
      const stopped = (await keeper.leaveAsLast()) && (await stopPostmaster(pid, place.dataFolder))
      await keeper.end()
      if (stopped) rmSync(socketFolder, { recursive: true, force: true })
    },
  }
}

/** Waits for the running server, or starts one; @returns the folder of its socket once it is ready. */
async function running(place: Place, settings: Settings, deadline: number): Promise<string> {
  let started: ReturnType<typeof startPostmaster> | undefined
  for (;;) {
    const postmaster = readPostmaster(place.dataFolder)
    const lives = postmaster !== undefined && isServerOf(postmaster.pid, place.dataFolder)
    if (lives && postmaster.ready) return postmaster.socketFolder
    if (Date.now() > deadline) throw tooLong(place)
    if (started && hasEnded(started.child)) {
      if (!mayPass(started.complaints())) throw refused(place, started.complaints())
      started = undefined
      await sleep(100)
    }
    if (!lives && !started) {
      // A number that now belongs to some other program would make the server refuse to start.
      if (postmaster && isAlive(postmaster.pid)) rmSync(join(place.dataFolder, 'postmaster.pid'), { force: true })
      started = startPostmaster(place, makeSocketFolder(place.dataFolder, place.account), settings)
    }
    await sleep(10)
  }
}

function hasEnded(child: ReturnType<typeof startPostmaster>['child']): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** Another starter was faster, or children of a killed server still linger: both pass. */
function mayPass(complaints: string): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block|is being used by/i.test(complaints)
}

function refused(place: Place, complaints: string): Fault {
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

/** @returns nothing when the server went away in between (its last user was just leaving): then it is started anew. */
async function attemptEnter(socketFolder: string, role: Role, deadline: number): Promise<Keeper | undefined> {
  try {
    return await enter(socketFolder, role, () => {})
  } catch (error) {
    if (error instanceof Fault || Date.now() > deadline) throw error
    if (error instanceof pg.DatabaseError && !/^57P0/.test(error.code ?? '')) throw error
    await sleep(20)
    return undefined
  }
}
