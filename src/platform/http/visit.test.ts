import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { connect, createServer, isIP, type AddressInfo, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { diceOf } from '../../../test/kit/dice.ts'
import { privateUrls } from '../../../test/kit/private-urls.ts'
import { isPublicAddress } from './public-address.ts'
import { openVisit, publicNetwork, type Network } from './visit.ts'

const portOf = (server: Server): number => (server.address() as AddressInfo).port
const listening = async <S extends Server>(server: S): Promise<S> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterAll(() => void server.close())
  return server
}

let answer: RequestListener = (_, response) => void response.end()
let asked: string[] = []
const internet = await listening(
  createHttpServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`)
    answer(request, response)
  }),
)
/** Whoever gets here got inside. */
let caught = 0
const canary = await listening(createServer((socket) => (caught++, socket.end('HTTP/1.1 200 OK\r\n\r\nsecret'))))

const outside = '93.184.215.14'
const limits = { bytes: 200_000, seconds: 15, redirects: 10 }

/** A network where public addresses are the test's server, and all others its canary; ports are not held against anybody. */
function testNetwork(resolve: (host: string) => readonly string[] = () => [outside], anyPort = false): Network {
  const real = publicNetwork()
  return {
    ...real,
    resolve: async (host) => resolve(host),
    mayReach: (place) => real.mayReach(anyPort ? { ...place, port: 80 } : place),
    connect: ({ address }) => connect(isPublicAddress(address) ? portOf(internet) : portOf(canary), '127.0.0.1'),
  }
}

/** A server that writes what it likes. */
async function rawServer(speak: (socket: Socket) => void): Promise<Network> {
  const server = await listening(
    createServer((socket) => socket.once('data', () => speak(socket.on('error', () => {})))),
  )
  return { ...testNetwork(), connect: () => connect(portOf(server), '127.0.0.1') }
}

const get = async (url: string, network: Network, changed: Partial<typeof limits> = {}) =>
  await openVisit({ ...limits, ...changed }, network).get(url)

test('an answer is kept as the bytes sent, with its redirects, and no cookie is sent or kept', async () => {
  const page = gzipSync('<p>Kept.</p>')
  answer = (request, response) => {
    if (request.url === '/old') {
      response.writeHead(301, { Location: '/new', 'Set-Cookie': 'a=1' }).end()
      return
    }
    expect(request.headers.cookie).toBeUndefined()
    response.writeHead(200, { 'X-One': '1', 'Set-Cookie': ['b=secret', 'c=secret'], 'Content-Encoding': 'gzip' })
    response.write(page.subarray(0, 10))
    response.end(page.subarray(10))
  }
  const fetched = await get('http://example.org/old#part', testNetwork())
  expect(fetched.exchanges.map(({ url, status }) => [url, status])).toEqual([
    ['http://example.org/old', 301],
    ['http://example.org/new', 200],
  ])
  const [, last] = fetched.exchanges
  expect(Buffer.from(last?.payload ?? [])).toEqual(page)
  const sent = Buffer.from(last?.sent ?? []).toString('latin1')
  expect(sent.startsWith('a\r\n')).toBe(true)
  expect(sent.endsWith('\r\n0\r\n\r\n')).toBe(true)
  const head = Buffer.from(last?.head ?? []).toString()
  expect(head).toContain('HTTP/1.1 200 OK\r\nX-One: 1\r\n')
  expect(JSON.stringify(fetched.exchanges.map(({ headers }) => headers)) + head).not.toMatch(/cookie|secret/i)
})

test('no spelling of a private address, no name of a machine inside and no other scheme is ever asked for', async () => {
  const urls = privateUrls(portOf(canary))
  expect(new Set(urls).size).toBeGreaterThanOrEqual(500)
  const private_ = ['127.0.0.1', '::1', '169.254.169.254', 'fd00:ec2::254', '::ffff:127.0.0.1']
  const inside = testNetwork((host) => [private_[host.length % private_.length] ?? ''], true)
  asked = []
  caught = 0
  for (const url of urls) {
    const { hostname } = URL.parse(url) ?? { hostname: '' }
    const network = hostname === 'example.org' ? testNetwork() : inside
    const fetched = await get(url, network)
    expect(fetched.kind === 'failed' && fetched.trouble, url).toBe('refused')
    expect(fetched.exchanges).toEqual([])
  }
  expect([caught, asked]).toEqual([0, []])
})

test('fifty chains of redirects end where they lead inside, and names that change under way are looked at each time', async () => {
  const forms = privateUrls(portOf(canary)).filter((url) => /^[!-~]+$/.test(url) && !url.includes('example.org'))
  caught = 0
  for (let seed = 1; seed <= 50; seed += 1) {
    const dice = diceOf(seed)
    const length = 1 + dice.between(0, 7)
    const goal = forms[dice.between(0, forms.length - 1)] ?? ''
    // Each name is public at first, and is asked for again: then it is inside, or both at once.
    const times = new Map<string, number>()
    const resolve = (host: string): readonly string[] => {
      const time = (times.get(host) ?? 0) + 1
      times.set(host, time)
      if (!host.endsWith('.example.org')) return ['127.0.0.1']
      if (time === 1) return [outside]
      return seed % 2 === 0 ? ['127.0.0.1'] : [outside, '10.0.0.1']
    }
    answer = (request, response) => {
      const hop = Number(request.url?.slice(1))
      const next =
        hop < length ? `http://h${hop + 1}.example.org/${hop + 1}` : seed % 3 === 0 ? 'http://h1.example.org/1' : goal
      response.writeHead([301, 302, 303, 307, 308][dice.between(0, 4)] ?? 301, { Location: next.trim() }).end()
    }
    asked = []
    const fetched = await get('http://h0.example.org/0', testNetwork(resolve, true))
    expect(fetched.kind === 'failed' && fetched.trouble, `seed ${seed}: ${goal}`).toBe('refused')
    expect(asked.length).toBe(length + 1)
  }
  expect(caught).toBe(0)
})

