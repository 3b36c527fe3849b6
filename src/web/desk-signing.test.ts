import { expect, test } from 'vitest'
import { eventsOf } from '#accounts'
import { findCampaign } from '#letters'
import { signingOf } from '#signatures'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { begunLetter, leadsTo, writersDesk } from '../../test/kit/writers.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const desk = await writersDesk(database)
const { ola, page, send } = desk
const { campaign } = await begunLetter(desk, 'Beside')
const path = routes.publicSigning(campaign)
const found = await database.read((tx) => findCampaign(tx, campaign))
const settings = () => database.read(async (tx) => found && (await signingOf(tx, found.id)))
const typed = { controller: 'Tenants Together', contact: 'data@tenants.example', 'days-kept': '45', place: 'yes' }

test('a lead opens a campaign to the public from the page that its home leads to, and changes later what is asked', async () => {
  expect(await page(routes.campaignHome(campaign), ola)).toContain(`href="${path}"`)
  expect(await page(path, ola)).toContain('The public does not sign')
  expect(leadsTo(await send(path, typed, ola))).toBe(`${path}?said=signing-opened`)
  expect(await settings()).toMatchObject({
    controller: 'Tenants Together',
    daysKept: 45,
    asksPlace: true,
    asksComment: false,
  })
  const again = { ...typed, place: '', comment: 'yes', 'hear-from': 'Tenants Together' }
  expect(leadsTo(await send(path, again, ola))).toBe(`${path}?said=signing-changed`)
  expect(await settings()).toMatchObject({ asksPlace: false, asksComment: true, hearFrom: 'Tenants Together' })
  const shown = await page(path, ola)
  expect(shown).toMatch(/id="comment"[^>]*checked/)
  expect(shown).not.toMatch(/id="place"[^>]*checked/)
  const [event] = await database.read((tx) => eventsOf(tx, { ...(found && { campaign: found.id }), limit: 1 }))
  expect(event).toMatchObject({
    act: 'open-signing',
    organizer: ola.organizer,
    before: { asksPlace: true },
    after: { asksPlace: false },
  })
  expect(await page(routes.trail(campaign), ola)).toContain('set how the public signs')
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test.each([
  ['controller', { controller: ' ' }, 'Say who answers for the personal data.'],
  ['contact', { contact: '' }, 'Say where they can be reached.'],
  ['days-kept', { 'days-kept': '0' }, 'from 1 to 3650'],
  ['controller', { controller: 'x'.repeat(201) }, 'x'.repeat(201)],
] as const)('what is wrong with %s is said beside it, and nothing is changed: %j', async (field, wrong, said) => {
  const before = await settings()
  const answer = await send(path, { ...typed, ...wrong }, ola)
  const text = await answer.text()
  expect(answer.status).toBe(422)
  expect(text).toContain(said)
  expect(text).toContain(`id="${field}-error"`)
  expect(await settings()).toEqual(before)
})

test('who does not lead reads the page and changes nothing', async () => {
  const editor = await desk.writer('edi', campaign, 'editor')
  const before = await settings()
  const shown = await page(path, editor)
  expect(shown).toContain('Those who lead the campaign open this')
  expect(shown).not.toContain('name="controller"')
  expect((await send(path, { ...typed, controller: 'Edi' }, editor)).status).toBe(403)
  expect(await settings()).toEqual(before)
})
