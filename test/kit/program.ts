import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { delimiter } from 'node:path'
import { onTestFinished } from 'vitest'

/** How a program ended and what it said. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A program that is running. */
export type Running = {
  readonly child: ChildProcess
  /** Everything said so far, on both channels. */
  readonly said: () => string
  /** Waits until it says something that fits. */
  readonly says: (what: RegExp) => Promise<RegExpMatchArray>
  readonly ended: Promise<Ended>
}

/** Starts a program, without a terminal, in a process group of its own; what is left of it dies with the test. */
export function startProgram(
  executable: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Running {
  const child = spawn(executable, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const heard = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (heard.stdout += String(text)))
  child.stderr.on('data', (text) => (heard.stderr += String(text)))
  const said = (): string => heard.stdout + heard.stderr
  const says = async (what: RegExp): Promise<RegExpMatchArray> => {
    for (;;) {
      const match = what.exec(said())
      if (match !== null) return match
      if (child.exitCode !== null) throw new Error(`ended without saying ${what}: ${said()}`)
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), once(child, 'close')])
    }
  }
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, ...heard }))
  return { child, said, says, ended }
}

/** Runs a program to its end. */
export async function runProgram(...program: Parameters<typeof startProgram>): Promise<Ended> {
  return await startProgram(...program).ended
}

/** A Node of this machine below 24, where there is one: clones must work with it. */
export const oldNode: string | undefined = ['/usr/bin/node', '/usr/local/bin/node', ...onPath()].find((path) => {
  const asked = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return asked.status === 0 && /^v2[0-3]\./.test(asked.stdout)
})

function onPath(): readonly string[] {
  return (process.env['PATH'] ?? '').split(delimiter).map((folder) => `${folder}/node`)
}

/** The Node the tests run on. */
export const thisNode = realpathSync(process.execPath)
