import { expect, test } from 'vitest'
import { linkOf } from '#signatures'
import { testDatabase } from '../../test/kit/database.ts'
import { handClock, sealNow } from '../../test/kit/logs.ts'
import { correctText, filledIn, letSign, post, signingWebOn, vault, type Typed } from '../../test/kit/signing-web.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { routes } from './routes.ts'
import { openHandle } from './sealed-handle.ts'

const database = await testDatabase()
const web = signingWebOn(database)
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const letter = letters[0]?.letter.slug ?? ''
const editions = letters[0]?.editions.map((edition) => edition.slug) ?? []
const edition = editions[0] ?? ''
await letSign(database, slug, letter)
const path = routes.sign(slug, letter, edition)

/** The links that the mail of a wish has. */
async function wish(
  typed: Typed,
): Promise<Readonly<Record<'confirm' | 'notMe' | 'mine' | 'unsubscribe' | 'sent', string>>> {
  const answer = await post(web, path, filledIn(await web.page(path), typed))
  const sent = answer.headers.get('location') ?? ''
  const handle = openHandle(vault, sent.slice('/sign/'.length))
  if (!handle) throw new Error(`not asked to confirm: ${answer.status}`)
  const link = (kind: 'confirm' | 'not-me' | 'signed' | 'unsubscribe') =>
    linkOf(vault, kind, handle.campaign, handle.pending)
  return {
    sent,
    confirm: routes.confirm(link('confirm')),
    notMe: routes.notMe(link('not-me')),
    mine: routes.mine(link('signed')),
    unsubscribe: routes.unsubscribe(link('unsubscribe')),
  }
}

/** Signs and confirms. @returns the page of the signature. */
async function signed(typed: Typed) {
  const links = await wish(typed)
  expect((await post(web, links.confirm)).headers.get('location')).toBe(links.mine)
  return links
}

const supporters = () => web.page(routes.supporters(slug, letter))

test('a link in a mail shows what it would confirm and does nothing; its one button confirms, and pressed again shows the same signature', async () => {
  const { confirm, mine } = await wish({ email: 'one@mail.example', show: 'yes', edition: editions })
  for (let n = 0; n < 3; n += 1) {
    const page = await web.page(confirm)
    expect(page).toContain('<bdi>Ada Kowalska</bdi>')
    for (const one of ['Verrolane', 'Oskerra', 'Brimhallow']) expect(page).toContain(`the letter to ${one}`)
    expect((await web.ask(confirm, { method: 'HEAD' })).status).toBe(200)
    expect((await web.ask(mine)).status).toBe(410)
  }
  for (let n = 0; n < 2; n += 1) {
    const answer = await post(web, confirm)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, mine])
  }
  expect(await web.page(confirm)).toContain('This signature is confirmed already')
  const page = await web.page(mine)
  for (const words of [
    'Your signature is confirmed',
    'of the public log',
    'one@mail.example',
    'agree that Example Coalition keeps',
  ])
    expect(page).toContain(words)
})

test('a text corrected between signing and confirming: the page says so and shows how, and the signature is for the text that was read', async () => {
  const { confirm, mine } = await wish({ email: 'between@mail.example' })
  await correctText(database, slug, letter, ['their homes', 'their own homes'])
  // Forms and what we keep of a letter are some seconds old at most.
  web.setNow('2026-04-01T12:01:00Z')
  const page = await web.page(confirm)
  expect(page).toContain('The text was corrected since you signed')
  expect(page).toMatch(/<ins>own<\/ins>/)
  expect((await post(web, confirm)).headers.get('location')).toBe(mine)
  expect(await web.page(mine)).toContain('the letter to Verrolane, version 1')
})

