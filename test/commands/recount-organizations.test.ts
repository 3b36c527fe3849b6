import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logFacts, publishedCounts } from '#ledger'
import { withdrawSignOn } from '#organizations'
import { serve } from '#platform'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { runPlain } from '../kit/log-commands.ts'
import { handClock, sealNow, testLogKeys } from '../kit/logs.ts'
import { changeText, gatherPlace, letterNow, printedNames, standingSignOn } from '../kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../kit/signatures.ts'
import { webOn } from '../kit/web.ts'

const database = await testDatabase()
const means = movableMeans()
const clock = handClock()
const place = await gatherPlace(database, means)
const { slug } = place.campaign
const { slug: letter } = await letterNow(database, place)
const web = webOn(database, {
  log: { facts: (origin, url) => logFacts(origin, url, testLogKeys), openings: async () => [] },
})
web.setNow(means.now().toISOString())
const home = mkdtempSync(join(tmpdir(), 'undersigned-monitor-'))
const state = join(home, 'state')
let url = ''
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  const onError = () => {}
  server = await serve({ host: '127.0.0.1', port: 0, shelf: web.shelf, handlerFor: () => web.handler, onError })
  url = `${server.url}/log/${slug}`
})
afterAll(async () => {
  await server.close(0)
  rmSync(home, { recursive: true })
})

type Recounted = {
  readonly leavesRead: number
  readonly counts: readonly { readonly name: string; readonly published: number; readonly recounted: number }[]
}

const ofLetter = ({ counts }: Recounted) => counts.find(({ name }) => name === letter)

/** What a stranger recounts, and whether the log has only grown since they looked last. */
async function recounted(): Promise<Recounted> {
  clock.add(2000)
  await sealNow(database, clock)
  web.shelf.forget(new Set(['*', slug]))
  expect(await runPlain('monitor', url, '--state', state)).toEqual({ code: 0, text: '' })
  const { code, text } = await runPlain('recount', url, '--texts', '--json')
  expect([code, JSON.parse(text)]).toMatchObject([0, { agrees: true, problems: [] }])
  return JSON.parse(text)
}

const numbers = async () => {
  const counts = await database.read((tx) => publishedCounts(tx, place.campaign.id))
  return [counts.get(`letter:${letter}`), counts.get(`org-letter:${letter}`)]
}

test('whoever recounts and monitors accepts organizations that sign, are carried to other words, and withdraw, and comes to the printed numbers', async () => {
  await recounted()
  const staying = await standingSignOn(database, place, means, { name: 'Harbor Lights', carries: true })
  const leaving = await standingSignOn(database, place, means, { name: 'Quay Union' })
  expect(staying.signOn).not.toBe(leaving.signOn)
  const signed = await recounted()
  expect(await numbers()).toEqual([
    { standing: 2, withdrawn: 0 },
    { standing: 2, withdrawn: 0 },
  ])
  await changeText(database, place, { source: 'Please light all lamps.\n', change: 'correction' }, means)
  const replaced = await recounted()
  // Two new texts, and a leaf that takes the place of the one who allowed corrections.
  expect(replaced.leavesRead).toBe(signed.leavesRead + 3)
  await database.transaction((tx) => withdrawSignOn(tx, vaultForTests, { link: leaving.link }, means))
  const left = await recounted()
  expect(left.leavesRead).toBe(replaced.leavesRead + 1)
  expect(await numbers()).toEqual([
    { standing: 1, withdrawn: 1 },
    { standing: 1, withdrawn: 1 },
  ])
  expect([signed, replaced, left].map(ofLetter)).toMatchObject([
    { published: 2, recounted: 2 },
    { published: 2, recounted: 2 },
    { published: 1, recounted: 1 },
  ])
  expect(await printedNames(database, place)).toEqual(['Harbor Lights: halden oskerra'])
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})
