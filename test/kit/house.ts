import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** A server started as an operator starts it, on a free port and a data folder of its own. */
export type House = {
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  /** Milliseconds from the start of the process to the first answered page. */
  readonly millisecondsToFirstPage: number
  readonly close: () => Promise<void>
}

const program = ['--conditions=source', join(root, 'src/main.ts')]

const environment = (dataDir: string, port: number) => ({
  ...process.env,
  // As `npm start` sets it.
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
  DATA_DIR: dataDir,
  PORT: String(port),
  HOST: '127.0.0.1',
  PUBLIC_URL: '',
  DATABASE_URL: '',
})

/** A fresh data folder; `drop` removes it. */
export function freshDataDir(): { readonly path: string; readonly drop: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'undersigned-house-'))
  // Run by root, the database's own account must be able to enter.
  chmodSync(path, 0o755)
  return { path, drop: () => rmSync(path, { recursive: true, force: true }) }
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

/** Starts the server and waits for its first page. */
export async function startHouse(dataDir: string, port: number, ...more: readonly string[]): Promise<House> {
  return startHouseWith(dataDir, port, {}, ...more)
}

/** The same with further settings of the environment, as docs/operating/settings.md names them. */
export async function startHouseWith(
  dataDir: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<House> {
  const begun = performance.now()
  const child = spawn(process.execPath, [...program, 'start', ...more], {
    env: { ...environment(dataDir, port), ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await firstPage(url, child)
  const millisecondsToFirstPage = performance.now() - begun
  return { url, pid: child.pid ?? 0, dataDir, millisecondsToFirstPage, close: () => end(child) }
}

async function firstPage(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (hasEnded(child)) throw new Error('the server ended before its first page')
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) {
      await answer.text()
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('no page within 30 s')
}

// Who was killed has no exit code.
const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (hasEnded(child)) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Runs one command of the command line beside a running server. @returns its standard output. */
export function runCommand(dataDir: string, port: number, ...args: readonly string[]): Promise<string> {
  return runCommandWith(dataDir, port, {}, ...args)
}

/** The same with further settings of the environment. */
export function runCommandWith(
  dataDir: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...program, ...args], {
      env: { ...environment(dataDir, port), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (part) => (out += part))
    child.stderr.on('data', (part) => (err += part))
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${args.join(' ')}: exit ${code}\n${err}`)),
    )
  })
}
