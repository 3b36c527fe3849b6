import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { guardedFolder, type GuardedFolder } from '../../../../test/kit/guarded-folder.ts'
import { mayReach } from './account.ts'
import { isServerOf, readPostmaster } from './postmaster.ts'

const program = join(import.meta.dirname, '../../../../test/kit/database-process.ts')
const asRoot = process.getuid?.() === 0
const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 }

let home: GuardedFolder
/** One data folder for all tests that do not need a new one, since making one takes longest; each leaves it as it likes. */
let one: string
const children: ChildProcess[] = []
beforeAll(() => {
  home = guardedFolder()
  one = join(home.path, 'one')
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => home.remove())

type Line = {
  readonly open?: true
  readonly rows?: readonly unknown[]
  readonly note?: string
  readonly fault?: string
  readonly message?: string
}

type Opening = { readonly account?: typeof nobody; readonly systemRoot?: string }

/** Another process that opens the database in `folder`. */
function start(folder: string, role: 'server' | 'guest' = 'server', { account, systemRoot }: Opening = {}) {
  const args = ['--conditions=source', program, folder, role, ...(systemRoot === undefined ? [] : [systemRoot])]
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    env: { ...process.env, NODE_COMPILE_CACHE: join(home.path, 'compiled') },
    ...account,
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const notes: string[] = []
  const next = async (): Promise<Line> => {
    const { value, done } = await lines.next()
    const line: Line = done ? {} : JSON.parse(value)
    if (line.note === undefined) return line
    notes.push(line.note)
    return next()
  }
  const ask = async (sql: string) => {
    child.stdin.write(`${sql}\n`)
    return (await next()).rows
  }
  return {
    child,
    next,
    ask,
    notes,
    ended,
    leave: async () => leave(child, ended),
    kill: async () => kill(child, ended),
  }
}

async function leave(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.stdin?.end()
  return ended
}

async function kill(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  child.kill('SIGKILL')
  await ended
}

function serverPid(folder: string): number {
  return readPostmaster(join(folder, 'postgres'))?.pid ?? 0
}

function serverRuns(folder: string): boolean {
  return isServerOf(serverPid(folder), join(folder, 'postgres'))
}

const remember = 'create table if not exists kept (n int); truncate kept; insert into kept values (1)'
const recall = 'select count(*)::int as kept from kept'

test('a second server is told who holds the folder; a guest comes in, and the last to leave stops the database', async () => {
  const server = start(one)
  expect(await server.next()).toEqual({ open: true })
  const second = start(one)
  const refusal = await second.next()
  expect(refusal.fault).toBe('database-busy')
  expect(refusal.message).toContain(`process ${server.child.pid}, since 2`)
  expect(await second.ended).toBe(1)
  const guest = start(one, 'guest')
  expect(await guest.next()).toEqual({ open: true })
  await server.ask(remember)
  expect(await server.leave()).toBe(0)
  expect(await guest.ask(recall)).toEqual([{ kept: 1 }])
  expect(await guest.leave()).toBe(0)
  expect(serverRuns(one)).toBe(false)
})

test('the database is durable, checks its pages, listens on no network, and its socket is private', async () => {
  const server = start(one)
  await server.next()
  const names = ['data_checksums', 'listen_addresses', 'synchronous_commit', 'full_page_writes', 'server_encoding']
  const rows = await server.ask(names.map((name) => `select current_setting('${name}') as value`).join(' union all '))
  expect(rows).toEqual(['on', '', 'on', 'on', 'UTF8'].map((value) => ({ value })))
  const socketFolder = readPostmaster(join(one, 'postgres'))?.socketFolder ?? ''
  expect(statSync(socketFolder).mode & 0o777).toBe(0o700)
  expect(Buffer.byteLength(`${socketFolder}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107)
  await server.leave()
})

test('what people type does not end up in the journal of the database', async () => {
  const server = start(one)
  await server.next()
  expect(await server.ask(`select 'ann@example.org'::uuid`)).toBe(undefined)
  await server.leave()
  expect(readFileSync(join(one, 'postgres.log'), 'utf8')).not.toContain('ann@')
})

test('a database orphaned by kill -9 of its process is adopted by the next start, with everything in it', async () => {
  const first = start(one)
  await first.next()
  await first.ask(remember)
  const pid = serverPid(one)
  await first.kill()
  expect(serverRuns(one)).toBe(true)
  const second = start(one)
  expect(await second.next()).toEqual({ open: true })
  expect(serverPid(one)).toBe(pid)
  expect(await second.ask(recall)).toEqual([{ kept: 1 }])
  await second.leave()
  expect(serverRuns(one)).toBe(false)
})

test('kill -9 of both, with the lock file left behind naming a process that is alive: the next start recovers', async () => {
  const first = start(one)
  await first.next()
  await first.ask(remember)
  const pid = serverPid(one)
  await first.kill()
  process.kill(pid, 'SIGKILL')
  const lock = join(one, 'postgres', 'postmaster.pid')
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(process.pid)))
  const second = start(one)
  expect(await second.next()).toEqual({ open: true })
  expect(await second.ask(recall)).toEqual([{ kept: 1 }])
  await second.leave()
})

test('a database killed under a living server is started again, and nothing committed is lost', async () => {
  const server = start(one)
  await server.next()
  await server.ask(remember)
  const before = serverPid(one)
  process.kill(before, 'SIGKILL')
  await expect.poll(() => serverPid(one) !== before && serverRuns(one), { timeout: 20_000 }).toBe(true)
  const guest = start(one, 'guest')
  expect(await guest.next()).toEqual({ open: true })
  expect(await guest.ask(recall)).toEqual([{ kept: 1 }])
  expect(await server.ask(recall)).toEqual([{ kept: 1 }])
  expect(server.notes).toContain('The database server went away; it is started again.')
  await guest.leave()
  expect(await server.leave()).toBe(0)
  expect(serverRuns(one)).toBe(false)
})

test('a database that cannot be started again at once is tried again until it can', async () => {
  const server = start(one)
  await server.next()
  await server.ask(remember)
  const control = join(one, 'postgres', 'global', 'pg_control')
  renameSync(control, `${control}.away`)
  process.kill(serverPid(one), 'SIGKILL')
  const log = () => readFileSync(join(one, 'postgres.log'), 'utf8')
  const before = log().length
  const failures = () =>
    log()
      .slice(before)
      .match(/pg_control/g)?.length ?? 0
  await expect.poll(failures, { timeout: 20_000 }).toBeGreaterThan(1)
  renameSync(`${control}.away`, control)
  await expect.poll(() => serverRuns(one), { timeout: 20_000 }).toBe(true)
  expect(await server.leave()).toBe(0)
  expect(serverRuns(one)).toBe(false)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s to the whole process group stops the database cleanly',
  async (signal) => {
    const server = start(one)
    await server.next()
    process.kill(-(server.child.pid ?? 0), signal)
    expect(await server.ended).toBe(0)
    expect(serverRuns(one)).toBe(false)
    expect(readFileSync(join(one, 'postgres.log'), 'utf8')).toContain('database system is shut down')
  },
)

test('two starters at once on an empty folder share one database', async () => {
  const folder = join(home.path, 'crowd')
  const crowd = Array.from({ length: 2 }, () => start(folder, 'guest'))
  expect(await Promise.all(crowd.map(({ next }) => next()))).toEqual(crowd.map(() => ({ open: true })))
  await crowd[0]?.ask(remember)
  expect(await Promise.all(crowd.map(({ ask }) => ask(recall)))).toEqual(crowd.map(() => [{ kept: 1 }]))
  expect(await Promise.all(crowd.map(({ leave: go }) => go()))).toEqual(crowd.map(() => 0))
  expect(serverRuns(folder)).toBe(false)
  expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([])
})

test('a data folder of another major version is refused with what to do, and left alone', async () => {
  const folder = join(home.path, 'older')
  mkdirSync(join(folder, 'postgres'), { recursive: true })
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '16\n')
  const refusal = await start(folder).next()
  expect(refusal.fault).toBe('database-version')
  expect(refusal.message).toContain('made by PostgreSQL 16')
  expect(refusal.message).toContain('export the campaigns')
  expect(readdirSync(join(folder, 'postgres'))).toEqual(['PG_VERSION'])
})

test('a folder that holds something else is refused, and left alone', async () => {
  const folder = join(home.path, 'foreign')
  mkdirSync(join(folder, 'postgres'), { recursive: true })
  writeFileSync(join(folder, 'postgres', 'diary.txt'), 'mine')
  const refusal = await start(folder).next()
  expect(refusal).toMatchObject({ fault: 'database-folder', message: expect.stringContaining('DATA_DIR') })
  expect(readdirSync(join(folder, 'postgres'))).toEqual(['diary.txt'])
})

test.runIf(asRoot)(
  'as root, data goes where the lent account can reach it, a text file says where, and it is found again',
  async () => {
    const folder = join(home.path, 'closed', 'data')
    const systemRoot = join(home.path, 'system')
    const closed = join(home.path, 'closed')
    mkdirSync(folder, { recursive: true })
    chmodSync(closed, 0o700)
    const first = start(folder, 'server', { systemRoot })
    expect(await first.next()).toEqual({ open: true })
    expect(first.notes.join(' ')).toContain(systemRoot)
    await first.ask(remember)
    await first.leave()
    expect(readFileSync(join(folder, 'postgres-is-elsewhere.txt'), 'utf8')).toContain(systemRoot)
    chmodSync(closed, 0o755)
    const second = start(folder, 'server', { systemRoot })
    expect(await second.next()).toEqual({ open: true })
    expect(await second.ask(recall)).toEqual([{ kept: 1 }])
    expect(existsSync(join(folder, 'postgres'))).toBe(false)
    await second.leave()
  },
)

// Elsewhere every other test of this file already runs as an ordinary account.
test.runIf(asRoot && mayReach(nobody, program) && mayReach(nobody, process.execPath))(
  'an ordinary account runs the database as itself; another ordinary account is told whose it is',
  async () => {
    const folder = join(home.path, 'ordinary')
    mkdirSync(folder)
    chownSync(folder, nobody.uid, nobody.gid)
    const server = start(folder, 'server', { account: nobody })
    expect(await server.next()).toEqual({ open: true })
    expect(statSync(join(folder, 'postgres', 'PG_VERSION')).uid).toBe(nobody.uid)
    const stranger = await start(folder, 'guest', { account: { name: 'daemon', uid: 1, gid: 1 } }).next()
    expect(stranger).toMatchObject({ fault: 'database-folder', message: expect.stringContaining('65534') })
    const root = start(folder, 'guest')
    expect(await root.next()).toEqual({ open: true })
    await server.leave()
    await root.leave()
    expect(serverRuns(folder)).toBe(false)
  },
)
