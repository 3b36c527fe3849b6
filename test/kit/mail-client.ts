import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import { onTestFinished } from 'vitest'
import { listenForMail, type IncomingMail, type ListenerOptions, type MailListener } from '../../src/platform/index.ts'
import { journalOfMemory } from './mail.ts'

/** A listener for mail on loopback until the test ends, with the mails it was handed. */
export async function listenerForTests(
  options: Partial<ListenerOptions> = {},
): Promise<MailListener & { readonly came: readonly IncomingMail[] }> {
  const came: IncomingMail[] = []
  const listener = await listenForMail({
    host: '127.0.0.1',
    port: 0,
    name: 'letters.example',
    mostBytes: 10_000_000,
    inboxes: ['letters@coalition.example'],
    certificate: undefined,
    journal: journalOfMemory(),
    now: () => new Date(),
    take: async (mail) => (came.push(mail), { kind: 'taken' }),
    ...options,
  })
  onTestFinished(async () => listener.close())
  return { ...listener, came }
}

/** What a mail server is told when it hands a raw mail over: the code, and the last line of the answer. */
export async function handMail(
  port: number,
  raw: string | Buffer,
  { from = 'ada@harbor-lights.org', to = 'letters@coalition.example', secure = false } = {},
): Promise<{ readonly code: number; readonly said: string }> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: !secure,
    requireTLS: secure,
    tls: { rejectUnauthorized: false },
  })
  try {
    const { response } = await transport.sendMail({ envelope: { from, to }, raw })
    return { code: Number(response.slice(0, 3)), said: response }
  } catch (error) {
    const { responseCode = 0, response = String(error) } = error as {
      readonly responseCode?: number
      readonly response?: string
    }
    return { code: responseCode, said: response }
  } finally {
    transport.close()
  }
}

/** A connection on which a test says what it likes. */
export async function talkTo(port: number): Promise<{
  readonly socket: Socket
  /** Sends a line and waits for the last line of the answer; without a line it only waits. */
  readonly say: (line?: string) => Promise<string>
}> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'connect')
  let heard = ''
  const waiting: ((line: string) => void)[] = []
  const hear = () => {
    const [whole] = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(heard) ?? []
    if (whole === undefined || waiting.length === 0) return
    heard = heard.slice(whole.length)
    waiting.shift()?.(whole.trim().split('\n').at(-1) ?? '')
  }
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1')
    hear()
  })
  socket.on('close', () => {
    for (const one of waiting.splice(0)) one('closed')
  })
  return {
    socket,
    say: async (line) => {
      if (line !== undefined) socket.write(`${line}\r\n`)
      return new Promise((resolve) => {
        waiting.push(resolve)
        hear()
      })
    },
  }
}
