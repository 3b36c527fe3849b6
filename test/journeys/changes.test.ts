import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crawl } from '../kit/crawl.ts'
import { exampleFolder } from '../kit/example.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, runCommand, startHouseWith, type House } from '../kit/house.ts'

const data = guardedFolder()
let house: House
let port: number

beforeAll(async () => {
  port = await freePort()
  // As on a machine of the public's: with an address of its own, behind a proxy on the same machine.
  const settings = { PUBLIC_URL: 'https://letters.example', TRUSTED_PROXIES: '127.0.0.0/8' }
  house = await startHouseWith(data.path, port, settings, '--dev')
}, 120_000)
afterAll(async () => {
  await house?.close()
  await data.remove()
})

const statusOf = async (path: string): Promise<number> => {
  const answer = await fetch(house.url + path)
  await answer.arrayBuffer()
  return answer.status
}

/** Asks until the answer has the status; a server that never gives it fails the test by its time limit. */
async function becomes(path: string, status: number): Promise<void> {
  while ((await statusOf(path)) !== status) await wait(100)
}

const command = (...args: readonly string[]): Promise<string> => runCommand(data.path, port, ...args)
const letters = join(exampleFolder, 'letters.txt')

test('a server with a public address has nothing of ours on it, even when asked, names that address, and says how to begin', async () => {
  const page = await (await fetch(house.url)).text()
  expect(page).toContain('No letter is public here yet.')
  expect(page).not.toContain('/c/')
  expect(page).toContain('<link rel="canonical" href="https://letters.example/"')
})

test('a letter imported while the server runs appears without a restart, and one taken back is gone from every address', async () => {
  await command('import', letters, '--yes', '--publish', '--title', 'Fresh')
  while (!(await (await fetch(house.url)).text()).includes('/c/fresh')) await wait(100)
  const before = await crawl(house.url)
  expect(before.size).toBeGreaterThan(100)
  for (const { path, status } of before.values()) expect([path, status]).toEqual([path, 200])
  const place = [...before.keys()].find((path) => /^\/c\/fresh\/[^/]+$/.test(path))?.slice('/c/'.length) ?? ''

  await command('state', place, 'draft')
  await becomes('/c/fresh', 404)
  while ((await (await fetch(house.url)).text()).includes('/c/fresh')) await wait(100)
  for (const path of before.keys()) expect([path, await statusOf(path)]).toEqual([path, path === '/' ? 200 : 404])
  for (const path of ['/', '/sitemap.xml']) expect(await (await fetch(house.url + path)).text()).not.toContain('/c/')

  await command('state', place, 'published')
  await becomes('/c/fresh', 200)
})

test('an import as a draft is seen by nobody until it is published', async () => {
  await command('import', letters, '--yes', '--draft', '--title', 'Hidden')
  await expect(command('state', 'hidden/nothing', 'published')).rejects.toThrow('exit 2')
  expect(await statusOf('/c/hidden')).toBe(404)
})

