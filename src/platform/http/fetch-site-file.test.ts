import { createServer, request, type RequestListener } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { fetchSiteFile, type SiteMeans } from './fetch-site-file.ts'
import { isPublicAddress } from './public-address.ts'

let answer: RequestListener = (_, response) => void response.end()
let asked: string[] = []
const server = createServer((asking, response) => {
  asked.push(`${asking.headers.host}${asking.url}`)
  answer(asking, response)
})
const port = await new Promise<number>((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address ? address.port : 0)
  })
})
afterAll(() => void server.close())

/** A network in which every name leads to the test's server, as if that were at a public address. */
const means: SiteMeans = {
  resolve: (_, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  isPublic: () => true,
  open: (url, options, answered) =>
    request({ ...options, host: url.hostname, port, path: url.pathname, headers: { host: url.host } }, answered),
}
const address = 'https://harbor-lights.org/.well-known/undersigned.txt'
const fetched = async (listener: RequestListener, with_ = means, of = address) => {
  answer = listener
  asked = []
  return fetchSiteFile(of, with_)
}
const text =
  (words: string): RequestListener =>
  (_, response) =>
    void response.setHeader('Content-Type', 'text/plain; charset=utf-8').end(words)
const sent =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end()

test('a small plain text comes as it is', async () => {
  expect(await fetched(text('Undersigned ä\n'))).toEqual({ kind: 'text', text: 'Undersigned ä\n' })
})

test('redirects are followed to www and back, and never to another host, port or protocol', async () => {
  const toWww: RequestListener = (asking, response) =>
    asking.headers.host?.startsWith('www.') === true
      ? text('there')(asking, response)
      : sent(301, { Location: 'https://www.harbor-lights.org/x.txt' })(asking, response)
  expect(await fetched(toWww)).toEqual({ kind: 'text', text: 'there' })
  const elsewhere = [
    'https://evil-press.net/x',
    'http://harbor-lights.org/x',
    'https://harbor-lights.org:8443/x',
    'https://harbor-lights.org.evil-press.net/x',
    'https://user@harbor-lights.org/x',
    'https://127.0.0.1/x',
    '//evil-press.net/x',
    'file:///etc/passwd',
  ]
  for (const location of elsewhere) {
    expect(await fetched(sent(302, { Location: location })), location).toEqual({ kind: 'elsewhere' })
    expect(asked).toHaveLength(1)
  }
  expect(await fetched(sent(302, { Location: '/again' }))).toEqual({ kind: 'unreadable' })
})

test('what is missing, no plain text, or too long is told apart, and a broken server is asked again', async () => {
  expect(await fetched(sent(404))).toEqual({ kind: 'missing' })
  expect(await fetched(sent(403))).toEqual({ kind: 'unreadable' })
  expect(await fetched(sent(503))).toEqual({ kind: 'silent' })
  expect(await fetched(sent(200, { 'Content-Type': 'text/html' }))).toEqual({ kind: 'unreadable' })
  expect(await fetched(text('x'.repeat(65_537)))).toEqual({ kind: 'unreadable' })
  expect(await fetched((asking) => void asking.socket.destroy())).toEqual({ kind: 'silent' })
})

test('a name with one private address among others is not visited at all', async () => {
  const two: SiteMeans['resolve'] = (_, done) =>
    done(null, [
      { address: '93.184.215.14', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ])
  const careful = { ...means, resolve: two, isPublic: isPublicAddress }
  expect(await fetched(text('secret'), careful)).toEqual({ kind: 'elsewhere' })
  expect(asked).toEqual([])
})

test('public is only what anybody on the internet can reach', () => {
  const inside = [
    '0.0.0.0',
    '10.1.2.3',
    '100.100.0.1',
    '127.0.0.53',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '0x7f.1',
    '',
  ]
  for (const one of inside) expect(isPublicAddress(one), one).toBe(false)
  for (const one of ['8.8.8.8', '93.184.215.14', '172.32.0.1', '2606:4700::1', '2a00:1450::1'])
    expect(isPublicAddress(one), one).toBe(true)
})
