import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A point of an SMTP session at which a scripted server may misbehave. */
export type SmtpStep = 'greet' | 'ehlo' | 'starttls' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot'

/** What it does there instead of the usual. `take` (at the dot): it takes the mail all the same. */
export type SmtpTrick =
  | { readonly kind: 'say'; readonly line: string; readonly take?: boolean; readonly leave?: boolean }
  | { readonly kind: 'drop'; readonly take?: boolean }
  | { readonly kind: 'hang'; readonly take?: boolean }
  | { readonly kind: 'slow'; readonly milliseconds: number }

/** Decides at each step: what is the recipient (empty before RCPT), and how often the step was reached for it before. */
export type SmtpScript = (step: SmtpStep, to: string, before: number) => SmtpTrick | undefined

/** A mail that the server took. */
export type TakenMail = { readonly to: string; readonly from: string; readonly bytes: Buffer<ArrayBuffer> }

/** A mail server that keeps to its script, on loopback until the test ends. */
export type ScriptedServer = {
  readonly url: string
  readonly port: number
  readonly taken: readonly TakenMail[]
  readonly connections: () => number
}

export async function scriptedServer(script: SmtpScript = () => undefined, port = 0): Promise<ScriptedServer> {
  const taken: TakenMail[] = []
  const seen = new Map<string, number>()
  const open = new Set<Socket>()
  let connections = 0
  const ask = (step: SmtpStep, to: string) => {
    const key = `${step} ${to}`
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return script(step, to, before)
  }
  const server = createServer((socket) => {
    connections += 1
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    converse(socket, ask, (mail) => taken.push(mail)).catch(() => {})
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `smtp://127.0.0.1:${address.port}`, port: address.port, taken, connections: () => connections }
}

type Ask = (step: SmtpStep, to: string) => SmtpTrick | undefined

async function converse(socket: Socket, ask: Ask, take: (mail: TakenMail) => void): Promise<void> {
  let from = ''
  let to = ''
  let body: Buffer[] | undefined
  /** @returns whether the session goes on. */
  const answer = async (step: SmtpStep, usual: string): Promise<{ readonly on: boolean; readonly usual: boolean }> => {
    const trick = ask(step, to)
    const bytes = Buffer.concat(body ?? [])
    const keep = () => take({ to, from, bytes: unstuffed(bytes.subarray(0, -3)) })
    if (!trick || trick.kind === 'slow') {
      if (trick) await new Promise((resolve) => setTimeout(resolve, trick.milliseconds))
      if (step === 'dot') keep()
      if (step !== 'body') socket.write(`${usual}\r\n`)
      return { on: true, usual: true }
    }
    if (trick.take === true) keep()
    if (trick.kind === 'say') socket.write(`${trick.line}\r\n`)
    if (trick.kind === 'drop' || (trick.kind === 'say' && trick.leave === true)) socket.end()
    return { on: trick.kind === 'say' && trick.leave !== true, usual: false }
  }
  if (!(await answer('greet', '220 ink.example')).on) return
  let rest = Buffer.alloc(0)
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    rest = Buffer.concat([rest, chunk])
    for (let more = true; more;) {
      if (body) {
        if (body.length === 0 && !(await answer('body', '')).on) return
        body = [Buffer.concat([...body, rest])]
        rest = Buffer.alloc(0)
        more = false
        if (!body[0]?.subarray(-5).equals(Buffer.from('\r\n.\r\n'))) continue
        const { on } = await answer('dot', '250 2.0.0 taken')
        body = undefined
        if (!on) return
        continue
      }
      const end = rest.indexOf('\r\n')
      if (end < 0) break
      const line = rest.subarray(0, end).toString()
      rest = rest.subarray(end + 2)
      const address = /<(.*)>/.exec(line)?.[1] ?? ''
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'MAIL') [from, to] = [address, '']
      if (verb === 'RCPT') to = address
      const step = steps[verb]
      if (step === undefined)
        socket.write(
          verb === 'QUIT' ? '221 bye\r\n' : ['RSET', 'HELO'].includes(verb) ? '250 ok\r\n' : '500 5.5.1 what\r\n',
        )
      if (verb === 'QUIT') return void socket.end()
      if (step === undefined) continue
      const said = await answer(step, verb === 'DATA' ? '354 go on' : '250 ok')
      if (!said.on) return
      if (verb === 'DATA' && said.usual) body = []
    }
  }
}

// It speaks no TLS: whoever is told otherwise has a script that does something else than go on.
const steps: Readonly<Record<string, SmtpStep>> = {
  ...{ EHLO: 'ehlo', STAR: 'starttls', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' },
}

/** Takes off the dots that the sender put before its own (RFC 5321 section 4.5.2). */
function unstuffed(bytes: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n..', '\r\n.'), 'latin1')
}
