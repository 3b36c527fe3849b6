import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { organizerHouse } from '../../test/kit/organizer-web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const house = await organizerHouse(database)
const { lead, slug } = house
const path = routes.webhooks(slug)

const told = async (text: string) =>
  (await (await lead.post(path, { do: 'add', url: text })).text()).match(/whsec_[\w+/=]+/)?.[0]

test('an organizer adds an address, sees its secret once, and removes it again', async () => {
  expect(await lead.page(path)).toContain('No address is told yet.')
  expect(await told('https://receiver.example/in')).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const page = await lead.page(path)
  expect(page).toContain('https://receiver.example/in')
  expect(page).not.toContain('whsec_')
  const [, hook = ''] = /name="hook" value="([^"]+)"/.exec(page) ?? []
  expect(await lead.press(path, { do: 'add', url: 'https://receiver.example/in' })).toContain('told already')
  expect(await lead.press(path, { do: 'add', url: 'http://10.0.0.1/' })).toContain('must begin with https://')
  expect(await lead.press(path, { do: 'remove', hook })).toContain('The address was removed')
  expect(await lead.press(path, { do: 'remove', hook })).toContain('removed meanwhile')
  expect(await lead.page(routes.trail(slug))).toContain('added a webhook')
})

test('whoever may not write does not see the addresses, which may hold secrets of others', async () => {
  const reviewer = await house.join('rosa', 'reviewer')
  expect((await reviewer.ask(path)).status).toBe(403)
  expect((await reviewer.post(path, { do: 'add', url: 'https://receiver.example/' })).status).toBe(403)
  expect(await lead.page(path)).toContain('No address is told yet.')
})
