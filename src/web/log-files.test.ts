import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { CampaignId } from '#kernel'
import { logFacts, openLog } from '#ledger'
import { findLetter, setState } from '#letters'
import { systemMeans } from '#platform'
import { decodeBundle, openCheckpoint, parsePolicy, tilePath } from '#proof'
import { testDatabase } from '../../test/kit/database.ts'
import { addLeaves, handClock, leavesFrom, sealNow, testLogKeys } from '../../test/kit/logs.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const clock = handClock()
const web = webOn(database, {
  log: {
    facts: (origin, url) => logFacts(origin, url, testLogKeys),
    openings: async (_tx, _campaign, bundle) => [{ index: bundle * 256 }],
  },
})

const { slug, id, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const campaign = id as CampaignId
const letter = letters[0]?.letter.slug ?? ''
const origin = `letters.example/log/${slug}`
const file = (path: string) => routes.logFile(slug, path)

await database.transaction((tx) => openLog(tx, campaign, origin, systemMeans()))
await addLeaves(database, campaign, leavesFrom(0, 300), [
  { subject: `letter:${letter}`, standing: 299, withdrawn: 1 },
  { subject: `version:${'ab'.repeat(32)}`, standing: 299, withdrawn: 1 },
])
await sealNow(database, clock)

test('a log is published whole: checkpoint, its policy, its numbers, tiles and bundles', async () => {
  const policy = parsePolicy(await web.page(file('policy')))
  const head = policy && openCheckpoint(await web.page(file('checkpoint')), policy)
  expect(head).toMatchObject({ origin, size: 300 })
  expect(policy?.logs[0]?.url).toBe(`https://letters.example/log/${slug}`)
  expect(JSON.parse(await web.page(file('counts.json')))).toEqual({
    size: 300,
    letters: { [letter]: 299 },
    versions: { ['ab'.repeat(32)]: 299 },
  })
  for (const [level, index, width, bytes] of [
    [0, 0, 256, 8192],
    [0, 1, 44, 44 * 32],
    [0, 1, 7, 7 * 32],
    [1, 0, 1, 32],
  ] as const) {
    const tile = await web.ask(file(tilePath({ level, index, width })))
    expect((await tile.arrayBuffer()).byteLength).toBe(bytes)
  }
  expect(await web.page(file('openings/1'))).toBe('[{"index":256}]')
})

test('a full bundle comes as it is kept, under gzip and for ever; a partial one comes plain', async () => {
  const full = await web.ask(file('tile/entries/000'))
  expect(full.headers.get('content-encoding')).toBe('gzip')
  expect(full.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(decodeBundle(gunzipSync(await full.arrayBuffer()))).toHaveLength(256)
  const partial = await web.ask(file('tile/entries/001.p/44'))
  expect(partial.headers.get('content-encoding')).toBeNull()
  expect(decodeBundle(new Uint8Array(await partial.arrayBuffer()))).toHaveLength(44)
})

test('what changes is not kept: a checkpoint for a second, openings never; other sites may read all of it', async () => {
  const seen = async (path: string) => (await web.ask(file(path))).headers
  expect((await seen('checkpoint')).get('cache-control')).toBe('public, max-age=1')
  expect((await seen('openings/0')).get('cache-control')).toBe('no-store')
  for (const path of ['checkpoint', 'counts.json', 'policy', 'tile/0/000', 'openings/0'])
    expect((await seen(path)).get('access-control-allow-origin')).toBe('*')
})

test.each([
  'tile/0/001',
  'tile/0/001.p/45',
  'tile/0/000.p/256',
  'tile/0/0',
  'tile/0/x000/000',
  'tile/entries/002',
  'tile/64/000',
  'tile/0/000/..',
  'tile/',
  'openings/2',
  'openings/00',
  'openings/-1',
  'openings/1e3',
  'runs/0',
  'runs/00',
  'runs/-1',
  'receipt',
  '',
])('there is no file %s', async (path) => {
  expect((await web.ask(file(path))).status).toBe(404)
})

test('a campaign without a log, or one that strangers may not read, has no file of it', async () => {
  const unlogged = await keepCampaign(database, exampleProposal(), { title: 'Unlogged', publish: true })
  const paths = ['checkpoint', 'counts.json', 'policy', 'tile/0/000', 'openings/0']
  const statuses = async (of: string) =>
    new Set(await Promise.all(paths.map(async (path) => (await web.ask(routes.logFile(of, path))).status)))
  expect(await statuses(unlogged.slug)).toEqual(new Set([404]))
  expect(await statuses('nothing')).toEqual(new Set([404]))
  expect(await statuses(slug)).toEqual(new Set([200]))
  await database.transaction(async (tx) => {
    for (const one of letters) {
      const found = await findLetter(tx, slug, one.letter.slug)
      if (found) await setState(tx, found.campaign, found.letter.id, { state: 'private' }, systemMeans())
    }
  })
  expect(await statuses(slug)).toEqual(new Set([404]))
})

test('whoever recounts may ask for thousands of files where pages would be rationed, and for fewer of those that open names or hold thousands of entries', async () => {
  const ask = async (path: string) =>
    (await web.handler(new Request(`http://inside.example${file(path)}`), { remoteAddress: '203.0.113.9' })).status
  for (let n = 0; n < 600; n += 1) expect(await ask('receipt')).toBe(404)
  for (let n = 0; n < 500; n += 1) await ask('openings/99')
  expect(await ask('openings/99')).toBe(429)
  expect(await ask('receipt')).toBe(404)
  for (let n = 0; n < 150; n += 1) expect(await ask(n % 2 ? 'runs/0' : '%72uns/0')).toBe(404)
  expect(await ask('runs/0')).toBe(429)
  expect(await ask('%6Fpenings/0')).toBe(429)
  expect(await ask('receipt')).toBe(404)
})
