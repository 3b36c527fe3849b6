import { expect, test } from 'vitest'
import { firstLink } from '#accounts'
import { accountMails, joined, linkIn } from '../../test/kit/accounts.ts'
import { bringFormHere } from '../../test/kit/bring-form.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { post } from '../../test/kit/signing-web.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { patterns, routes } from './routes.ts'

const database = await testDatabase()
const means = movableMeans()
const moment = means.now().toISOString()

/** The pages for organizers, at the moment at which links of this file are made. */
function organizerWeb(publicUrl = 'https://letters.example') {
  const web = webOn(database, {
    publicUrl,
    accounts: { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {}, bringForm: bringFormHere },
    transaction: database.transaction,
  })
  web.setNow(moment)
  return web
}

const web = organizerWeb()
const { slug } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })

const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
const ask = (path: string, cookie: string) => web.ask(path, { headers: { cookie } })
const first = await database.transaction((tx) => firstLink(tx, vaultForTests, means))
const firstPath = routes.organizerLink(first ?? '')

test('the link of the first start asks who the first operator is, keeps what was typed while something is wrong, and signs in once', async () => {
  expect(await web.page(firstPath)).toContain('You are the first here')
  const wrong = await post(web, firstPath, { name: 'Ola <Operator>', email: 'nobody' })
  const page = await wrong.text()
  expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([422, null])
  expect(page).toContain('value="Ola &lt;Operator&gt;"')
  expect(page).toContain('Enter an e-mail address like name@example.org')
  const taken = await post(web, firstPath, { name: 'Ola Operator', email: 'ola@coalition.example' })
  expect([taken.status, taken.headers.get('location')]).toEqual([303, '/organize/home'])
  const home = await (await ask('/organize/home', cookieOf(taken))).text()
  expect(home).toContain('Ola Operator')
  expect((await web.ask(firstPath)).status).toBe(410)
  expect((await post(web, firstPath, { name: 'Eve', email: 'eve@coalition.example' })).status).toBe(410)
})

test('asking for a link answers the same, to the byte, whether the address has an account or not', async () => {
  const answers: unknown[] = []
  for (const email of ['ola@coalition.example', 'stranger@mail.example']) {
    const answer = await post(web, routes.organize(), { email })
    answers.push([answer.status, [...answer.headers], await answer.text()])
  }
  expect(answers[1]).toEqual(answers[0])
  expect(await web.page(routes.organizerSent())).toContain('If somebody has an account with this address')
  const mails = await accountMails(database, means)
  expect(mails.map(({ to }) => to)).toEqual(['ola@coalition.example'])
  const path = routes.organizerLink(linkIn(mails[0] ?? { to: '', subject: '', text: '', language: 'en' }))

  // Opening the link, however often, neither changes anything nor signs anybody in; its button does, once.
  const before = await everythingIn(database)
  for (const method of ['GET', 'HEAD', 'GET'])
    expect((await web.ask(path, { method })).headers.get('set-cookie')).toBeNull()
  expect(await everythingIn(database)).toEqual(before)
  const pressed = await post(web, path)
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/organize/home'])
  expect((await post(web, path)).status).toBe(410)
})

test('the cookie is the browser’s alone: no script reads it, no sibling domain and no plain connection sets it', async () => {
  const { session } = await joined(database, 'ada', means)
  const path = routes.organize()
  const link = async (of: typeof web) => {
    await post(of, path, { email: 'ada@coalition.example' }, { Origin: 'null' })
    const [mail] = await accountMails(database, means)
    if (!mail) throw new Error('no mail')
    return (await post(of, routes.organizerLink(linkIn(mail)))).headers.get('set-cookie') ?? ''
  }
  const [locked, plain] = [await link(web), await link(organizerWeb('http://letters.example'))]
  const rest = 'Path=/; HttpOnly; SameSite=Lax'
  expect(locked).toMatch(new RegExp(`^__Host-undersigned-session=[\\w-]{43}; ${rest}; Secure; Max-Age=1209600$`))
  expect(plain).toMatch(new RegExp(`^undersigned-session=[\\w-]{43}; ${rest}; Max-Age=1209600$`))
  // A cookie of the plain name, which a sibling domain could have set, opens nothing here.
  expect((await ask('/organize/home', `undersigned-session=${session}`)).status).toBe(303)
  expect((await ask('/organize/home', `__Host-undersigned-session=${session}`)).status).toBe(200)
})

test('public pages are the same with and without a session, and never set a cookie', async () => {
  const { session } = await joined(database, 'bea', means)
  const cookie = `__Host-undersigned-session=${session}`
  for (const path of ['/', routes.campaign(slug), '/nothing/here', '/robots.txt']) {
    const [with_, without] = [await ask(path, cookie), await web.ask(path)]
    expect([path, with_.headers.get('set-cookie'), await with_.text()]).toEqual([path, null, await without.text()])
  }
})

