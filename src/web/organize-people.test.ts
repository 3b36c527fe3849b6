import { expect, test } from 'vitest'
import { leadNewCampaign, rolesOf } from '#accounts'
import type { CampaignId } from '#kernel'
import { accountMails, firstOperator, joined, linkIn, tickingMeans } from '../../test/kit/accounts.ts'
import { bringFormHere } from '../../test/kit/bring-form.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { post } from '../../test/kit/signing-web.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const means = tickingMeans()
const web = webOn(database, {
  accounts: { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {}, bringForm: bringFormHere },
  transaction: database.transaction,
})
const kept = await keepCampaign(database, exampleProposal(), { title: 'Example <i>', publish: true })
const { slug } = kept
const campaign = kept.id as CampaignId
const ola = await firstOperator(database, means)
await database.transaction((tx) => leadNewCampaign(tx, { by: ola.organizer, campaign }, means))
const vera = await joined(database, 'vera', means, { campaign, role: 'viewer' })
const eddi = await joined(database, 'eddi', means, { campaign, role: 'editor' })
const outsider = await joined(database, 'outsider', means)
web.setNow(means.now().toISOString())

type SignedIn = typeof ola
const cookieOf = ({ session }: SignedIn) => ({ cookie: `__Host-undersigned-session=${session}` })
const ask = (path: string, who: SignedIn) => web.ask(path, { headers: cookieOf(who) })
const text = async (path: string, who: SignedIn) => (await ask(path, who)).text()
const send = (path: string, typed: Readonly<Record<string, string>>, who: SignedIn) =>
  post(web, path, typed, cookieOf(who))
const roles = () => database.read((tx) => rolesOf(tx, campaign))
const saidBy = (answer: Response) => answer.headers.get('location')?.split('said=')[1]

test('home lists the campaigns one works on with the role there; a campaign of others is not there at all', async () => {
  expect(await text(routes.organizerHome(), vera)).toMatch(/Example &lt;i&gt;[^]*You are viewer\./)
  expect(await text(routes.organizerHome(), outsider)).toContain('You have no campaign yet')
  for (const path of [routes.people(slug), routes.trail(slug), routes.people('nowhere')])
    expect([path, (await ask(path, outsider)).status]).toEqual([path, 404])
})

test('a lead gives roles; the last lead stays; whoever leads not changes nothing, but may leave', async () => {
  const role = (of: SignedIn, to: string, by: SignedIn) =>
    send(routes.setRole(slug), { organizer: of.organizer, role: to }, by)
  expect(saidBy(await role(vera, 'reviewer', ola))).toBe('set')
  expect((await roles()).get(vera.organizer)).toBe('reviewer')
  expect(saidBy(await role(ola, 'viewer', ola))).toBe('last-lead')
  const before = await everythingIn(database)
  expect(saidBy(await role(vera, 'lead', vera))).toBe('not-allowed')
  expect(saidBy(await role(vera, 'none', eddi))).toBe('not-allowed')
  expect(saidBy(await role(vera, 'king', ola))).toBe('bad')
  expect((await role(vera, 'lead', outsider)).status).toBe(404)
  expect(await everythingIn(database)).toEqual(before)
  expect((await role(eddi, 'none', eddi)).headers.get('location')).toBe('/organize/home')
  expect((await roles()).has(eddi.organizer)).toBe(false)
})

test('addresses and the forms that change something stand on the page of a lead only', async () => {
  const [asLead, asOther] = [await text(routes.people(slug), ola), await text(routes.people(slug), vera)]
  for (const one of ['ola@coalition.example', 'Invite somebody', 'Set role']) expect(asLead).toContain(one)
  for (const one of ['ola@coalition.example', 'Invite somebody', 'Set role']) expect(asOther).not.toContain(one)
  expect(asOther).toContain('Leave this campaign')
})

