import { valuesOf } from '#kernel'

/** A server's answer (RFC 9112) as bytes, without its cookies. */
export type WireAnswer = {
  readonly status: number
  /** Names as sent, in order; no `Set-Cookie`. */
  readonly headers: readonly (readonly [string, string])[]
  /** The status line and header fields as sent, with the empty line behind them; no `Set-Cookie`. */
  readonly head: Uint8Array
  /** What followed, as sent: in chunks, when it came in chunks. */
  readonly sent: Uint8Array
  /** The same without transfer coding; content coding (gzip, br) is left as it is. */
  readonly payload: Uint8Array
}

/** Reads an answer as its bytes come in. */
export type AnswerReader = {
  /** More bytes. @returns the whole answer when these completed it. */
  readonly take: (bytes: Buffer) => WireAnswer | 'more' | 'broken' | 'too-long'
  /** The other side said all. */
  readonly end: () => WireAnswer | 'broken'
}

/** No server that is well says more before its first line of text. */
const longestHead = 64 * 1024
const emptyLine = Buffer.from('\r\n\r\n')

/** Reads a whole answer that was kept as bytes; `undefined` when it is none. */
export function readAnswer(bytes: Uint8Array): WireAnswer | undefined {
  const reader = answerReader()
  const came = reader.take(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const whole = came === 'more' ? reader.end() : came
  return typeof whole === 'string' ? undefined : whole
}

type Head = Pick<WireAnswer, 'status' | 'headers' | 'head'>

/** A reader for one answer to one GET; what comes behind the answer is passed over. */
export function answerReader(): AnswerReader {
  let before: Buffer = Buffer.alloc(0)
  let head: Head | undefined
  let body: BodyReader | undefined
  const whole = (): WireAnswer | 'broken' => {
    if (!head || !body) return 'broken'
    return { ...head, sent: Buffer.concat(body.sent), payload: Buffer.concat(body.payload) }
  }
  const takeBody = (bytes: Buffer) => {
    const came = body?.take(bytes) ?? 'broken'
    return came === 'done' ? whole() : came
  }
  return {
    take: (bytes) => {
      if (head) return takeBody(bytes)
      before = Buffer.concat([before, bytes])
      for (;;) {
        const end = before.indexOf(emptyLine)
        if (end > longestHead || (end < 0 && before.length > longestHead)) return 'too-long'
        if (end < 0) return 'more'
        const read = readHead(before.subarray(0, end).toString('latin1'))
        if (!read) return 'broken'
        before = before.subarray(end + emptyLine.length)
        // 1xx only announces the answer (RFC 9110 section 15.2).
        if (read.status >= 200) {
          head = read
          break
        }
      }
      body = bodyReader(head)
      return body === undefined ? 'broken' : takeBody(before)
    },
    end: () => (body?.untilEnd === true ? whole() : 'broken'),
  }
}

function readHead(text: string): Head | undefined {
  const [first = '', ...lines] = text.split('\r\n')
  const status = /^HTTP\/1\.[01] ([1-5]\d\d)(?: |$)/.exec(first)?.[1]
  if (status === undefined) return undefined
  const kept = [first]
  const headers: [string, string][] = []
  let isCookie = false
  for (const line of lines) {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^]*)$/.exec(line) ?? []
    const last = headers.at(-1)
    // A folded line (RFC 9112 section 5.2) belongs to the one before.
    if (name === undefined && !/^[ \t]/.test(line)) return undefined
    if (name !== undefined) isCookie = /^set-cookie2?$/i.test(name)
    if (isCookie) continue
    kept.push(line)
    if (name !== undefined) headers.push([name, value.trimEnd()])
    else if (last) last[1] = `${last[1]} ${line.trim()}`
  }
  return { status: Number(status), headers, head: Buffer.from(`${kept.join('\r\n')}\r\n\r\n`, 'latin1') }
}

type BodyReader = {
  readonly sent: Buffer[]
  readonly payload: Buffer[]
  readonly untilEnd: boolean
  readonly take: (bytes: Buffer) => 'more' | 'done' | 'broken'
}

function bodyReader({ status, headers }: Head): BodyReader | undefined {
  if (status === 204 || status === 304) return sizedBody(0)
  const coding = valuesOf(headers, 'transfer-encoding').join(',').toLowerCase()
  if (/(?:^|[,\s])chunked$/.test(coding)) return chunkedBody()
  if (coding !== '') return endlessBody()
  const lengths = new Set(valuesOf(headers, 'content-length').flatMap((value) => value.split(/\s*,\s*/)))
  const [length, ...others] = lengths
  if (length === undefined) return endlessBody()
  return others.length === 0 && /^\d{1,15}$/.test(length) ? sizedBody(Number(length)) : undefined
}

function endlessBody(): BodyReader {
  const all: Buffer[] = []
  const take = (bytes: Buffer) => {
    all.push(bytes)
    return 'more' as const
  }
  return { sent: all, payload: all, untilEnd: true, take }
}

function sizedBody(size: number): BodyReader {
  const all: Buffer[] = []
  let left = size
  const take = (bytes: Buffer) => {
    all.push(bytes.subarray(0, left))
    left -= Math.min(left, bytes.length)
    return left === 0 ? ('done' as const) : ('more' as const)
  }
  return { sent: all, payload: all, untilEnd: false, take }
}

const longestLine = 4096

/** Chunks (RFC 9112 section 7.1): a line with a size, as many bytes, an empty line; the last has none, and trailers. */
function chunkedBody(): BodyReader {
  const [sent, payload]: [Buffer[], Buffer[]] = [[], []]
  let expecting: 'size' | 'data' | 'data-end' | 'trailer' = 'size'
  let line = ''
  let left = 0

  /** What a whole line says. */
  const readLine = (): 'more' | 'done' | 'broken' => {
    const said = line.slice(0, -2)
    line = ''
    if (expecting === 'trailer') return said === '' ? 'done' : 'more'
    if (expecting === 'data-end') {
      expecting = 'size'
      return said === '' ? 'more' : 'broken'
    }
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;|$)/i.exec(said)?.[1]
    if (size === undefined) return 'broken'
    left = Number.parseInt(size, 16)
    expecting = left === 0 ? 'trailer' : 'data'
    return 'more'
  }

  const take = (bytes: Buffer): 'more' | 'done' | 'broken' => {
    let at = 0
    while (at < bytes.length) {
      if (expecting === 'data') {
        const part = bytes.subarray(at, at + left)
        payload.push(part)
        at += part.length
        left -= part.length
        if (left === 0) expecting = 'data-end'
        continue
      }
      const end = bytes.indexOf(10, at)
      const until = end < 0 ? bytes.length : end + 1
      line += bytes.toString('latin1', at, until)
      at = until
      if (line.length > longestLine) return 'broken'
      if (!line.endsWith('\n')) continue
      const came = line.endsWith('\r\n') ? readLine() : 'broken'
      if (came === 'more') continue
      if (came === 'done') sent.push(bytes.subarray(0, at))
      return came
    }
    sent.push(bytes)
    return 'more'
  }
  return { sent, payload, untilEnd: false, take }
}
