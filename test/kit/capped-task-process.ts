import { readFileSync, writeFileSync } from 'node:fs'
import { fork } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { CappedMeans } from '../../src/platform/index.ts'

const tasks: Readonly<Record<string, (means: CappedMeans, word: string) => unknown>> = {
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
  'take memory at once': () => {
    const all: Buffer[] = []
    for (;;) all.push(Buffer.alloc(10_000_000, 1))
  },
  die: () => process.exit(3),
  'leave a promise': async () => {
    void Promise.reject(new Error('left to nobody'))
    await new Promise((next) => setTimeout(next, 5))
    return 'hello'
  },
  connect: (_means, port) =>
    new Promise((done) => {
      const socket = connect(Number(port), '127.0.0.1', () => done('connected'))
      socket.on('error', (error) => done('code' in error ? error.code : String(error)))
    }),
  fetch: async (_means, port) => {
    try {
      await fetch(`http://127.0.0.1:${port}/`)
      return 'fetched'
    } catch (error) {
      const cause: unknown = error instanceof Error ? error.cause : error
      return cause instanceof Error && 'code' in cause ? cause.code : String(cause)
    }
  },
  'look up': async () => (await lookup('localhost')).address,
  listen: () =>
    new Promise((done) => {
      createServer()
        .on('error', (error) => done(String(error)))
        .listen(0, '127.0.0.1', () => done('listening'))
    }),
  datagram: (_means, port) =>
    new Promise((done) => {
      createSocket('udp4').send('x', Number(port), '127.0.0.1', (error) =>
        done(error === null ? 'sent' : String(error)),
      )
    }),
  'count to': ({ tell }, last) => {
    for (let number = 1; number <= Number(last); number += 1) tell(number)
    return 'counted'
  },
  native: async () => {
    await import('@myriaddreamin/typst-ts-node-compiler')
    return 'loaded'
  },
  interfaces: () => Object.keys(networkInterfaces()),
  // oxlint-disable-next-line typescript/no-implied-eval -- that it is refused is what is tried
  'run a text': () => new Function('return 1')(),
  'visit inside': async ({ visit }) =>
    await visit({ bytes: 1000, seconds: 2, redirects: 1 }).get('http://127.0.0.1:80/'),
}

/** What tests ask of a capped process. */
export async function work(task: unknown, means: CappedMeans): Promise<unknown> {
  const [name = '', word = ''] = String(task).split(': ')
  try {
    return await tasks[name]?.(means, word)
  } catch (error) {
    if (name.startsWith('take memory')) throw error
    return error instanceof Error && 'code' in error ? error.code : String(error)
  }
}
