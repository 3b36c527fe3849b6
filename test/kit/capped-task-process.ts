import { readFileSync, writeFileSync } from 'node:fs'
import { fork } from 'node:child_process'
import type { CappedMeans } from '../../src/platform/index.ts'

const tasks: Readonly<Record<string, (means: CappedMeans) => unknown>> = {
  hello: () => 'hello',
  environment: () => Object.keys(process.env).filter((name) => !name.startsWith('NODE_CHANNEL')),
  'read a file': () => readFileSync('/etc/passwd', 'utf8'),
  'write a file': () => writeFileSync('/tmp/undersigned-capped', ''),
  'start a process': () => void fork('/bin/true'),
  'never end': () => {
    for (;;);
  },
  'take memory': async () => {
    const all: Buffer[] = []
    for (;;) {
      all.push(Buffer.alloc(10_000_000, 1))
      await new Promise((next) => setTimeout(next, 1))
    }
  },
  'take objects': () => {
    const all: unknown[] = []
    for (;;) all.push({ all: [all.length] })
  },
  die: () => process.exit(3),
  'visit inside': async ({ visit }) =>
    await visit({ bytes: 1000, seconds: 2, redirects: 1 }).get('http://127.0.0.1:80/'),
}

/** What tests ask of a capped process. */
export async function work(task: unknown, means: CappedMeans): Promise<unknown> {
  const name = String(task)
  try {
    return await tasks[name]?.(means)
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error)
  }
}
