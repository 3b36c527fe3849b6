import { expect, test } from 'vitest'
import { approve, clearAct, eventsOf, propose, rulesOf } from '#accounts'
import { findLetter } from '#letters'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { joined } from '../../test/kit/accounts.ts'
import { deskOf, organizerHouse } from '../../test/kit/organizer-web.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { proposalPlaces } from './desk-proposal-places.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const { means, web, slug, campaign, letter, lead, join } = await organizerHouse(database)
const editor = await join('edi', 'editor')
const viewer = await join('vio', 'viewer')
const path = routes.rules(slug)
const rules = () => database.read((tx) => rulesOf(tx, campaign))
const lift = { act: 'invalidate', wish: 'lift' }

test('a lead sets a rule where two could act; others see it and cannot', async () => {
  expect(await lead.press(path, { act: 'invalidate', wish: 'set' })).toContain('Fewer than two people could do it')
  expect(await editor.press(path, { act: 'freeze', wish: 'set' })).toContain('Your role does not allow this.')
  expect(await lead.press(path, { act: 'freeze', wish: 'set' })).toContain('From now on two people are needed.')
  const page = await viewer.page(path)
  expect(page).toContain('Needs two people.')
  expect(page).not.toContain('name="wish"')
  expect(await rules()).toEqual(new Set(['freeze']))
})

test('to lift a rule one lead proposes and another approves; neither does it alone, and either can call it off', async () => {
  const second = await join('sol', 'lead')
  await lead.post(path, { act: 'invalidate', wish: 'set' })
  expect(await lead.press(path, lift)).toContain('This proposal is not open any more.')
  expect(await lead.press(path, { act: 'invalidate', wish: 'propose' })).toContain('It is proposed.')
  expect(await lead.press(path, lift)).toContain('Somebody else has to approve it')
  expect(await second.page(path)).toContain('Ola Operator proposed on')
  expect(await second.page(routes.proposals(slug))).toContain('Doing without two people')
  expect(await second.press(path, { act: 'invalidate', wish: 'refuse' })).toContain('The rule stands.')
  expect(await second.press(path, lift)).toContain('This proposal is not open any more.')
  await lead.post(path, { act: 'invalidate', wish: 'propose' })
  expect(await second.press(path, lift)).toContain('The rule is lifted.')
  expect(await rules()).toEqual(new Set(['freeze']))
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('what waits stands with who proposed it and a link to where it can be read whole; who could do it can refuse it', async () => {
  const found = await database.read((tx) => findLetter(tx, slug, letter))
  const subject = found?.letter.id ?? ''
  const proposal = { campaign, act: 'freeze', subject, content: 'the text' } as const
  const wish = { ...proposal, by: editor.organizer }
  await database.transaction((tx) => propose(tx, wish, means))
  const page = await viewer.page(routes.proposals(slug))
  expect(page).toContain(`href="${routes.freeze(slug, letter)}"`)
  expect(page).toContain('waits for a second person')
  expect(page).not.toContain('name="subject"')
  // Who could approve it is led there first, and refuses second; nobody else is.
  const leads = await lead.page(routes.proposals(slug))
  expect(leads).toMatch(
    new RegExp(
      `<a class="act" href="${routes.freeze(slug, letter)}"[^>]*>Read and approve</a>[^]*class="second"[^>]*>Refuse<`,
    ),
  )
  for (const one of [page, await editor.page(routes.proposals(slug))]) expect(one).not.toContain('Read and approve')
  const refuse = { act: 'freeze', subject }
  expect(await viewer.press(routes.proposals(slug), refuse)).toContain('Your role does not allow this.')
  expect(await lead.press(routes.proposals(slug), refuse)).toContain('Nothing waits for a second person.')
  expect(await lead.press(routes.proposals(slug), refuse)).toContain('This proposal is not open any more.')
  expect(await database.transaction((tx) => clearAct(tx, wish, means))).toEqual({ kind: 'needs-two' })
  const acts = await database.read((tx) => eventsOf(tx, { campaign, limit: 9 }))
  expect(acts).toContainEqual(expect.objectContaining({ act: 'refuse-approval', organizer: lead.organizer }))
})

test('who could approve finds how many proposals wait, what they are and since when, on both home pages; nobody else does', async () => {
  const fixing = routes.freeze(slug, letter)
  const homes = [routes.organizerHome(), routes.campaignHome(slug)]
  const shown = async (who: typeof lead) => {
    const pages = await Promise.all(homes.map((home) => who.page(home)))
    return pages.map((page) => [
      page.includes('One proposal waits for a second person, who can be you.'),
      new RegExp(
        `Fixing a text: <bdi>Mend the stairs</bdi>[^]*proposed on \\w+ \\d+, \\d{4}[^]*class="act"\\s+href="${fixing}"`,
      ).test(page),
    ])
  }
  const none = [
    [false, false],
    [false, false],
  ]
  expect(await shown(lead)).toEqual(none)
  const subject = (await database.read((tx) => findLetter(tx, slug, letter)))?.letter.id ?? ''
  const wish = { campaign, act: 'freeze', subject, content: 'the text', by: editor.organizer } as const
  await database.transaction((tx) => propose(tx, wish, means))
  expect(await shown(lead)).toEqual([
    [true, true],
    [true, true],
  ])
  for (const who of [editor, viewer]) expect(await shown(who)).toEqual(none)
  await database.transaction((tx) => approve(tx, { ...wish, by: lead.organizer }, means))
  expect(await shown(lead)).toEqual(none)
  await lead.post(routes.proposals(slug), { act: 'freeze', subject })
})

test('of many proposals that wait the oldest stand on the home pages, with the way to all', async () => {
  for (let n = 0; n < 7; n += 1) {
    const wish = { campaign, act: 'freeze', subject: `gone-${n}`, content: 'x', by: editor.organizer } as const
    await database.transaction((tx) => propose(tx, wish, means))
  }
  for (const home of [routes.organizerHome(), routes.campaignHome(slug)]) {
    const page = await lead.page(home)
    expect(page).toContain('7 proposals wait for a second person')
    expect(page.match(/>Read and approve</g)).toHaveLength(5)
    expect(page).toMatch(new RegExp(`<a href="${routes.proposals(slug)}"[^>]*>Everything that waits<`))
  }
  for (let n = 0; n < 7; n += 1) await lead.post(routes.proposals(slug), { act: 'freeze', subject: `gone-${n}` })
})

test('every kind of proposal has its page, and one about something that is gone says so', async () => {
  const about = { campaign: { slug }, subject: 'nothing', language: 'en', letters: new Map() }
  for (const find of Object.values(proposalPlaces)) expect(find(about)).toBeUndefined()
  const wish = { campaign, act: 'freeze', subject: 'nothing', content: 'x', by: lead.organizer } as const
  await database.transaction((tx) => propose(tx, wish, means))
  expect(await lead.page(routes.proposals(slug))).toContain('something that is not there any more')
})

test('to whoever does not work on the campaign neither page is there, and a form that does not read changes nothing', async () => {
  const stranger = deskOf(web, await joined(database, 'out', means))
  for (const one of [path, routes.proposals(slug)]) expect((await stranger.ask(one)).status).toBe(404)
  for (const posted of [{}, { act: 'write', wish: 'set' }, { act: 'freeze', wish: 'x' }])
    expect(await lead.press(path, posted)).toContain('This form does not read.')
  expect(await lead.press(routes.proposals(slug), { act: 'write' })).toContain('This form does not read.')
})
