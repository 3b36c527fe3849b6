import { gzipSync } from 'node:zlib'
import { newId, type Means } from '../../src/kernel/index.ts'
import { readAnswer, systemMeans, type Exchange } from '../../src/platform/index.ts'

/** An exchange with a server as it would have been had. */
export function exchangeOf(
  url: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Exchange {
  const isPacked = headers['Content-Encoding'] === 'gzip'
  const payload = isPacked ? gzipSync(body) : Buffer.from(body)
  const lines = Object.entries({
    'Content-Type': 'text/html; charset=utf-8',
    ...headers,
    'Content-Length': payload.length,
  })
  const head = `HTTP/1.1 ${status} Said\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  const answer = readAnswer(Buffer.concat([Buffer.from(head), payload]))
  if (!answer) throw new Error('no answer was written')
  const request = Buffer.from(`GET ${new URL(url).pathname} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`)
  return { ...answer, url, at: new Date('2029-01-15T12:00:00.123Z'), address: '93.184.215.14', request }
}

/** Time that stands still, and real chance. */
export function stillMeans(at = '2029-01-15T12:00:00.000Z'): Means {
  return { ...systemMeans(), now: () => new Date(at) }
}

/** A fresh id of anything. */
export const anyId = <Id extends string>(): Id => newId<Id>(systemMeans())