test('a lead invites; the mail’s link says to what before its button accepts; an open invitation can be withdrawn', async () => {
  const empty = await send(routes.invite(slug), { email: '', role: 'editor' }, ola)
  expect(await empty.text()).toContain('Enter the address of whom you invite')
  const wrong = await send(routes.invite(slug), { email: 'nobody', role: 'editor' }, ola)
  expect([wrong.status, (await wrong.text()).includes('value="nobody"')]).toEqual([422, true])
  expect(saidBy(await send(routes.invite(slug), { email: 'vera@coalition.example', role: 'editor' }, ola))).toBe(
    'has-role',
  )
  expect(saidBy(await send(routes.invite(slug), { email: 'noa@coalition.example', role: 'editor' }, ola))).toBe(
    'invited',
  )
  const [mail] = await accountMails(database, means)
  const path = routes.organizerLink(linkIn(mail ?? { to: '', subject: '', text: '', language: 'en' }))
  expect(await web.page(path)).toContain('“Example &lt;i&gt;”, as editor')
  expect((await post(web, path)).headers.get('location')).toBe('/organize/home')
  expect([...(await roles()).values()].toSorted()).toEqual(['editor', 'lead', 'reviewer'])

  await send(routes.invite(slug), { email: 'pia@coalition.example', role: 'viewer' }, ola)
  const page = await text(routes.people(slug), ola)
  const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(page) ?? []
  expect(saidBy(await send(routes.withdrawInvitation(slug), { invitation }, vera))).toBe('not-allowed')
  expect(saidBy(await send(routes.withdrawInvitation(slug), { invitation }, ola))).toBe('withdrawn')
  expect(saidBy(await send(routes.withdrawInvitation(slug), { invitation }, ola))).toBe('gone')
})

test('who is signed in accepts or declines on their home', async () => {
  await send(routes.invite(slug), { email: 'outsider@coalition.example', role: 'viewer' }, ola)
  const page = await text(routes.organizerHome(), outsider)
  expect(page).toContain('Invitations to you')
  const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(page) ?? []
  await send(routes.acceptInvitation(), { campaign: slug, invitation }, vera)
  expect((await roles()).has(outsider.organizer)).toBe(false)
  await send(routes.acceptInvitation(), { campaign: slug, invitation }, outsider)
  expect((await roles()).get(outsider.organizer)).toBe('viewer')
})

test('the trail shows every act once, the latest first, page by page, to those whose role allows it', async () => {
  for (let n = 0; n < 30; n += 1)
    for (const role of ['editor', 'reviewer']) {
      await send(routes.setRole(slug), { organizer: vera.organizer, role }, ola)
      web.setNow(means.now().toISOString())
    }
  expect((await ask(routes.trail(slug), outsider)).status).toBe(403)
  const seen: string[] = []
  let path: string | undefined = routes.trail(slug)
  let pages = 0
  while (path !== undefined) {
    const page = await text(path, ola)
    pages += 1
    seen.push(...[...page.matchAll(/<time datetime="([^"]+)"/g)].map(([, at = '']) => at))
    path = /href="([^"]+\?before=[^"]+)"/.exec(page)?.[1]
  }
  const all = await database.read((tx) =>
    tx.selectFrom('accounts_event').select('at').where('campaign_id', '=', campaign).execute(),
  )
  expect(pages).toBe(Math.ceil(all.length / 20))
  expect(seen).toEqual(
    all
      .map(({ at }) => at.toISOString())
      .toSorted()
      .toReversed(),
  )
  expect(await text(routes.trail(slug), ola)).toMatch(/changed a role[^]*vera[^]*role: editor → reviewer/)
  const changes = await text(`${routes.trail(slug)}?act=set-role`, ola)
  expect(changes.match(/>changed a role<\/td>/g)).toHaveLength(20)
  expect(changes).toMatch(/href="[^"]*\?before=[^"]*act=set-role"/)
  expect(await text(`${routes.trail(slug)}?act=freeze`, ola)).toContain('Nothing of this kind has been done.')
  // What no act is called is no question.
  expect(await text(`${routes.trail(slug)}?act=constructor`, ola)).toContain('changed a role')
  expect((await ask(routes.serverTrail(), vera)).status).toBe(404)
  expect(await text(routes.serverTrail(), ola)).toContain('signed in')
})
