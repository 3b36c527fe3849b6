import { expect, test } from 'vitest'
import { findOrganizer, rolesOfOrganizer, sessionOf } from '#accounts'
import { accountMails, address } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { organizerHouse } from '../../test/kit/organizer-web.ts'
import { vaultForTests as vault } from '../../test/kit/signatures.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const { means, campaign, lead: operator, join } = await organizerHouse(database)
const editor = await join('edi', 'editor')
const found = (of: string) => database.read((tx) => findOrganizer(tx, vault, address(of)))

test('an operator invites somebody with what they may do; what is wrong is told and kept; the mail says nothing of it', async () => {
  const wrong = await operator.post(routes.inviteOrganizer(), { email: 'nobody', name: 'No <b>', create: 'yes' })
  const page = await wrong.text()
  expect([wrong.status, page.includes('value="No &lt;b&gt;"')]).toEqual([422, true])
  expect(page).toMatch(/id="create"[^>]*checked/)
  const invited = { email: 'cleo@coalition.example', name: 'Cleo', create: 'yes' }
  expect(await operator.press(routes.inviteOrganizer(), invited)).toContain('The invitation is on its way.')
  expect(await found('cleo')).toMatchObject({ name: 'Cleo', mayCreate: true, isOperator: false, state: 'invited' })
  expect((await accountMails(database, means)).map(({ to }) => to)).toEqual(['cleo@coalition.example'])
})

test('what somebody may do on the server is set; the last operator stays one', async () => {
  const cleo = routes.organizer((await found('cleo'))?.id ?? '')
  expect(await operator.press(cleo, { act: 'grants', operator: 'yes' })).toContain('It was changed.')
  expect(await found('cleo')).toMatchObject({ isOperator: true })
  await operator.post(cleo, { act: 'grants' })
  expect(await found('cleo')).toMatchObject({ isOperator: false, mayCreate: false })
  const own = routes.organizer(operator.organizer)
  expect(await operator.press(own, { act: 'grants' })).toContain('Somebody has to run this server.')
})

test('sessions are ended; an account ends or is erased only with the tick, and never the last lead’s', async () => {
  const path = routes.organizer(editor.organizer)
  const isIn = async () => (await database.read((tx) => sessionOf(tx, vault, editor.session, means))) !== undefined
  expect(await operator.page(path)).toContain('Stairs')
  expect(await isIn()).toBe(true)
  expect(await operator.press(path, { act: 'sign-out' })).toContain('Every session of theirs has ended.')
  expect(await isIn()).toBe(false)
  expect(await operator.press(path, { act: 'end' })).toContain('Nothing was changed.')
  expect((await found('edi'))?.state).toBe('active')
  const own = routes.organizer(operator.organizer)
  expect(await operator.press(own, { act: 'end', sure: 'yes' })).toContain('Somebody has to run this server.')
  expect(await operator.press(path, { act: 'end', sure: 'yes' })).toContain('The account has ended')
  expect((await found('edi'))?.state).toBe('ended')
  expect(await database.read((tx) => rolesOfOrganizer(tx, editor.organizer))).toEqual(new Map())
  expect(await operator.press(path, { act: 'end', sure: 'yes' })).toContain('This account has ended already.')
  expect(await operator.press(path, { act: 'erase', sure: 'yes' })).toContain('nothing personal of theirs is left')
  expect(await found('edi')).toBeUndefined()
  expect(await operator.page(routes.organizers())).not.toContain('edi@')
  expect(await operator.press(path, { act: 'x' })).toContain('erased')
  expect(await checkEverything(database, vault)).toEqual([])
})

test('to all but operators these pages are not there, and a lead who is none changes nothing by them', async () => {
  const lead = await join('sol', 'lead')
  const target = routes.organizer(operator.organizer)
  for (const path of [routes.organizers(), target]) expect((await lead.ask(path)).status).toBe(404)
  expect((await lead.post(routes.inviteOrganizer(), { email: 'x@coalition.example' })).status).toBe(404)
  for (const act of ['grants', 'sign-out', 'end', 'erase'])
    expect((await lead.post(target, { act, sure: 'yes' })).status).toBe(404)
  expect(await found('x')).toBeUndefined()
  for (const path of [routes.organizer('nobody'), routes.organizer(campaign)])
    expect((await operator.ask(path)).status).toBe(404)
})
