import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { WARCParser } from 'warcio'
import { exchangeOf, stillMeans } from '../../test/kit/archives.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { verifyWacz } from './verify-wacz.ts'
import { openWacz, packWacz, paths } from './wacz.ts'
import { digestOf, type Archived } from './warc.ts'
import { readZip, writeZip, type ZipFile } from './zip.ts'

const site = 'https://halden.example.org/'
const exchanges: readonly Archived[] = [
  exchangeOf(`${site}old`, '', { Location: '/page' }, 301),
  exchangeOf(`${site}page`, `<p>We will not sell the scores.</p>${'<p>More.</p>'.repeat(50)}`, {
    'Content-Encoding': 'gzip',
  }),
  exchangeOf(`${site}style.css`, 'p{color:red}', { 'Content-Type': 'text/css' }),
].map((exchange) => ({ kind: 'exchange', exchange }))
const archive = await packWacz({ all: exchanges, page: `${site}page`, title: 'Principles' }, stillMeans())
const hash = createHash('sha256').update(archive).digest('hex')

test('an archive is whole, and says of each answer where it is and what its bytes were', async () => {
  expect(await verifyWacz(archive, hash)).toEqual([])
  const open = await openWacz(archive.length, async ({ from, size }) => archive.subarray(from, from + size))
  expect(open?.index.map(({ url, status, mime }) => [url, status, mime])).toEqual([
    [`${site}old`, 301, 'text/html'],
    [`${site}page`, 200, 'text/html'],
    [`${site}style.css`, 200, 'text/css'],
  ])
  expect(open?.main).toBe(1)
  const line = open?.index[2]
  expect(line?.digest).toBe(digestOf(Buffer.from('p{color:red}')))
  expect([...archive.subarray(open?.warc.from, (open?.warc.from ?? 0) + 2)]).toEqual([0x1f, 0x8b])
})

test('an archive opens by its end alone, also when its index is longer than what is usually read', async () => {
  const many = Array.from({ length: 400 }, (_, n) =>
    exchangeOf(`${site}image-${n}-${'x'.repeat(100)}`, 'i', { 'Content-Type': 'image/png' }),
  )
  const all: readonly Archived[] = [...exchanges, ...many.map((exchange) => ({ kind: 'exchange' as const, exchange }))]
  const long = await packWacz({ all, page: `${site}page`, title: 'Long' }, stillMeans())
  const reads: number[] = []
  const open = await openWacz(long.length, async ({ from, size }) => {
    reads.push(size)
    return long.subarray(from, from + size)
  })
  expect(open?.index.length).toBe(403)
  expect(reads.length).toBe(2)
  expect(await verifyWacz(long)).toEqual([])
})

test('another reader of WARC finds the same answers in it', async () => {
  const warc = readZip(archive)?.find(({ path }) => path === paths.warc)?.bytes ?? new Uint8Array()
  const found: [string, string | null | undefined, string][] = []
  for await (const record of WARCParser.iterRecords([warc]))
    found.push([
      record.warcType,
      record.warcTargetURI,
      record.warcType === 'response' ? await record.contentText() : '',
    ])
  expect(found.map(([type, url]) => `${type} ${url ?? ''}`.trim())).toEqual([
    'warcinfo',
    ...['old', 'page', 'style.css'].flatMap((path) => [`response ${site}${path}`, `request ${site}${path}`]),
  ])
  expect(found[3]?.[2]).toContain('<p>We will not sell the scores.</p>')
})

/** The archive with one of its files changed, and everything that follows from it left as it was. */
const withFile = (path: string, change: (bytes: Uint8Array) => Uint8Array): Uint8Array =>
  writeZip(
    (readZip(archive) ?? []).map((file): ZipFile => (file.path === path ? { path, bytes: change(file.bytes) } : file)),
  )

test('a thousand altered captures are all told: flipped bits, cut ends, swapped payloads, changed headers', async () => {
  let altered = 0
  const told = async (bytes: Uint8Array, how: string) => {
    if (Buffer.compare(bytes, archive) === 0) return
    altered += 1
    expect(await verifyWacz(bytes), how).not.toEqual([])
    expect(await verifyWacz(bytes, hash), how).toContain('It is not the file that was kept.')
  }
  const dice = diceOf(5)
  for (let round = 0; round < 700; round += 1) {
    const [at, bit] = [dice.between(0, archive.length - 1), dice.between(0, 7)]
    const flipped = Buffer.from(archive)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
    await told(flipped, `bit ${bit} of byte ${at}`)
  }
  for (let round = 0; round < 150; round += 1) {
    const [from, size] = [dice.between(0, archive.length - 1), dice.between(1, 400)]
    await told(archive.subarray(0, from), `cut at ${from}`)
    await told(Buffer.concat([archive.subarray(0, from), archive.subarray(from + size)]), `without ${size} at ${from}`)
  }
  await told(Buffer.concat([archive, Buffer.from([0])]), 'a byte more')
  const words: readonly (readonly [string, string])[] = [
    ['will not sell', 'will now sell'],
    ['WARC-Date: 2029', 'WARC-Date: 2028'],
    ['Location: /page', 'Location: /pace'],
    ['HTTP/1.1 301', 'HTTP/1.1 302'],
    ['text/css', 'text/xml'],
    ['93.184.215.14', '93.184.215.15'],
    ['halden.example.org', 'holden.example.org'],
  ]
  // Taken apart, changed, and packed again in its place: only what the digests and the index say is left to tell.
  for (const [before, after] of words)
    for (let member = 0; member < 7; member += 1)
      await told(
        withFile(paths.warc, (warc) => repacked(warc, member, before, after)),
        `${before} in record ${member}`,
      )
  for (const path of Object.values(paths))
    for (let round = 0; round < 10; round += 1)
      await told(
        withFile(path, (bytes) => Buffer.from(bytes).fill(dice.between(0, 255), dice.between(0, bytes.length - 1))),
        path,
      )
  expect(altered).toBeGreaterThanOrEqual(1000)
})

function repacked(warc: Uint8Array, number: number, before: string, after: string): Uint8Array {
  const marks = [
    ...Buffer.from(warc)
      .toString('latin1')
      .matchAll(/\x1f\x8b\x08/g),
  ].map(({ index }) => index)
  const members = marks.map((from, index) => warc.subarray(from, marks[index + 1] ?? warc.length))
  return Buffer.concat(
    members.map((packed, index) => {
      if (index !== number) return packed
      const plain = gunzipSync(packed).toString('latin1')
      if (plain.includes(before)) return gzipSync(Buffer.from(plain.replaceAll(before, after), 'latin1'))
      // The page's own payload is packed once more inside.
      const [head = '', body = ''] = plain.split('\r\n\r\n\x1f')
      if (body === '') return packed
      const inner = gunzipSync(Buffer.from(`\x1f${body.slice(0, -4)}`, 'latin1')).toString('latin1')
      return gzipSync(
        Buffer.concat([
          Buffer.from(`${head}\r\n\r\n`),
          gzipSync(inner.replaceAll(before, after)),
          Buffer.from('\r\n\r\n'),
        ]),
      )
    }),
  )
}
