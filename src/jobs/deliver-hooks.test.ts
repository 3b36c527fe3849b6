import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { openJournal, publicNetwork, type Network } from '#platform'
import { addHook, hookSecret, hooksOf, mostFailures, noteFact, publicEvents, removeHook, resumeHook } from '#responses'
import { testDatabase } from '../../test/kit/database.ts'
import { firstOperator, tickingMeans } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { publicRecord } from '../../test/kit/public-record.ts'
import { on, said } from '../../test/kit/recorded.ts'
import { vaultForTests as vault } from '../../test/kit/signatures.ts'
import { deliverDueHooks } from './deliver-hooks.ts'

type Post = { readonly headers: IncomingMessage['headers']; readonly body: string; readonly path: string }
let posts: Post[] = []
let status = 200
let reached = 0
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    posts.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' })
    response.writeHead(status, { Location: 'http://127.0.0.1/' }).end()
  })
})
await new Promise<void>((ready) => void receiver.listen(0, '127.0.0.1', ready))
afterAll(() => void receiver.close())

/** Public names lead to the receiver, without the encryption that the real one has; `inside.example` leads inside. */
const real = publicNetwork()
const network: Network = {
  ...real,
  resolve: async (host) => [host === 'inside.example' ? '10.1.2.3' : '93.184.215.14'],
  connect: ({ address }) => {
    if (address.startsWith('10.')) reached += 1
    const socket = connect((receiver.address() as AddressInfo).port, '127.0.0.1')
    socket.once('connect', () => void socket.emit('secureConnect'))
    return socket
  },
}

const database = await testDatabase()
const means = tickingMeans()
await firstOperator(database, means)
const { slug, campaign, recipient } = await publicRecord(database, 'server', means)
const by = 'server' as const
const eventUrl = (of: string, event: string) => `https://letters.example/c/${of}/record/events/${event}.json`
const hooking = { ...means, database, journal: openJournal(() => {}, means), vault, eventUrl, network }

const deliver = () => deliverDueHooks(hooking)
const add = async (url: string) => {
  const outcome = await database.transaction((tx) => addHook(tx, { campaign, by, url }, means))
  if (outcome.kind !== 'added') throw new Error(outcome.why)
  return outcome.hook
}
const hookNow = async () => {
  const [hook] = await database.read((tx) => hooksOf(tx, campaign))
  if (!hook) throw new Error('there is no hook')
  return hook
}
const happen = async (words: string) => {
  const wish = {
    campaign,
    by,
    recipient: recipient.id,
    kind: 'fact',
    wording: said(words),
    on: on('2026-03-21'),
  } as const
  const noted = await database.transaction((tx) => noteFact(tx, wish, means))
  if (noted.kind !== 'recorded') throw new Error(noted.why)
  return noted.event
}

const hook = await add('https://receiver.example/events?of=us')

test('every public event is posted once it happened, signed by the secret that was shown, in order', async () => {
  await deliver()
  expect(posts).toEqual([])
  const events = [await happen('One.'), await happen('Two.')]
  await deliver()
  expect(posts.map(({ headers }) => headers['webhook-id'])).toEqual(events)
  const key = Buffer.from(hookSecret(vault, { campaign, id: hook }).replace('whsec_', ''), 'base64')
  for (const { headers, body, path } of posts) {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    expect(path).toBe('/events?of=us')
    expect(JSON.parse(body)).toMatchObject({ campaign: slug, event: headers['webhook-id'], kind: 'noted' })
  }
  expect(await hookNow()).toMatchObject({ failures: 0, waiting: 0, last: { outcome: 'taken', status: 200 } })
  await deliver()
  expect(posts).toHaveLength(2)
})

test('what was not taken is posted again, after longer and longer, until it is given up; then an organizer has it go on', async () => {
  posts = []
  status = 500
  const event = await happen('Three.')
  const waits: number[] = []
  for (let n = 1; n <= mostFailures; n += 1) {
    await deliver()
    const { failures, nextAt, last } = await hookNow()
    expect(failures).toBe(n)
    waits.push(nextAt.getTime() - (last?.at.getTime() ?? 0))
    means.pass((waits.at(-1) ?? 0) + 1000)
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(new Set(posts.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([event]))
  expect((await hookNow()).stoppedAt).toBeDefined()
  await deliver()
  expect(posts).toHaveLength(mostFailures)
  status = 200
  await database.transaction((tx) => resumeHook(tx, { campaign, by, hook }, means))
  await deliver()
  expect(posts).toHaveLength(mostFailures + 1)
  expect(await hookNow()).toMatchObject({ failures: 0, waiting: 0, stoppedAt: undefined })
  // And a receiver that lost everything meanwhile reads on by itself.
  const all = await database.read((tx) => publicEvents(tx, campaign, { since: undefined, most: 1000 }))
  expect(all?.at(-1)?.id).toBe(event)
})

test('a post that was under way when its server died is posted again by another, a minute later', async () => {
  posts = []
  await happen('Four.')
  const dying = { ...hooking, network: { ...network, resolve: async () => await Promise.reject(new Error('dead')) } }
  const stuck = { ...dying, database: { ...database, read: async () => await Promise.reject(new Error('killed')) } }
  await expect(deliverDueHooks(stuck)).rejects.toThrow('killed')
  await deliver()
  expect(posts).toEqual([])
  means.pass(61_000)
  await deliver()
  expect(posts).toHaveLength(1)
})

test('no address of our own network is ever posted to, whatever its name or its redirects', async () => {
  posts = []
  for (const url of [
    'http://a.example/',
    'https://u:p@a.example/',
    'https://localhost/',
    'https://a.example:8443/',
    'x',
  ])
    await expect(add(url)).rejects.toThrow('bad-url')
  await expect(add('https://receiver.example/events?of=us')).rejects.toThrow('known')
  await database.transaction((tx) => removeHook(tx, { campaign, by, hook }, means))
  const inside = await add('https://inside.example/')
  await happen('Five.')
  await deliver()
  expect([reached, posts.length]).toEqual([0, 0])
  expect(await hookNow()).toMatchObject({ failures: 1, last: { outcome: 'not-public', status: undefined } })
  await database.transaction((tx) => removeHook(tx, { campaign, by, hook: inside }, means))
  await add('https://moved.example/')
  status = 302
  await happen('Six.')
  await deliver()
  expect(posts).toHaveLength(1)
  expect((await hookNow()).last).toMatchObject({ outcome: 'refused', status: 302 })
  expect(await checkEverything(database)).toEqual([])
})