test('the receipt is ready once the log has its checkpoint, and comes as a file', async () => {
  const { mine } = await signed({ email: 'receipt@mail.example' })
  expect(await web.page(mine)).toContain('The receipt is ready in a second')
  expect((await web.ask(`${mine}/receipt`)).headers.get('location')).toBe(mine)
  await sealNow(database, handClock())
  expect(await web.page(mine)).toContain('Download the receipt')
  const file = await web.ask(`${mine}/receipt`)
  expect([file.status, file.headers.get('content-disposition'), file.headers.get('cache-control')]).toEqual([
    200,
    'attachment; filename="receipt.tlog-proof"',
    'no-store',
  ])
  expect(await file.text()).toMatch(/^c2sp\.org\/tlog-proof@v1\n/)
})

test('the copy of one’s data is a file with all we hold', async () => {
  const { mine } = await signed({ email: 'copy@mail.example', name: 'Bram Öst', place: 'Leeds', comment: 'I rent.' })
  const file = await web.ask(`${mine}/data`)
  expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
    'application/json; charset=utf-8',
    'attachment; filename="my-signature.json"',
  ])
  expect(await file.json()).toMatchObject({
    name: 'Bram Öst',
    email: 'copy@mail.example',
    place: 'Leeds',
    comment: 'I rent.',
  })
})

test('a name is shown on the public list only by its bearer’s wish, and goes at once when hidden', async () => {
  const { mine } = await signed({ email: 'shown@mail.example', name: 'Shown Person' })
  expect(await supporters()).not.toContain('Shown Person')
  for (const [show, there] of [
    ['yes', true],
    ['no', false],
    ['yes', true],
  ] as const) {
    expect((await post(web, `${mine}/shown`, { show })).headers.get('location')).toBe(mine)
    expect([show, (await supporters()).includes('<bdi>Shown Person</bdi>')]).toEqual([show, there])
  }
  expect(await web.page(`${routes.supporters(slug, letter)}?find=shown`)).toContain('<bdi>Shown Person</bdi>')
  expect(await web.page(`${routes.supporters(slug, letter)}?find=nobody`)).toContain('Nobody here is named “nobody”')
})

test('withdrawing is asked first, then done: the name is gone, the number falls, the page says so', async () => {
  const { mine } = await signed({ email: 'leaves@mail.example', name: 'Leaving Person', show: 'yes' })
  const people = async () =>
    Number(/People <span class="quiet">([\d,]+)/.exec((await supporters()).replaceAll(/\s+/g, ' '))?.[1])
  const before = await people()
  expect(await web.page(`${mine}/withdraw`)).toContain('Withdraw your signature?')
  expect(await people()).toBe(before)
  expect((await post(web, `${mine}/withdraw`)).headers.get('location')).toBe(mine)
  expect([await people(), (await supporters()).includes('Leaving Person')]).toEqual([before - 1, false])
  expect(await web.page(mine)).toContain('Your signature is withdrawn')
})

test('erasing says what remains, then leaves nothing to be shown', async () => {
  const { mine } = await signed({ email: 'erase@mail.example', name: 'Erased Person', show: 'yes' })
  expect(await web.page(`${mine}/erase`)).toContain('a seal that nobody can open any more')
  const answer = await post(web, `${mine}/erase`)
  expect([answer.status, (await answer.text()).includes('Your data is erased')]).toEqual([200, true])
  const after = await web.ask(mine)
  expect([after.status, (await after.text()).includes('Erased Person')]).toEqual([410, false])
  expect(await supporters()).not.toContain('Erased Person')
})

