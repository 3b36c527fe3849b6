import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { answerFrom, formFor } from './answer-stored.ts'
import { pageShelf, storePage, type PageParts } from './page-shelf.ts'

const parts = (body: string | Uint8Array, compress = true): PageParts => ({
  contentType: 'text/plain; charset=utf-8',
  body,
  headers: [['X-Kept', 'yes']],
  compress,
})

/** A promise that is kept when the test says so. */
function later<T>() {
  let settle: (value: T) => void = () => {}
  let fail: (reason: Error) => void = () => {}
  const promise = new Promise<T>((resolve, reject) => {
    settle = resolve
    fail = reject
  })
  return { promise, settle, fail }
}

test('a page that many ask for at once is built once, and all get the same', async () => {
  const shelf = pageShelf(1e6)
  const gate = later<PageParts>()
  let builds = 0
  const build = () => {
    builds += 1
    return gate.promise
  }
  const asked = Array.from({ length: 20 }, () => shelf.keep('/a', { text: 'one' }, build))
  gate.settle(parts('hello'))
  const pages = await Promise.all(asked)
  expect(builds).toBe(1)
  expect(new Set(pages).size).toBe(1)
  expect(await shelf.keep('/a', { text: 'one' }, build)).toBe(pages[0])
  expect(builds).toBe(1)
})

test('a build that fails or finds nothing is not kept: the next one who asks gets another try', async () => {
  const shelf = pageShelf(1e6)
  await expect(shelf.keep('/a', { text: 'one' }, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await shelf.keep('/a', { text: 'one' }, async () => undefined)).toBeUndefined()
  expect(shelf.at('/a')).toBeUndefined()
  expect((await shelf.keep('/a', { text: 'one' }, async () => parts('back')))?.plain.body.toString()).toBe('back')
})

test('what was being built while its subject was forgotten is not kept, and nobody who asks afterwards gets it', async () => {
  const shelf = pageShelf(1e6)
  const old = later<PageParts>()
  const before = shelf.keep('/a', { text: 'one' }, () => old.promise)
  shelf.forget(new Set(['one']))
  const fresh = later<PageParts>()
  const after = shelf.keep('/a', { text: 'one' }, () => fresh.promise)
  old.settle(parts('stale'))
  expect((await before)?.plain.body.toString()).toBe('stale')
  expect(shelf.at('/a')).toBeUndefined()
  let third = 0
  const besides = shelf.keep('/a', { text: 'one' }, async () => {
    third += 1
    return parts('third')
  })
  fresh.settle(parts('fresh'))
  expect((await after)?.plain.body.toString()).toBe('fresh')
  expect((await besides)?.plain.body.toString()).toBe('fresh')
  expect(third).toBe(0)
  expect(shelf.at('/a')?.plain.body.toString()).toBe('fresh')
})

test('what is slow to build is kept though other subjects change all the while, and is built once', async () => {
  const shelf = pageShelf(1e6)
  const slow = later<PageParts>()
  const asked = shelf.keep('/a', { text: 'one' }, () => slow.promise)
  shelf.forget(new Set(['two', '*']))
  const again = shelf.keep('/a', { text: 'one' }, () => Promise.reject(new Error('built twice')))
  slow.settle(parts('slow'))
  expect(await again).toBe(await asked)
  expect(shelf.at('/a')).toBe(await asked)
})

test('forgetting one subject leaves the pages of others', async () => {
  const shelf = pageShelf(1e6)
  await shelf.keep('/a', { text: 'one' }, async () => parts('a'))
  await shelf.keep('/b', { text: 'two' }, async () => parts('b'))
  shelf.forget(new Set(['one', '*']))
  expect([shelf.at('/a'), shelf.at('/b')?.plain.body.toString()]).toEqual([undefined, 'b'])
})

test('the shelf never holds more than its bytes: the longest kept leave first, and what is larger is never kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(8), fc.nat(700)), { maxLength: 40 }), async (asked) => {
      const shelf = pageShelf(1000)
      const paths = new Set<string>()
      for (const [name, size] of asked) {
        const path = `/${name}`
        paths.add(path)
        shelf.forget(new Set([path]))
        await shelf.keep(path, { text: path }, async () => parts(new Uint8Array(size * 2), false))
        const held = [...paths].map((one) => shelf.at(one)?.plain.body.length ?? 0)
        expect(held.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(1000)
        expect(shelf.at(path) !== undefined).toBe(size * 2 <= 1000)
      }
    }),
    { numRuns: 40 },
  )
})

test('every form decodes to the same bytes, and each has an ETag of its own that changes with the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (body) => {
      const page = await storePage(parts(body))
      const plain = page.plain.body.toString()
      expect(plain).toBe(Buffer.from(body).toString())
      expect(page.brotli && brotliDecompressSync(page.brotli.body).toString()).toBe(plain)
      expect(page.gzip && gunzipSync(page.gzip.body).toString()).toBe(plain)
      const tags = [page.plain.etag, page.brotli?.etag, page.gzip?.etag]
      expect(new Set(tags).size).toBe(3)
      expect((await storePage(parts(`${body}.`))).plain.etag).not.toBe(page.plain.etag)
    }),
    { numRuns: 30 },
  )
})

