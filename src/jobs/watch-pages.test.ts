import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { addSource, uploadCapture } from '#evidence'
import { append, openLog, sealLogs } from '#ledger'
import { campaignPulses, findLetter, setState } from '#letters'
import { dailySubject, openJournal, pageShelf, systemMeans, type Database } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { watchPages } from './watch-pages.ts'

const database = await testDatabase()
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
await keepCampaign(database, exampleProposal(), { title: 'Other', publish: true })
const letter = letters[0]?.letter.slug ?? ''
const parts = async () => ({ contentType: 'text/plain', body: 'page', headers: [], compress: false })

function watched(read: Database['read'] = database.read) {
  const clock = { now: () => new Date() }
  const shelf = pageShelf(1e6)
  const lines: string[] = []
  const journal = openJournal((line) => lines.push(line), systemMeans())
  let looks = 0
  const counted: Database['read'] = async (work) => {
    try {
      return await read(work)
    } finally {
      looks += 1
    }
  }
  const lookedTimes = async (times: number) => {
    while (looks < times) await wait(20)
    await wait(20)
  }
  const watch = watchPages({ database: { ...database, read: counted }, shelf, journal, now: () => clock.now() })
  onTestFinished(() => watch.stop())
  const keep = async () => {
    await shelf.keep('/example', { text: slug }, parts)
    await shelf.keep('/other', { text: 'other' }, parts)
    await shelf.keep('/', { text: '*' }, parts)
  }
  // The first look forgets everything, since it knows nothing yet; what is kept after it stays.
  const settled = async () => {
    await lookedTimes(1)
    await keep()
    await lookedTimes(2)
  }
  const kept = () => ['/example', '/other', '/'].filter((path) => shelf.at(path) !== undefined)
  const forgets = async (path: string) => {
    while (shelf.at(path) !== undefined) await wait(20)
  }
  return { clock, shelf, kept, settled, lookedTimes, forgets, lines }
}

test('when a letter changes state, the pages of its campaign and those of everything leave the shelf, and no others', async () => {
  const { kept, settled, forgets } = watched()
  await settled()
  expect(kept()).toEqual(['/example', '/other', '/'])
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, letter)
    if (found) await setState(tx, found.campaign, found.letter.id, { state: 'draft' }, systemMeans())
  })
  await forgets('/example')
  expect(kept()).toEqual(['/other'])
})

test('when the clock ends an embargo, the pages leave the shelf though nobody wrote anything', async () => {
  const until = new Date('2099-01-01T00:00:00Z')
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, letter)
    if (found) await setState(tx, found.campaign, found.letter.id, { state: 'embargoed', until }, systemMeans())
  })
  const { clock, kept, settled, forgets } = watched()
  await settled()
  clock.now = () => until
  await forgets('/')
  expect(kept()).toEqual(['/other'])
})

test('while the database is away pages stay, and the journal says so once', async () => {
  const { kept, settled, lookedTimes, lines } = watched(() => Promise.reject(new Error('away')))
  await settled()
  await lookedTimes(3)
  expect(kept()).toEqual(['/example', '/other', '/'])
  expect(lines).toHaveLength(1)
})

test('when the numbers of a campaign move, its pages are built anew while the old ones are shown, and no others', async () => {
  const found = await database.read((tx) => findLetter(tx, slug, letter))
  if (!found) throw new Error('no letter')
  const campaign = found.campaign.id
  await database.transaction((tx) => openLog(tx, campaign, 'letters.example/log/example', systemMeans()))
  const { shelf, settled } = watched()
  await settled()
  let number = 0
  const build = async () => ({ ...(await parts()), body: String((number += 1)) })
  const shown = (path: string) => shelf.at(path)?.plain.body.toString()
  await shelf.keep('/counted', { text: slug, count: slug }, build)
  await shelf.keep('/uncounted', { text: 'other', count: 'other' }, parts)
  await database.transaction((tx) => append(tx, campaign, [new Uint8Array([1])], []))
  await sealLogs(database, { seeds: [new Uint8Array(32)] }, systemMeans())
  const seen = new Set<string | undefined>()
  while (!seen.has('2')) {
    seen.add(shown('/counted'))
    await wait(20)
  }
  expect([...seen]).toEqual(['1', '2'])
  expect(shown('/uncounted')).toBe('page')
})

test('when a day ends in the time zone of a campaign, its pages that say how things stand today leave the shelf', async () => {
  const { clock, shelf, kept, settled, forgets } = watched()
  const moment = { is: new Date('2026-03-11T03:59:00Z') }
  clock.now = () => moment.is
  await settled()
  await shelf.keep('/today', { text: dailySubject(slug) }, parts)
  moment.is = new Date('2026-03-11T04:00:00Z')
  await forgets('/today')
  expect(kept()).toEqual(['/example', '/other', '/'])
})

test('when an archived copy comes in, the pages of its campaign leave the shelf', async () => {
  const { kept, settled, forgets } = watched()
  await settled()
  const pulses = await database.read((tx) => campaignPulses(tx, new Date()))
  const campaign = pulses.find((one) => one.slug === slug)
  if (!campaign) throw new Error('the campaign has no pulse')
  await database.transaction(async (tx) => {
    const added = await addSource(tx, { campaign: campaign.id, by: 'server', title: 'A page' }, systemMeans())
    if (added.kind === 'wrong') throw new Error(added.why)
    const page = new TextEncoder().encode('<p>Words')
    const wish = {
      campaign: campaign.id,
      by: 'server' as const,
      source: added.source,
      bytes: page,
      mediaType: 'text/html',
    }
    await uploadCapture(tx, wish, systemMeans())
  })
  await forgets('/example')
  expect(kept()).toEqual(['/other'])
})