test('the address that was looked at is the one connected to, whatever the name says a moment later', async () => {
  let times = 0
  const reached: string[] = []
  const network: Network = {
    ...testNetwork(() => (times++ === 0 ? [outside] : ['127.0.0.1'])),
    connect: ({ address }) => {
      reached.push(address)
      return connect(portOf(internet), '127.0.0.1')
    },
  }
  answer = (_, response) => void response.end('here')
  expect((await get('http://rebinding.example.org/', network)).kind).toBe('answered')
  expect([times, reached]).toEqual([1, [outside]])
  expect(reached.every((address) => isIP(address) > 0)).toBe(true)
})

test('a redirect in circles, a name nobody has, a refused connection and a broken answer are told apart', async () => {
  answer = (_, response) => void response.writeHead(302, { Location: '/again' }).end()
  const trouble = async (network: Network) => {
    const fetched = await get('http://example.org/', network, { seconds: 5 })
    return fetched.kind === 'failed' ? fetched.trouble : fetched.answer.status
  }
  expect(await trouble(testNetwork())).toBe('too-many-redirects')
  const nobody = { ...testNetwork(), resolve: async () => Promise.reject(new Error('ENOTFOUND')) }
  expect(await trouble(nobody)).toBe('no-such-name')
  expect(await trouble({ ...testNetwork(), connect: () => connect(1, '127.0.0.1') })).toBe('no-connection')
  const broken = [
    'SSH-2.0-x\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour',
    'HTTP/1.1 200 OK\r\nContent-Length: 4, 5\r\n\r\nfour',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
    'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
    'HTTP/1.1 999\r\n\r\n',
    '',
  ]
  for (const said of broken) expect(await trouble(await rawServer((socket) => socket.end(said))), said).toBe('broken')
  const announced =
    'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200'
  expect(await trouble(await rawServer((socket) => socket.write(announced)))).toBe(200)
})

test('what is too long or too slow is ended: endless headers, an endless body, a body that drips', async () => {
  const trouble = async (speak: (socket: Socket) => void, changed: Partial<typeof limits>) => {
    const fetched = await get('http://example.org/', await rawServer(speak), changed)
    return fetched.kind === 'failed' ? fetched.trouble : fetched.kind
  }
  const pour = (bytes: string) => (socket: Socket) => {
    const more = () => socket.writable && socket.write(bytes, () => setImmediate(more))
    more()
  }
  expect(await trouble(pour(`X-More: ${'x'.repeat(1000)}\r\n`), {})).toBe('too-long')
  const endless = (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    pour('x'.repeat(10_000))(socket)
  }
  expect(await trouble(endless, {})).toBe('too-long')
  const drip = (socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
    const clock = setInterval(() => socket.write('x'), 20)
    socket.on('close', () => clearInterval(clock))
  }
  expect(await trouble(drip, { seconds: 0.3 })).toBe('too-slow')
  expect(await trouble(() => {}, { seconds: 0.2 })).toBe('too-slow')
  const stuck = { ...testNetwork(), resolve: () => new Promise<readonly string[]>(() => {}) }
  const late = await get('http://example.org/', stuck, { seconds: 0.2 })
  expect(late.kind === 'failed' && late.trouble).toBe('too-slow')
})

test('several requests of one visit share its limit of bytes', async () => {
  answer = (_, response) => void response.end('x'.repeat(90_000))
  const visit = openVisit(limits, testNetwork())
  const kinds = [
    await visit.get('http://example.org/1'),
    await visit.get('http://example.org/2'),
    await visit.get('http://example.org/3'),
  ]
  expect(kinds.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'failed'])
})

test('a test alone may reach one host at one port, and nothing else by it', async () => {
  answer = (_, response) => void response.end('here')
  const allowed = { host: 'site.example.org', port: portOf(internet), address: '127.0.0.1' }
  const network = publicNetwork(allowed)
  expect((await get(`http://site.example.org:${allowed.port}/`, network)).kind).toBe('answered')
  for (const url of [
    `http://127.0.0.1:${allowed.port}/`,
    'http://site.example.org:22/',
    `http://site.example.org:${portOf(canary)}/`,
  ]) {
    const fetched = await get(url, network)
    expect(fetched.kind === 'failed' && fetched.trouble, url).toBe('refused')
  }
})
