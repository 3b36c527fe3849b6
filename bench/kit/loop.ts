import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { OpenLoop } from './open-loop.ts'

/** Runs an open loop in a process of its own, so that it does not wait for whoever measures; see open-loop-process.ts. */
export function loop(plan: Readonly<Record<string, unknown>>): Promise<OpenLoop> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', join(import.meta.dirname, 'open-loop-process.ts'), JSON.stringify(plan)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let text = ''
  child.stdout.on('data', (part) => (text += part))
  return new Promise((resolve, reject) =>
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(text) as OpenLoop) : reject(new Error(`the loop ended with ${code}`)),
    ),
  )
}
