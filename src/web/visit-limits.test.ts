import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const list = routes.signatories(slug, letters[0]?.letter.slug ?? '')

/** Asks as somebody at an address; `forwarded` is what a proxy of ours added. */
function visitor() {
  const web = webOn(database)
  const ask = async (path: string, from: string, forwarded?: string) =>
    web.handler(
      new Request(new URL(path, 'http://inside.example'), {
        headers: forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded },
      }),
      { remoteAddress: from },
    )
  return { web, ask }
}

test('after thirty searches in ten seconds a network is told when to come again; reading goes on, and so do others', async () => {
  const { web, ask } = visitor()
  for (let n = 0; n < 30; n += 1) expect((await ask(`${list}?find=fair`, '203.0.113.7')).status).toBe(200)
  const refused = await ask(`${list}?find=fair`, '203.0.113.8')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
  expect(refused.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect(await refused.text()).toContain('Please try again in 10 seconds.')
  expect((await ask(list, '203.0.113.7')).status).toBe(200)
  expect((await ask(`${list}?find=fair`, '198.51.100.7')).status).toBe(200)
  web.setNow('2026-04-01T12:00:10Z')
  expect((await ask(`${list}?find=fair`, '203.0.113.7')).status).toBe(200)
  expect(web.journal).toEqual([])
})

test('a search is counted however its address is written', async () => {
  const { ask } = visitor()
  for (let n = 0; n < 30; n += 1) expect((await ask(`${list}?%66ind=fair`, '203.0.113.7')).status).toBe(200)
  expect((await ask(`${list}?x=1&%66ind=fair`, '203.0.113.7')).status).toBe(429)
})

test('behind our proxy each visitor has a budget of their own, and no header a visitor sends gives them another', async () => {
  const { ask } = visitor()
  for (let n = 0; n < 30; n += 1) await ask(`${list}?find=fair`, '10.0.0.1', `192.0.2.${n}, 203.0.113.7`)
  expect((await ask(`${list}?find=fair`, '10.0.0.1', '192.0.2.99, 203.0.113.7')).status).toBe(429)
  expect((await ask(`${list}?find=fair`, '10.0.0.1', '203.0.113.7, 198.51.100.7')).status).toBe(200)
  expect((await ask(`${list}?find=fair`, '203.0.113.7', '198.51.100.9')).status).toBe(429)
})

test('asking for hundreds of addresses where nothing stands ready is slowed down, pages that stand ready are not', async () => {
  const { ask } = visitor()
  await ask('/', '198.51.100.1')
  for (let n = 0; n < 300; n += 1) expect((await ask(`/c/${n}`, '203.0.113.7')).status).toBe(404)
  expect((await ask('/c/301', '203.0.113.7')).status).toBe(429)
  expect((await ask('/', '203.0.113.7')).status).toBe(200)
})