test.each([
  [undefined, 'plain'],
  ['', 'plain'],
  ['identity', 'plain'],
  ['gzip', 'gzip'],
  ['br', 'brotli'],
  ['gzip, deflate, br, zstd', 'brotli'],
  ['gzip;q=1.0, br;q=0.5', 'brotli'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.000 , gzip;q=0', 'plain'],
  ['brx, xgzip', 'plain'],
  ['BR', 'brotli'],
  ['GZip', 'gzip'],
] as const)('a client that accepts %j is sent the %s form', async (accepted, wished) => {
  const page = await storePage(parts('text '.repeat(50)))
  expect(formFor(page, accepted)).toBe(page[wished])
})

test('no Accept-Encoding or If-None-Match of a stranger makes an answer fail or lie about its coding', async () => {
  const page = await storePage(parts('text '.repeat(50)))
  const word = fc.oneof(
    fc.constantFrom('br', 'gzip', 'identity', '*', ';q=0', ';q=', ',', page.plain.etag),
    fc.string(),
  )
  const header = fc.array(word).map((words) => words.join('').replace(/[^\t\x20-\x7e]/g, ''))
  await fc.assert(
    fc.asyncProperty(header, header, async (accepted, known) => {
      const answer = answerFrom(
        page,
        new Request('http://x/', { headers: { 'Accept-Encoding': accepted, 'If-None-Match': known } }),
      )
      expect([200, 304]).toContain(answer.status)
      expect(answer.headers.get('vary')).toBe('Accept-Encoding')
      if (answer.status === 304) return
      const bytes = Buffer.from(await answer.arrayBuffer())
      const coding = answer.headers.get('content-encoding')
      const read = coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes
      expect(read.toString()).toBe('text '.repeat(50))
    }),
    { numRuns: 100 },
  )
})

const longPage = Array.from({ length: 9000 }, (_, n) => `<li>Tenants of Street ${(n * 7919) % 9973}</li>`).join('')

test('a page whose count changed is shown a little longer while it is built anew, once; after three seconds it is waited for', async () => {
  let now = 0
  const shelf = pageShelf(1e6, () => now)
  let count = 1
  let builds = 0
  const build = async () => {
    builds += 1
    return parts(String(count))
  }
  const shown = () => shelf.at('/a')?.plain.body.toString()
  await shelf.keep('/a', { text: 'one', count: 'n' }, build)
  count = 2
  shelf.renew(new Set(['other']))
  expect([shown(), builds]).toEqual(['1', 1])
  shelf.renew(new Set(['n']))
  expect([shown(), shown(), shown()]).toEqual(['1', '1', '1'])
  while (shown() !== '2') await new Promise((resolve) => setImmediate(resolve))
  expect(builds).toBe(2)
  count = 3
  shelf.renew(new Set(['n']))
  now = 3001
  expect(shown()).toBeUndefined()
  const waited = await shelf.keep('/a', { text: 'one', count: 'n' }, build)
  expect([waited?.plain.body.toString(), builds]).toEqual(['3', 3])
})

test('a page whose count changed while it was being built is old from the start', async () => {
  const shelf = pageShelf(1e6, () => 0)
  const first = later<PageParts>()
  const answers = [first.promise, Promise.resolve(parts('2'))]
  const build = () => answers.shift() ?? Promise.reject(new Error('built too often'))
  const asked = shelf.keep('/a', { text: 'one', count: 'n' }, build)
  shelf.renew(new Set(['n']))
  first.settle(parts('1'))
  await asked
  expect(shelf.at('/a')?.plain.body.toString()).toBe('1')
  while (shelf.at('/a')?.plain.body.toString() !== '2') await new Promise((resolve) => setImmediate(resolve))
})

test('an old page that cannot be built anew stays until it can; one that was forgotten tells its trouble', async () => {
  let now = 0
  const shelf = pageShelf(1e6, () => now)
  let build = async () => parts('1')
  await shelf.keep('/a', { text: 'one', count: 'n' }, () => build())
  build = () => Promise.reject(new Error('away'))
  shelf.renew(new Set(['n']))
  expect(shelf.at('/a')?.plain.body.toString()).toBe('1')
  await new Promise((resolve) => setImmediate(resolve))
  now = 3001
  const asked = () => shelf.keep('/a', { text: 'one', count: 'n' }, () => build())
  expect((await asked())?.plain.body.toString()).toBe('1')
  shelf.forget(new Set(['one']))
  await expect(asked()).rejects.toThrow('away')
  build = async () => parts('2')
  expect((await asked())?.plain.body.toString()).toBe('2')
})

test('a large page that stays is squeezed harder after a while: the same page, fewer bytes, another ETag', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const shelf = pageShelf(10_000_000)
    const first = await shelf.keep('/long', { text: 'one' }, async () => parts(longPage))
    vi.advanceTimersByTime(60_000)
    while (shelf.at('/long') === first) await new Promise((resolve) => setImmediate(resolve))
    const squeezed = shelf.at('/long')
    expect(brotliDecompressSync(squeezed?.brotli?.body ?? Buffer.alloc(0)).toString()).toBe(longPage)
    expect(squeezed?.brotli?.body.length).toBeLessThan(first?.brotli?.body.length ?? 0)
    expect(squeezed?.brotli?.etag).not.toBe(first?.brotli?.etag)
    expect(squeezed?.plain).toEqual(first?.plain)
  } finally {
    vi.useRealTimers()
  }
})

test('a page forgotten before it was squeezed does not come back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const shelf = pageShelf(10_000_000)
    await shelf.keep('/long', { text: 'one' }, async () => parts(longPage))
    vi.advanceTimersByTime(60_000)
    shelf.forget(new Set(['one']))
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(shelf.at('/long')).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})