test('whoever wants no more mails presses one button, and a mail program needs not even that', async () => {
  const person = await signed({ email: 'person@mail.example', hear: 'yes' })
  const program = await signed({ email: 'program@mail.example', hear: 'yes' })
  expect(await web.page(person.mine)).toContain('Example Coalition may write to you')
  expect(await web.page(person.unsubscribe)).toContain('Stop these mails?')
  expect((await post(web, person.unsubscribe)).status).toBe(200)
  // As RFC 8058 has it: no referrer, no origin, one field.
  const oneClick = await web.ask(program.unsubscribe, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  expect(oneClick.status).toBe(200)
  for (const { mine } of [person, program]) expect(await web.page(mine)).not.toContain('may write to you')
})

test('“this was not me” ends it: nothing is left to confirm', async () => {
  const { confirm, notMe, mine } = await wish({ email: 'stranger@mail.example' })
  expect(await web.page(notMe)).toContain('Somebody signed with your address?')
  expect(await (await post(web, notMe)).text()).toContain('What was typed is deleted')
  for (const link of [confirm, notMe]) expect((await web.ask(link)).status).toBe(410)
  expect((await post(web, confirm)).status).toBe(410)
  expect((await web.ask(mine)).status).toBe(410)
})

test('“this was not me” after a confirmation leads to where it can be withdrawn', async () => {
  const { notMe, mine } = await signed({ email: 'late@mail.example' })
  const answer = await post(web, notMe)
  expect(await answer.text()).toContain(`href="${mine}"`)
  expect((await web.ask(mine)).status).toBe(200)
})

test('a code that does not fit says so in the same words, whatever the reason', async () => {
  const waiting = await wish({ email: 'code@mail.example' })
  const gone = await wish({ email: 'gone@mail.example' })
  await post(web, gone.notMe)
  for (const { sent } of [waiting, gone]) {
    for (const [code, said] of [
      ['12345', 'Enter the six digits from the mail'],
      ['123 456', 'This code does not fit'],
      ['１２３４５６', 'This code does not fit'],
    ] as const) {
      const answer = await post(web, `${sent}/code`, { code })
      const page = await answer.text()
      expect([answer.status, page.includes(said), page.includes('<title>Error: ')]).toEqual([422, true, true])
    }
    expect((await web.ask(`${sent}/code`)).headers.get('location')).toBe(sent)
  }
})

test('another mail can be asked for; the page says so and nothing else', async () => {
  const { sent } = await wish({ email: 'again@mail.example' })
  const answer = await post(web, `${sent}/again`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${sent}?again=yes`])
  expect(await web.page(`${sent}?again=yes`)).toContain(
    'We are sending it again, unless several were sent there already',
  )
})

test('a link that is damaged, of another kind or made up opens nothing', async () => {
  const { confirm, mine } = await wish({ email: 'links@mail.example' })
  const link = confirm.slice('/confirm/'.length)
  const other = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`
  for (const bad of [link.slice(0, -4), other, `${link}A`, 'x', 'a.b', mine.slice('/signed/'.length), '%F0%9F%98%80'])
    for (const at of ['/confirm/', '/not-me/', '/signed/', '/unsubscribe/'])
      if (!(at === '/signed/' && mine.endsWith(bad)))
        expect([at, bad, (await web.ask(at + bad)).status]).toEqual([at, bad, 404])
  for (const at of ['/sign/x', '/sign/AAAA', `/sign/${link}`])
    expect([at, (await web.ask(at)).status]).toEqual([at, 404])
  expect(web.journal).toEqual([])
})

test('when mail is slow the page says by how much, and when none can be sent it says that', async () => {
  const { sent } = await wish({ email: 'slow@mail.example' })
  const said = async (seconds: number) =>
    (await signingWebOn(database, { mailDelaySeconds: () => seconds }).page(sent)).replaceAll(/\s+/g, ' ')
  expect(await said(2)).not.toContain('mail is slow')
  expect(await said(40)).toContain('yours leaves in about a minute')
  expect(await said(1900)).toContain('yours leaves in about 32 minutes')
  expect(await said(3 * 3600)).toContain('yours leaves in about 3 hours')
  expect(await said(Number.POSITIVE_INFINITY)).toContain('This server cannot send mail yet')
})

test('the privacy notice is made of the settings', async () => {
  const page = await web.page(routes.privacy(slug))
  for (const words of [
    'Example Coalition decides what happens to your data',
    'privacy@coalition.example',
    '180 days after the letter closes',
    'Article 9(2)(a)',
    'Example Coalition may write to you only if you tick that box',
  ])
    expect(page).toContain(words)
  expect((await web.ask(routes.privacy('nobody'))).status).toBe(404)
})
