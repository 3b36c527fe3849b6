import { expect, test } from 'vitest'
import { newId } from '#kernel'
import { setState } from '#letters'
import { askHome, askOrganizations, gatherLinkOf, judgeSignOn, parseSignOnLink, signOnLinkOf } from '#organizations'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { address } from '../../test/kit/accounts.ts'
import {
  formAt,
  gatheringPlace,
  harborLights,
  joined,
  mailedLink,
  press,
  representWebOn,
  send,
} from '../../test/kit/represent-web.ts'
import { movableMeans } from '../../test/kit/signatures.ts'
import { dnsOf } from '../../test/kit/signed-mail.ts'
import { correctText, vault } from '../../test/kit/signing-web.ts'
import { representPatterns, representPostable } from './routes-represent.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const place = await gatheringPlace(database)
const texts: Record<string, string> = {}
const web = representWebOn(database, { ask: (...asked) => dnsOf(texts)(...asked) })
const means = { ...movableMeans(), now: () => new Date('2026-04-01T12:00:00Z'), vault }

const words = (page: string): string =>
  page
    .slice(page.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const text = async (answer: Response | Promise<Response>): Promise<string> => (await answer).text()
const joinPath = routes.join(place.link)
const editions = [...(await web.page(joinPath)).matchAll(/name="read-([^"]+)"/g)].map(([, slug = '']) => slug)

/** A representative's page, signed on for all editions under a name of its own. */
async function signedOn(name: string, at = place): Promise<string> {
  // An inbox gets few mails a day about one letter, so each signs from its own.
  const email = `${name.replaceAll(/\W/g, '')}@harbor-lights.org`
  const link = await mailedLink(database, at, () =>
    joined(web, at, { ...harborLights, name, email, edition: editions }),
  )
  await press(web, routes.signOn(link), routes.confirmSignOn(link), { act: 'sign' })
  return link
}

/** The link that a successor is sent. */
function successorLink(link: string): string {
  const target = parseSignOnLink(vault, link)
  if (!target) throw new Error('the link names nothing')
  return signOnLinkOf(vault, { ...target, term: target.term + 1 })
}

test('from the link to the printed name: look, sign, confirm, ask at home, prove, be accepted', async () => {
  const typed = { ...harborLights, edition: editions }
  const looked = await send(web, routes.joinLine(place.link), formAt(await web.page(joinPath), joinPath, typed))
  expect(looked.status).toBe(200)
  expect(await looked.text()).toContain('<li id="own"><strong><bdi>Harbor Lights Tenants’ Union</bdi></strong>')
  const link = await mailedLink(database, place, () => joined(web, place, typed))
  expect(words(await web.page(routes.joinSent(place.link)))).toContain('Look in your inbox')

  const own = routes.signOn(link)
  expect(words(await web.page(own))).toContain('Nothing counts until you press the button.')
  const confirmed = await press(web, own, routes.confirmSignOn(link), { act: 'sign' })
  expect(confirmed.headers.get('location')).toBe(`${own}?said=signed`)
  expect(words(await web.page(own))).toMatch(/has signed .* not shown yet: read below how .* not yet/)

  await press(web, own, routes.askAtHome(link))
  const [, home = ''] = /https:\/\/letters\.example(\/counsel\/[\w.-]+)/.exec(await web.page(own)) ?? []
  expect(words(await web.page(home))).toContain('Ada Quill, president of the board, asks you to read this')
  const answered = await press(web, home, home, { name: 'Bo Vale', words: 'Who pays?', answer: 'question' })
  expect(answered.headers.get('location')).toBe(`${home}?said=question`)
  expect(words(await web.page(own))).toMatch(/A question · Bo Vale · .* Who pays\?/)

  const ladder = await text(press(web, own, routes.proveSignOn(link)))
  const [, line = ''] = />(Undersigned [0-9a-f]{32} [0-9a-f]{64})</.exec(ladder) ?? []
  expect(ladder).toContain(`mailto:sign-on@letters.example?subject=${encodeURIComponent(line)}`)
  // The same when the page is loaded again: what was sent to whoever runs the DNS must go on fitting.
  for (const again of [await web.page(own), await text(send(web, routes.proveSignOn(link), new URLSearchParams()))])
    expect(again).toContain(line)
  const missing = await text(send(web, routes.lookForProof(link), new URLSearchParams({ level: 'dns' })))
  expect(words(missing)).toContain('Nothing was found there yet.')
  expect(missing).toContain(line)
  texts['_undersigned.harbor-lights.org'] = line
  const proved = await send(web, routes.lookForProof(link), new URLSearchParams({ level: 'dns' }))
  expect(proved.headers.get('location')).toBe(`${own}?said=proved`)
  expect(words(await web.page(own))).toContain('shown by a record in the organization’s DNS')

  const { campaign } = place
  const signOn = parseSignOnLink(vault, link)?.signOn
  if (!signOn) throw new Error('the link names nothing')
  await database.transaction((tx) => judgeSignOn(tx, { campaign, signOn, by: 'server', verdict: 'accepted' }, means))
  expect(words(await web.page(own))).toMatch(/have accepted it Printed under the text to/)
})

test('pages for representatives share one file of styles, which browsers keep, and carry none themselves', async () => {
  const answer = await web.ask(joinPath)
  const page = await answer.text()
  expect(page).not.toContain('<style')
  expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'")
  const [, sheet = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? []
  const styles = await web.ask(sheet)
  expect([styles.status, styles.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
  expect(styles.headers.get('cache-control')).toContain('immutable')
  expect(await styles.text()).toContain('.letter{')
  expect((await web.ask(routes.readerSheet(`${'0'.repeat(16)}.css`))).status).toBe(404)
})

test('whoever asks at home first has signed nothing, and signs by the same page afterwards', async () => {
  const typed = { ...harborLights, name: 'Night Tenants', edition: editions, act: 'home' }
  const link = await mailedLink(database, place, () => joined(web, place, typed))
  const own = routes.signOn(link)
  const first = await press(web, own, routes.confirmSignOn(link), { act: 'home' })
  expect(first.headers.get('location')).toBe(`${own}?said=confirmed`)
  expect(words(await web.page(own))).toContain('nothing is signed')
  await press(web, own, routes.askAtHome(link))
  const [, home = ''] = /https:\/\/letters\.example(\/counsel\/[\w.-]+)/.exec(await web.page(own)) ?? []
  await press(web, home, home, { name: 'Bo Vale', answer: 'yes' })
  expect(words(await web.page(own))).toContain('Yes · Bo Vale')
  await press(web, own, routes.confirmSignOn(link), { act: 'sign' })
  expect(words(await web.page(own))).toContain('Night Tenants has signed')
})

test('everything that is wrong is said at once, and nothing that was typed is lost', async () => {
  const page = await web.page(joinPath)
  const typed = { name: 'Harbor\u200B Lights', representative: 'Ada', deputy: 'bo', domain: 'none', carries: 'yes' }
  const answer = await send(
    web,
    joinPath,
    formAt(page, joinPath, { ...typed, edition: editions[0] ?? '', act: 'sign' }),
  )
  expect(answer.status).toBe(422)
  const again = await answer.text()
  for (const field of ['name', 'role', 'email', 'deputy', 'domain', 'consent'])
    expect(again).toContain(`<a href="#${field}">`)
  const kept = formAt(again, joinPath)
  for (const [field, value] of Object.entries(typed)) expect([field, kept.get(field)]).toEqual([field, value])
  expect(kept.getAll('edition')).toEqual([editions[0]])
})

test('a name that looks like one on the list is asked about once, and taken when it is another', async () => {
  const [, name = ''] =
    /<ul class="names">\s*<li><bdi>([^<]+)<\/bdi>/.exec(
      await text(
        send(
          web,
          routes.joinLine(place.link),
          formAt(await web.page(joinPath), joinPath, { ...harborLights, name: 'Zz' }),
        ),
      ),
    ) ?? []
  const typed = { ...harborLights, name: `${name}, Inc.`, edition: editions }
  const asked = await joined(web, place, typed)
  expect(asked.status).toBe(422)
  const page = await asked.text()
  expect(page).toContain('Is this another organization?')
  const sure = await send(web, joinPath, formAt(page, joinPath, { act: 'sign', consent: 'yes', another: typed.name }))
  expect([sure.status, sure.headers.get('location')]).toEqual([303, routes.joinSent(place.link)])
})

test('a text changed while the form stood open is shown with its changes, signs nothing, and can be signed then', async () => {
  const at = await gatheringPlace(database, 'Changed')
  const path = routes.join(at.link)
  const form = formAt(await web.page(path), path, { ...harborLights, edition: editions, act: 'sign' })
  await correctText(database, at.slug, at.letterSlug, ['renters', 'tenants'])
  const before = await everythingIn(database)
  for (const action of [path, routes.joinLine(at.link)]) {
    const answer = await send(web, action, form)
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toMatch(/<del>[^<]*renters[^<]*<\/del>/)
    expect(page).toMatch(/<ins>[^<]*tenants[^<]*<\/ins>/)
    expect(formAt(page, path).get('name')).toBe(harborLights['name'])
  }
  expect(await everythingIn(database)).toEqual(before)
  const again = formAt(await text(send(web, path, form)), path, { act: 'sign' })
  expect((await send(web, path, again)).status).toBe(303)
})

test('a text changed after the yes asks for a new one; with it, the page is at rest again', async () => {
  const at = await gatheringPlace(database, 'Changed later')
  const link = await signedOn('Harbor Lights', at)
  const own = routes.signOn(link)
  const stale = await web.page(own)
  await correctText(database, at.slug, at.letterSlug, ['renters', 'tenants'])
  const page = await web.page(own)
  expect(page).toMatch(/<ins>[^<]*tenants[^<]*<\/ins>/)
  expect(stale).not.toContain(routes.renewSignOn(link))
  const renewed = await press(web, own, routes.renewSignOn(link))
  expect(renewed.headers.get('location')).toBe(`${own}?said=renewed`)
  expect(await web.page(own)).not.toContain(routes.renewSignOn(link))
  expect(words(await web.page(own))).toContain('signed again on')
})

test('who holds a link reads what is kept of them, whether strangers may read the letter or not', async () => {
  const at = await gatheringPlace(database, 'Kept private')
  const link = await signedOn('Harbor Lights', at)
  const asked = await database.transaction((tx) => askHome(tx, vault, { link }, means))
  const home = 'link' in asked ? asked.link : ''
  for (const state of ['published', 'private', 'closed'] as const) {
    await database.transaction((tx) => setState(tx, { id: at.campaign, slug: at.slug }, at.letter, { state }, means))
    for (const [own, notice] of [
      [routes.join(at.link), routes.joinPrivacy(at.link)],
      [routes.signOn(link), routes.signOnPrivacy(link)],
      [routes.counsel(home), routes.counselPrivacy(home)],
    ] as const) {
      const page = await web.ask(own)
      // A form that is closed leads nowhere; every page that shows one leads to the notice.
      if (page.status === 200) expect(await page.text()).toContain(`href="${notice}"`)
      const read = words(await web.page(notice))
      expect([state, read.includes('When you sign for an organization')]).toEqual([state, true])
    }
  }
  for (const path of [routes.joinPrivacy('x.y'), routes.signOnPrivacy('x.y'), routes.counselPrivacy('x.y')])
    expect((await web.ask(path)).status).toBe(404)
})

test('while organizers still write, a link says that it is early, and not that it was taken back', async () => {
  const at = await gatheringPlace(database, 'Early')
  await database.transaction((tx) =>
    setState(tx, { id: at.campaign, slug: at.slug }, at.letter, { state: 'draft' }, means),
  )
  const answer = await web.ask(routes.join(at.link))
  expect(answer.status).toBe(404)
  expect(words(await answer.text())).toContain('The letter is not ready yet')
})

test('after the letter is closed nobody signs on, by a form from before neither', async () => {
  const at = await gatheringPlace(database, 'Closed')
  const path = routes.join(at.link)
  const form = formAt(await web.page(path), path, { ...harborLights, edition: editions, act: 'sign' })
  const link = await signedOn('Harbor Lights', at)
  await press(web, routes.signOn(link), routes.askAtHome(link))
  const [, home = ''] = /https:\/\/letters\.example(\/counsel\/[\w.-]+)/.exec(await web.page(routes.signOn(link))) ?? []
  const answer = formAt(await web.page(home), home, { name: 'Bo', answer: 'yes' })
  await database.transaction((tx) =>
    setState(tx, { id: at.campaign, slug: at.slug }, at.letter, { state: 'closed' }, means),
  )
  const before = await everythingIn(database)
  expect((await web.ask(path)).status).toBe(410)
  expect((await send(web, path, form)).status).toBe(410)
  expect((await send(web, home, answer)).status).toBe(410)
  expect(words(await web.page(home))).toContain('no answer is needed any more')
  expect(await everythingIn(database)).toEqual(before)
  expect(words(await web.page(routes.withdrawSignOn(link)))).toContain('marked with the day on which it withdrew')
})

test('corrections, name, successor, copy, withdrawal and erasure are each one button', async () => {
  const link = await signedOn('Stair Keepers')
  const own = routes.signOn(link)
  expect(words(await web.page(own))).toContain('You are asked at every change')
  await press(web, own, routes.setCarries(link))
  expect(words(await web.page(own))).toContain('is carried over to the corrected text')

  const badName = await press(web, own, routes.renameSignOn(link), { name: 'Stair \u202EKeepers' })
  expect(badName.status).toBe(422)
  const renamed = await press(web, own, routes.renameSignOn(link), { name: 'The Stair Keepers' })
  expect(renamed.headers.get('location')).toBe(`${own}?said=renamed`)
  expect(words(await web.page(own))).toContain('The Stair Keepers')

  const nobody = await press(web, own, routes.handOver(link), { successor: 'Bo Vale' })
  expect(nobody.status).toBe(422)
  expect(formAt(await nobody.text(), routes.handOver(link)).get('successor')).toBe('Bo Vale')
  const successor = { successor: 'Bo Vale', role: 'director', email: 'bo@harbor-lights.org' }
  const handed = await press(web, own, routes.handOver(link), successor)
  expect(handed.headers.get('location')).toBe(`${own}?said=handedOver`)
  expect(words(await web.page(own))).toContain('You handed over to Bo Vale, who has not confirmed yet.')

  const next = successorLink(link)
  expect(words(await web.page(routes.signOn(next)))).toContain('Take over and sign for')

  const copy = await web.ask(routes.signOnData(link))
  expect(await copy.json()).toMatchObject({ representative: { name: 'Ada Quill' }, carries: true })
  await press(web, routes.withdrawSignOn(link), routes.withdrawSignOn(link))
  expect(words(await web.page(own))).toContain('is withdrawn')
  const erased = await press(web, routes.eraseSignOn(link), routes.eraseSignOn(link))
  expect(words(await erased.text())).toContain('Your data is erased')
  expect((await web.ask(own)).status).toBe(410)
})

test('a successor takes over by one button; the page of whoever came before opens nothing from then on', async () => {
  const link = await signedOn('Lamp Lighters')
  const successor = { successor: 'Bo Vale', role: 'director', email: 'bo@lamps.org' }
  await press(web, routes.signOn(link), routes.handOver(link), successor)
  const next = successorLink(link)
  const taken = await press(web, routes.signOn(next), routes.confirmSignOn(next), { act: 'sign' })
  expect(taken.headers.get('location')).toBe(`${routes.signOn(next)}?said=signed`)
  expect(words(await web.page(routes.signOn(next)))).toMatch(/Lamp Lighters has signed .* Bo Vale/)
  expect((await web.ask(routes.signOn(link))).status).toBe(410)
})

test('a second form from the same mailbox for the same organization goes to the page that is there', async () => {
  const first = await signedOn('Twice Signed')
  const typed = { ...harborLights, name: 'Twice Signed', email: 'TwiceSigned@harbor-lights.org', edition: editions }
  const link = await mailedLink(database, place, () => joined(web, place, typed))
  const answer = await press(web, routes.signOn(link), routes.confirmSignOn(link), { act: 'sign' })
  expect(answer.headers.get('location')).toMatch(new RegExp(`^${routes.signOn(first)}\\?said=`))
})

test('a personal link knows whom it asks, and no page tells who else was asked', async () => {
  const { campaign, letter } = place
  const rows = [
    { name: 'Owls of Oke', email: address('owl@owls.org'), domain: 'owls.org' },
    { name: 'Quiet Hours Society', email: address('q@quiet.org'), domain: 'quiet.org' },
  ]
  const asked = await database.transaction((tx) =>
    askOrganizations(tx, { campaign, letter, by: 'server', rows }, means),
  )
  const [first] = asked
  if (first?.kind !== 'asked') throw new Error('nobody was asked')
  const link = gatherLinkOf(vault, { kind: 'ask', campaign, letter, ask: first.ask })
  const page = await web.page(routes.join(link))
  expect(Object.fromEntries(formAt(page, routes.join(link)))).toMatchObject({
    name: 'Owls of Oke',
    email: 'owl@owls.org',
    domain: 'owls.org',
  })
  const typed = { ...harborLights, name: 'Quiet Hours Society', edition: editions }
  const looked = await text(send(web, routes.joinLine(link), formAt(page, routes.join(link), typed)))
  for (const one of [page, looked]) {
    expect(one).not.toContain('quiet.org')
    expect(one).not.toContain('Is this another organization?')
  }
  expect(page).not.toContain('Quiet Hours Society')
  // The same answer for whoever was asked, whoever has signed, and a stranger.
  for (const email of ['q@quiet.org', 'ada@harbor-lights.org', 'new@stranger.org']) {
    const answer = await joined(web, place, { ...typed, name: `Society of ${email}`, email })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, routes.joinSent(place.link)])
  }
})

test('reading changes nothing, is kept by nobody, names no referrer and sets no cookie', async () => {
  const link = await signedOn('Readers of Oke')
  await press(web, routes.signOn(link), routes.askAtHome(link))
  const [, home = ''] = /https:\/\/letters\.example\/counsel\/([\w.-]+)/.exec(await web.page(routes.signOn(link))) ?? []
  const linkFor = (pattern: string) =>
    pattern.startsWith('/join') ? place.link : pattern.startsWith('/counsel') ? home : link
  const before = await everythingIn(database)
  for (const pattern of Object.values(representPatterns))
    for (const method of ['GET', 'HEAD']) {
      const path = `${pattern.replace(':link', linkFor(pattern))}?act=sign&answer=yes&carries=yes&level=dns`
      const { status, headers } = await web.ask(path, { method, headers: { 'X-HTTP-Method-Override': 'POST' } })
      expect([pattern, status === 200 || status === 303]).toEqual([pattern, true])
      expect([
        pattern,
        headers.get('cache-control'),
        headers.get('referrer-policy'),
        headers.get('set-cookie'),
      ]).toEqual([pattern, 'no-store', 'no-referrer', null])
      expect([pattern, headers.get('x-robots-tag')]).toEqual([pattern, 'noindex, nofollow'])
    }
  expect(await everythingIn(database)).toEqual(before)
})

test('what another website sends does nothing, and a link with one character changed opens nothing', async () => {
  const link = await signedOn('Careful Tenants')
  const before = await everythingIn(database)
  for (const pattern of representPostable) {
    const path = pattern.replace(':link', pattern.startsWith('/join') ? place.link : link)
    const forged = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    const body = new URLSearchParams({ act: 'sign', answer: 'yes', consent: 'yes', carries: 'yes', level: 'dns' })
    expect([pattern, (await web.ask(path, { method: 'POST', body, headers: forged })).status]).toEqual([pattern, 403])
    const bent = path.replace(/[\w-](?=(?:\/[a-z]+)?$)/, (last) => (last === 'A' ? 'B' : 'A'))
    const answer = await send(web, bent, body)
    expect([pattern, answer.status === 404 || answer.status === 410]).toEqual([pattern, true])
  }
  expect(await everythingIn(database)).toEqual(before)
})

test('a link that broke over two lines is told so, and one that led somewhere once is told otherwise', async () => {
  const link = await signedOn('Broken Links Society')
  for (const path of [joinPath, routes.signOn(link), routes.counsel(link)]) {
    const answer = await web.ask(path.slice(0, -3))
    expect([answer.status, words(await answer.text()).includes('This link is not complete')]).toEqual([404, true])
  }
  await press(web, routes.eraseSignOn(link), routes.eraseSignOn(link))
  expect((await web.ask(routes.signOn(link))).status).toBe(410)
})

test('when the house fails, what was typed is handed back to be sent again', async () => {
  const broken = representWebOn(database, {
    transaction: async () => {
      throw new Error('no database')
    },
  })
  const answer = await joined(broken, place, { ...harborLights, edition: editions })
  expect(answer.status).toBe(503)
  const kept = formAt(await answer.text(), joinPath)
  expect(kept.get('representative')).toBe('Ada Quill')
  expect(kept.getAll('edition')).toEqual(editions)
})

test('a person signs with a title and an affiliation', async () => {
  const path = routes.joinAsPerson(place.link)
  const page = await web.page(path)
  expect(words(page)).toContain('for identification only')
  const typed = { name: `Cy Marsh ${newId(means)}`, title: 'Professor', affiliation: 'North College' }
  const rest = { email: 'cy@north.example', consent: 'yes', edition: editions, act: 'sign' }
  const form = formAt(page, joinPath, { ...typed, ...rest })
  const link = await mailedLink(database, place, () => send(web, joinPath, form))
  expect(words(await web.page(routes.signOn(link)))).toContain(`${typed.name}, Professor, North College`)
})

test('nobody has us knock at a stranger’s server again and again, and reading is slowed down at hundreds of pages', async () => {
  const link = await signedOn('Knocking Tenants')
  await press(web, routes.signOn(link), routes.proveSignOn(link))
  const from = (path: string, remoteAddress: string, init?: RequestInit) =>
    web.handler(new Request(new URL(path, 'http://inside.example'), init), { remoteAddress })
  const look = async (remoteAddress: string, path = routes.lookForProof(link)) => {
    const body = new URLSearchParams({ level: 'file' })
    return (await from(path, remoteAddress, { method: 'POST', body })).status
  }
  for (let n = 0; n < 6; n += 1) expect(await look('203.0.113.7')).toBe(200)
  expect(await look('203.0.113.7')).toBe(429)
  expect(await look('203.0.113.7', routes.lookForProof(link).replace('look', '%6cook'))).toBe(429)
  expect(await look('198.51.100.7')).toBe(200)
  const bent = routes.join('x')
  for (let n = 0; n < 300; n += 1) await from(bent, '203.0.113.9')
  expect((await from(bent, '203.0.113.9')).status).toBe(429)
})

test('a private letter is signed by its link, and to everybody else it is not there', async () => {
  const at = await gatheringPlace(database, 'Private')
  await database.transaction((tx) =>
    setState(tx, { id: at.campaign, slug: at.slug }, at.letter, { state: 'private' }, means),
  )
  const link = await signedOn('Private Tenants', at)
  const own = await web.page(routes.signOn(link))
  expect(words(own)).toContain('Private Tenants has signed')
  expect(own).not.toContain(routes.letter(at.slug, at.letterSlug))
  expect((await web.ask(routes.letter(at.slug, at.letterSlug))).status).toBe(404)
  await correctText(database, at.slug, at.letterSlug, ['renters', 'tenants'])
  expect(await web.page(routes.signOn(link))).toMatch(/<del>[^<]*renters[^<]*<\/del>/)
})