test('the home page leads organizers, quietly, to where they sign in; where there are none, nothing does', async () => {
  const link = '<a href="/organize">For organizers</a>'
  expect(await web.page('/')).toMatch(new RegExp(`<footer[^]*${link}`))
  expect(await web.page(routes.campaign(slug))).not.toContain(link)
  expect(await webOn(database).page('/')).not.toContain('/organize')
})

test('who signs out is out, on this device or on all; nobody who is not signed in gets anything done', async () => {
  const [one, other] = [await joined(database, 'cleo', means), await joined(database, 'cleo', means)]
  const cookie = ({ session }: typeof one) => `__Host-undersigned-session=${session}`
  const out = await post(web, routes.signOut(), {}, { cookie: cookie(one) })
  expect([out.status, out.headers.get('set-cookie')?.includes('Max-Age=0')]).toEqual([200, true])
  expect((await ask('/organize/home', cookie(one))).status).toBe(303)
  expect((await ask('/organize/home', cookie(other))).status).toBe(200)
  const third = await joined(database, 'cleo', means)
  await post(web, routes.signOutEverywhere(), {}, { cookie: cookie(other) })
  for (const session of [other, third]) expect((await ask('/organize/home', cookie(session))).status).toBe(303)
  const before = await everythingIn(database)
  const late = await post(web, routes.organizerAccount(), { name: 'Cleo' }, { cookie: cookie(third) })
  expect([late.status, (await late.text()).includes('nothing was changed')]).toEqual([403, true])
  expect(await everythingIn(database)).toEqual(before)
})

test('an organizer says what they are called, and a name that hides something is refused and kept in the field', async () => {
  const { session } = await joined(database, 'dora', means)
  const cookie = `__Host-undersigned-session=${session}`
  const wrong = await post(web, routes.organizerAccount(), { name: 'Dora\u202Eevil' }, { cookie })
  expect([wrong.status, (await wrong.text()).includes('hidden or control characters')]).toEqual([422, true])
  const saved = await post(web, routes.organizerAccount(), { name: 'Dora <b>Example</b>' }, { cookie })
  expect(saved.headers.get('location')).toBe('/organize/account?said=saved')
  const page = await (await ask('/organize/account?said=saved', cookie)).text()
  expect(page).toContain('Your name was saved.')
  expect(page).toContain('Dora &lt;b&gt;Example&lt;/b&gt;')
})

test('every answer to an organizer is kept by nobody and found by no search, and names its address to nobody else', async () => {
  const { session } = await joined(database, 'edda', means)
  for (const cookie of ['', `__Host-undersigned-session=${session}`])
    for (const pattern of Object.values(patterns).filter((one) => one.startsWith('/organize'))) {
      const answer = await ask(pattern.replace(':campaign', slug).replace(':link', 'x'), cookie)
      expect([pattern, answer.headers.get('cache-control')]).toEqual([pattern, 'no-store'])
      expect(['no-referrer', 'same-origin']).toContain(answer.headers.get('referrer-policy'))
    }
  expect(web.journal).toEqual([])
})

test('an organizer ends one session on the page of their account, and no other', async () => {
  const [one, other] = [await joined(database, 'fay', means), await joined(database, 'fay', means)]
  const cookie = ({ session }: typeof one) => `__Host-undersigned-session=${session}`
  const page = await (await ask('/organize/account', cookie(one))).text()
  const [, session = ''] = /name="session" value="([0-9a-f]{64})"/.exec(page) ?? []
  expect(page.match(/name="session"/g)).toHaveLength(1)
  await post(web, routes.endSession(), { session }, { cookie: cookie(one) })
  expect((await ask('/organize/account', cookie(other))).status).toBe(303)
  expect(await (await ask('/organize/account?said=session-ended', cookie(one))).text()).toContain(
    'The session has ended.',
  )
})

test('pages for organizers name one style sheet of ours, which browsers may keep for good; pages of readers carry their own', async () => {
  const page = await web.page(routes.organize())
  const [, sheet = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? []
  expect(page).not.toContain('<style')
  const answer = await web.ask(sheet)
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'text/css; charset=utf-8',
    'public, max-age=31536000, immutable',
  ])
  const policy = (await web.ask(routes.organize())).headers.get('content-security-policy')
  expect(policy).toContain("style-src 'self'")
  expect((await web.ask(sheet.replace(/[0-9a-f]{16}/, '0'.repeat(16)))).status).toBe(404)
  const read = await web.page(routes.campaign(slug))
  expect(read).toContain('<style')
  expect(read).not.toContain('<link rel="stylesheet"')
})
