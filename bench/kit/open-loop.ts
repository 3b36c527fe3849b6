import { connect, type Socket } from 'node:net'

/** What an open loop came to: latencies count from the moment a request was due, not from when it could be sent. */
export type OpenLoop = {
  readonly sent: number
  readonly answered: number
  readonly refused: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly longest: number
}

const endOfHead = Buffer.from('\r\n\r\n')

/**
 * Sends requests at a fixed pace, whether or not earlier ones were answered, over keep-alive connections; a request
 * that finds all connections busy waits, and its waiting counts.
 */
export async function openLoop(options: {
  readonly port: number
  readonly perSecond: number
  readonly seconds: number
  readonly connections: number
  readonly request: (n: number) => Buffer
}): Promise<OpenLoop> {
  const { port, perSecond, seconds, request } = options
  const total = Math.floor(perSecond * seconds)
  const latencies = new Float64Array(total)
  let [sent, answered, refused] = [0, 0, 0]
  const idle: Line[] = []
  const waiting: { readonly n: number; readonly due: number }[] = []
  const send = (line: Line, n: number, due: number) => {
    line.due = due
    line.isAsked = true
    line.socket.write(request(n))
  }
  const onAnswer = (line: Line, status: number) => {
    latencies[answered] = performance.now() - line.due
    answered += 1
    if (status >= 400) refused += 1
    const next = waiting.shift()
    if (next) send(line, next.n, next.due)
    else idle.push(line)
  }
  const lines = await Promise.all(Array.from({ length: options.connections }, () => openLine(port, onAnswer)))
  idle.push(...lines)
  const begun = performance.now()
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * perSecond))
    for (; sent < due; sent += 1) {
      // The first is due when its share of a second has passed: at twenty a second that is 50 ms after the beginning.
      const at = begun + ((sent + 1) / perSecond) * 1000
      // The longest idle first: a server closes a line that nobody uses.
      const line = idle.shift()
      if (line) send(line, sent, at)
      else waiting.push({ n: sent, due: at })
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  for (let tries = 0; answered < sent && tries < 1000; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  for (const { socket } of lines) socket.destroy()
  const sorted = latencies.subarray(0, answered).sort()
  const at = (share: number) =>
    Number((sorted[Math.min(answered - 1, Math.floor(answered * share))] ?? Number.NaN).toFixed(2))
  return { sent, answered, refused, p50: at(0.5), p99: at(0.99), p999: at(0.999), longest: at(1) }
}

type Line = { readonly socket: Socket; due: number; isAsked: boolean }

function openLine(port: number, onAnswer: (line: Line, status: number) => void): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(line))
    const line: Line = { socket, due: 0, isAsked: false }
    let held: Buffer = Buffer.alloc(0)
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.on('data', (part) => {
      held = held.length === 0 ? part : Buffer.concat([held, part])
      const head = held.indexOf(endOfHead)
      if (head < 0) return
      const text = held.toString('latin1', 0, head)
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0)
      const isChunked = /\r\ntransfer-encoding: *chunked/i.test(text)
      if (isChunked ? !held.subarray(-7).equals(Buffer.from('\r\n0\r\n\r\n')) : held.length < head + 4 + length) return
      held = Buffer.alloc(0)
      // What a server says unasked (408, before it closes an idle line) answers nothing.
      if (!line.isAsked) return
      line.isAsked = false
      onAnswer(line, Number(text.slice(9, 12)))
    })
  })
}