test('behind the proxy it was told to trust, the server counts searches by the visitor that the proxy names', async () => {
  await becomes('/c/fresh', 200)
  const place = [...(await crawl(house.url)).keys()].find((path) => path.endsWith('/signatories')) ?? ''
  const search = async (headers: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${house.url}${place}?find=fair`, { headers })
    await answer.arrayBuffer()
    return answer.status
  }
  // Twice the budget and two, so that one window of time has more than its budget wherever it ends.
  const many = await Promise.all(Array.from({ length: 62 }, () => search({ 'X-Forwarded-For': '203.0.113.7' })))
  expect(new Set(many)).toEqual(new Set([200, 429]))
  expect(await search({ 'X-Forwarded-For': '198.51.100.7' })).toBe(200)
  expect(await search({})).toBe(200)
})

/** Sends bytes as they are. @returns what came back until the server closed the connection. */
async function raw(bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(bytes)
  return await text(socket).catch(() => '')
}

const closing = 'Connection: close\r\n\r\n'

test.each([
  ['not HTTP at all', 'hello\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['binary', Buffer.from(Array.from({ length: 512 }, (_, n) => (n * 7) % 256)), /^(HTTP\/1\.1 400 |$)/],
  ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex'), /^(HTTP\/1\.1 400 |$)/],
  ['a bad request line', `GET  / / HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 400 /],
  ['HTTP of another age', `GET / HTTP/9.9\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 (400|505) /],
  ['no Host', `GET / HTTP/1.1\r\n${closing}`, /^HTTP\/1\.1 400 /],
  ['a hostile Host on a page at hand', `GET / HTTP/1.1\r\nHost: a/../b@c d\r\n${closing}`, /^HTTP\/1\.1 (200|400) /],
  ['a hostile Host', `GET /nothing HTTP/1.1\r\nHost: a/../b@c d\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  ['an empty Host', `GET /nothing HTTP/1.1\r\nHost:\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  [
    'an absolute target',
    `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n${closing}`,
    /^HTTP\/1\.1 (200|4\d\d) /,
  ],
  ['a target with another scheme', `GET ftp://evil.example/ HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  ['a target of stars', `OPTIONS * HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  ['a target of slashes', `GET ///evil.example/%2e%2e HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  ['a target without slash', `GET nothing HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n${closing}`, /^(HTTP\/1\.1 4\d\d |$)/],
  ['TRACE', `TRACE / HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  [
    'an upgrade',
    `GET /nothing HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n`,
    /^HTTP\/1\.1 4\d\d /,
  ],
  ['headers of 20 KB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n${closing}`, /^HTTP\/1\.1 431 /],
  ['a target of 20 KB', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 4(00|14|31) /],
  ['a target of 10 KB', `GET /${'x'.repeat(10_000)} HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 4(00|14) /],
  [
    'two lengths',
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n${closing}hello`,
    /^HTTP\/1\.1 4\d\d /,
  ],
  [
    'a length and chunks',
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n${closing}0\r\n\r\n`,
    /^HTTP\/1\.1 4\d\d /,
  ],
  [
    'broken chunks',
    `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n${closing}zz\r\nhello\r\n`,
    /^HTTP\/1\.1 4\d\d /,
  ],
  ['a small body', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n${closing}hello`, /^HTTP\/1\.1 405 /],
  ['no body at all', `POST / HTTP/1.1\r\nHost: x\r\n${closing}`, /^HTTP\/1\.1 405 /],
  [
    'a small chunk',
    `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n${closing}5\r\nhello\r\n0\r\n\r\n`,
    /^HTTP\/1\.1 400 /,
  ],
  ['a length too large', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n${closing}`, /^HTTP\/1\.1 413 /],
  [
    'a body too large',
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n${closing}${'x'.repeat(70_000)}`,
    /^HTTP\/1\.1 413 /,
  ],
  [
    'chunks too large',
    `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n${closing}${'4000\r\n'.concat('x'.repeat(0x4000), '\r\n').repeat(5)}0\r\n\r\n`,
    /^HTTP\/1\.1 400 /,
  ],
  [
    'a wish to continue with too much',
    `POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n${closing}`,
    /HTTP\/1\.1 413 /,
  ],
  ['an odd expectation', `GET /nothing HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
  ['a NUL in a header', `GET /nothing HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n${closing}`, /^HTTP\/1\.1 400 /],
  ['a folded header', `GET /nothing HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n${closing}`, /^HTTP\/1\.1 4\d\d /],
])('%s is refused plainly, and the server goes on', async (_what, bytes, answer) => {
  expect(await raw(bytes)).toMatch(answer)
  expect(await statusOf('/')).toBe(200)
})

test('connections that break off in the middle leave the server as it was', async () => {
  for (const part of [
    'GET',
    'GET / HTTP/1.1\r\nHost: x\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nhalf',
  ]) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await new Promise((resolve) => socket.write(part, resolve))
    socket.resetAndDestroy()
  }
  expect(await statusOf('/')).toBe(200)
})

test('a GET or a HEAD on a kept connection gets as many bytes as it was promised', async () => {
  const head = await raw(`HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n${closing}`)
  expect(head.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2)
  expect(head).not.toContain('<!doctype')
})
