import { expect, test } from 'vitest'
import { confirmBatch } from '#signatures'
import { Fault } from '#kernel'
import { findLetter, setState } from '#letters'
import { systemMeans } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
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
const form = (typed: Typed = {}) => web.page(path).then((page) => filledIn(page, typed))
const wishes = () => database.read((tx) => tx.selectFrom('signatures_pending').selectAll().execute())

/** What stands in a form's fields on a page, as its reader sees it. */
function shownIn(page: string, name: string): string | undefined {
  const tag = new RegExp(`<(?:input|textarea)\\b[^>]*\\bname="${name}"[^>]*>(?:\\n?([^<]*)</textarea>)?`).exec(page)
  return tag?.[1] ?? /\bvalue="([^"]*)"/.exec(tag?.[0] ?? '')?.[1]
}
const tickOf = (one: string): string => (one === edition ? 'editions' : `edition-${one}`)
const isTicked = (page: string, id: string): boolean =>
  new RegExp(`<input\\b[^>]*\\bid="${id}"[^>]*\\schecked\\b`).test(page)

test('one page has the whole letter and one form: nothing ticked but the letter that was read, and fields that phones fill in', async () => {
  const page = await web.page(path)
  expect(page).toContain('Dear Ms. Achterberg and Mr. Kulasingham,')
  expect(page.match(/<form /g)).toHaveLength(1)
  expect(page).toMatch(/<input[^>]*name="name"[^>]*autocomplete="name"/)
  expect(page).toMatch(/<input[^>]*name="email"[^>]*type="email"[^>]*autocomplete="email"/)
  expect(page).toContain('novalidate')
  expect(page).not.toMatch(/\srequired\b/)
  expect([isTicked(page, tickOf(edition)), ...editions.slice(1).map((one) => isTicked(page, tickOf(one)))]).toEqual([
    true,
    false,
    false,
  ])
  for (const box of ['consent', 'show', 'hear']) expect([box, isTicked(page, box)]).toEqual([box, false])
  expect(page).toContain('agree that Example Coalition keeps my name')
})

test('the page can be kept by nobody as if it were anyone’s: it is asked for again each time, and compressed', async () => {
  const answer = await web.ask(path, { headers: { 'Accept-Encoding': 'br' } })
  expect([answer.headers.get('cache-control'), answer.headers.get('content-encoding')]).toEqual(['no-cache', 'br'])
})

test('who signs is sent on to a page that names the inbox; the same form twice is one wish', async () => {
  const typed = await form({ edition: editions, show: 'yes' })
  const answers = [await post(web, path, typed), await post(web, path, typed)]
  for (const answer of answers) {
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/sign\/[\w-]+$/)])
    const next = await web.ask(answer.headers.get('location') ?? '')
    expect([next.status, next.headers.get('cache-control'), next.headers.get('x-robots-tag')]).toEqual([
      200,
      'no-store',
      'noindex, nofollow',
    ])
    const page = await next.text()
    expect(page).toContain('<bdi>ada@mail.example</bdi>')
    expect(page).toMatch(/<input[^>]*inputmode="numeric"[^>]*autocomplete="one-time-code"/)
    expect(page).not.toContain('rel="canonical"')
  }
  const kept = await wishes()
  expect(kept.map((one) => [one.shows_name, one.hears, one.versions.length])).toEqual([[true, false, 96]])
})

const wrong: readonly (readonly [string, Typed, field: string, said: string])[] = [
  ['no name', { name: '  ' }, 'name', 'Enter your name'],
  [
    'a name that turns the direction of writing',
    { name: 'Ada \u202Egnp' },
    'name',
    'Enter the name without hidden or control characters',
  ],
  ['a name of 101 characters', { name: 'é'.repeat(101) }, 'name', 'The name may have at most 100 characters'],
  ['a name of signs alone', { name: '!!!' }, 'name', 'Enter a name that has at least one letter'],
  ['no address', { email: '' }, 'email', 'Enter your e-mail address'],
  ['half an address', { email: 'ada@' }, 'email', 'Enter an e-mail address like name@example.org'],
  ['no consent', { consent: '' }, 'consent', 'Tick the box to agree, so that we may keep your signature'],
  [
    'a consent that was never asked for',
    { consent: '9' },
    'consent',
    'Tick the box to agree, so that we may keep your signature',
  ],
  ['no letter', { edition: [] }, 'editions', 'Choose at least one letter to sign'],
  ['a place of 101 characters', { place: 'x'.repeat(101) }, 'place', 'Town or region: write at most 100 characters'],
  [
    'a comment of 501 characters',
    { comment: 'x'.repeat(501) },
    'comment',
    'Why you sign: write at most 500 characters',
  ],
]

test.each(wrong)(
  '%s is told above the form and at its field in the same words, and everything typed is still there',
  async (_what, change, field, said) => {
    const before = await wishes()
    const typed = await form({
      place: 'Leeds',
      occupation: 'Nurse',
      comment: 'Because\r\nI rent.',
      show: 'yes',
      hear: 'yes',
      edition: editions,
      ...change,
    })
    const answer = await post(web, path, typed)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([422, 'no-store'])
    const page = await answer.text()
    expect(page).toMatch(/<title>Error: /)
    expect(page).toMatch(/<div class="errors"[^>]*tabindex="-1"[^>]*autofocus/)
    expect(page).toContain(`<a href="#${field}">${said}</a>`)
    expect(page).toMatch(new RegExp(`<p class="error" id="[\\w-]+">${said}</p>`))
    expect(page).toContain(` id="${field}"`)
    for (const name of ['name', 'email', 'place', 'occupation', 'comment', 'token'])
      expect([name, shownIn(page, name)]).toEqual([name, String(typed[name]).replace('\r\n', '\n')])
    for (const box of ['show', 'hear']) expect(isTicked(page, box)).toBe(true)
    expect(isTicked(page, 'consent')).toBe(typed['consent'] !== '')
    for (const one of editions) expect(isTicked(page, tickOf(one))).toBe(typed['edition']?.includes(one))
    expect(await wishes()).toEqual(before)
  },
)

test('all that is wrong is told at once, in the order of the fields', async () => {
  const page = await (await post(web, path, await form({ name: '', email: 'x', consent: '' }))).text()
  expect([...page.matchAll(/<li><a href="#(\w+)">/g)].map(([, field]) => field)).toEqual(['name', 'email', 'consent'])
})

test('a field that people do not see may be filled: nobody is told, and the review is', async () => {
  const answer = await post(web, path, await form({ email: 'trapped@mail.example', subject: 'Buy now' }))
  expect(answer.status).toBe(303)
})

test('a mistyped mail host is asked about after signing, and never put right unasked', async () => {
  const answer = await post(web, path, await form({ email: 'ada@gmial.com' }))
  const page = await web.page(answer.headers.get('location') ?? '')
  expect(page).toContain('Did you mean ada@gmail.com?')
  expect(page).toContain('<bdi>ada@gmial.com</bdi>')
  const links = [...page.matchAll(/href="([^"]*\/sign\?from=[^"#]*)#email"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  )
  const shown = await Promise.all(links.map(async (link) => shownIn(await web.page(link), 'email')))
  expect(shown).toEqual(['ada@gmail.com', 'ada@gmial.com'])
})

test('a wrong address is changed with everything else still typed, but consent is given anew', async () => {
  const comment = 'Weil ich miete. '.repeat(31)
  const answer = await post(
    web,
    path,
    await form({ email: 'wrong@mail.example', place: 'Ostermere', comment, show: 'yes', edition: editions.slice(1) }),
  )
  const page = await web.page(answer.headers.get('location') ?? '')
  const again = await web.page(/href="([^"]*\/sign\?from=[^"#]*)#email"/.exec(page)?.[1] ?? '')
  expect(['name', 'email', 'place', 'comment'].map((name) => shownIn(again, name))).toEqual([
    'Ada Kowalska',
    'wrong@mail.example',
    'Ostermere',
    comment,
  ])
  expect([
    ...editions.map((one) => isTicked(again, tickOf(one))),
    isTicked(again, 'show'),
    isTicked(again, 'consent'),
  ]).toEqual([false, true, true, true, false])
})

test('a handle that we did not seal opens an empty form, and a form that breaks off is no fault of ours', async () => {
  const answer = await web.ask(`${path}?from=AAAA`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, path])
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new Error('aborted'))
    },
  })
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  expect((await web.ask(path, { method: 'POST', body, headers, duplex: 'half' })).status).toBe(400)
  expect(web.journal).toEqual([])
})

test('when the queue is full, a page keeps all of it and can be sent again', async () => {
  const full = signingWebOn(database, { wish: async () => 'busy' })
  const typed = await form({ email: 'patient@mail.example', comment: 'Keep "this" <b>', edition: editions })
  const answer = await post(full, path, typed)
  expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([503, true])
  const page = await answer.text()
  const kept = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, unescaped(value)],
  )
  const body = new URLSearchParams(kept.map(([name = '', value = '']): [string, string] => [name, value]))
  expect([...new Set(body.keys())].sort()).toEqual(
    Object.keys(typed)
      .filter((name) => typed[name] !== '')
      .sort(),
  )
  expect(body.getAll('edition')).toEqual(editions)
  const again = await web.ask(path, {
    method: 'POST',
    body: body.toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  expect(again.status).toBe(303)
})

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

test('when the house fails, a page says that nothing was saved and nothing is lost; the journal names nobody', async () => {
  const broken = signingWebOn(database, {
    wish: async () => {
      throw new Fault('database-unreachable', 'The database does not answer.')
    },
  })
  const answer = await post(broken, path, await form({ email: 'lost@mail.example' }))
  const page = await answer.text()
  expect([answer.status, page.includes('Not saved, and nothing lost'), page.includes('lost@mail.example')]).toEqual([
    503,
    true,
    true,
  ])
  expect(broken.journal.join()).toContain('database-unreachable')
  expect(broken.journal.join()).not.toMatch(/lost@|Kowalska/)
})

test('whether an address has signed shows nowhere: page, status, headers and length are the same', async () => {
  const answerFor = async (email: string) => {
    const answer = await post(web, path, await form({ email, comment: email.slice(0, 3) }))
    const location = answer.headers.get('location') ?? ''
    const next = await web.ask(location)
    const neutral = (text: string) =>
      text.replaceAll(location.slice('/sign/'.length), 'HANDLE').replaceAll(email, 'EMAIL')
    const pages = [await next.text()]
    for (const [action, typed] of [
      ['again', {}],
      ['code', { code: '123456' }],
      ['code', { code: '000000' }],
    ] as const) {
      const after = await post(web, `${location}/${action}`, typed)
      pages.push(`${after.status} ${after.headers.get('location')} ${await after.text()}`)
    }
    return {
      pending: openHandle(vault, location.slice('/sign/'.length))?.pending,
      campaign: openHandle(vault, location.slice('/sign/'.length))?.campaign,
      seen: [
        answer.status,
        location.length,
        [...answer.headers].map(([name, value]) => [name, neutral(value)]),
        pages.map(neutral),
      ],
    }
  }
  const first = await answerFor('known@mail.example')
  const { pending, campaign } = first
  if (!pending || !campaign) throw new Error('no handle')
  await database.transaction((tx) => confirmBatch(tx, [{ by: 'link', campaign, pending }], vault, systemMeans()))
  const [known, unknown] = [await answerFor('known@mail.example'), await answerFor('nobod@mail.example')]
  expect(known.seen).toEqual(unknown.seen)
  expect(known.seen).toEqual(first.seen)
})

test('a text corrected while it was read is shown with its corrections, and signed only after a second yes', async () => {
  const typed = await form({ email: 'careful@mail.example', comment: 'I read it.', show: 'yes', edition: editions })
  const before = await wishes()
  await correctText(database, slug, letter, ['accurate', 'honest'])
  const answer = await post(web, path, typed)
  const page = await answer.text()
  expect([answer.status, page.includes('The text was corrected while you read it')]).toEqual([409, true])
  expect(page.match(/Version 1, which you read, beside version 2/g)).toHaveLength(3)
  expect(page).toMatch(/<del>accurate<\/del>\s*<ins>honest<\/ins>/)
  expect(await wishes()).toEqual(before)
  expect(['name', 'email', 'comment'].map((name) => shownIn(page, name))).toEqual([
    'Ada Kowalska',
    'careful@mail.example',
    'I read it.',
  ])
  expect(isTicked(page, 'consent')).toBe(true)
  const second = await post(
    web,
    path,
    filledIn(page, { email: 'careful@mail.example', comment: 'I read it.', edition: editions }),
  )
  expect(second.status).toBe(303)
})

test('a form that names a text nobody knows signs nothing: it is shown what stands now', async () => {
  const typed = await form({ email: 'odd@mail.example' })
  for (const hash of ['', 'x', 'ab'.repeat(32)]) {
    const before = await wishes()
    const answer = await post(web, path, { ...typed, [`read-${edition}`]: hash })
    expect([answer.status, await wishes()]).toEqual([409, before])
    expect(await answer.text()).toContain('The text you read is not known here')
  }
})

test('what somebody types is text on every page that shows it again', async () => {
  const attack = `</textarea></style><script>alert(1)</script><img src=x onerror="alert(2)">"'`
  const typed = await form({
    name: attack,
    email: `${attack}@x`,
    place: attack,
    occupation: attack,
    comment: attack,
    token: attack,
    consent: attack,
    edition: [attack],
    [`read-${attack}`]: attack,
  })
  const [first, second] = [
    await post(web, path, typed),
    await post(web, path, { ...typed, ...(await form({ name: attack, comment: attack, place: attack })) }),
  ]
  const full = await post(
    signingWebOn(database, { wish: async () => 'busy' }),
    path,
    await form({ name: attack, comment: attack }),
  )
  const sent = await web.ask(second.headers.get('location') ?? '')
  for (const answer of [first, full, sent]) {
    const page = await answer.text()
    expect(page).not.toMatch(/<script|<img|onerror="alert/i)
    for (const [tag] of page.replace(/<style>[^]*<\/style>/, '').matchAll(/<[a-z][^>]*>/gi))
      expect(tag).toMatch(/^<[a-z][a-z0-9]*(\s+[a-z:-]+(="[^"<>]*")?)*\s*\/?>$/)
  }
  expect(
    await (
      await web.ask(/href="([^"]*\?from=[^"#]*)/.exec(await web.page(second.headers.get('location') ?? ''))?.[1] ?? '')
    ).text(),
  ).not.toMatch(/<script|<img/)
})

test('a closed letter says so, to who opens the form and to who sends one from before', async () => {
  const typed = await form({ email: 'late@mail.example' })
  const then = { ...systemMeans(), now: () => new Date('2026-04-01T00:00:00Z') }
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, letter)
    if (found) await setState(tx, found.campaign, found.letter.id, { state: 'closed' }, then)
  })
  web.setNow('2026-04-01T13:00:00Z')
  const answer = await post(web, path, typed)
  expect([answer.status, (await answer.text()).includes('This letter is closed')]).toEqual([410, true])
  const page = await web.page(path)
  expect([page.includes('This letter is closed'), page.includes('<form')]).toEqual([true, false])
})

test('a form that breaks off is the visitor’s matter: refused, not in the journal, and nothing is kept', async () => {
  const before = await wishes()
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new Error('aborted'))
    },
  })
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const answer = await web.ask(path, { method: 'POST', body, headers, duplex: 'half' })
  expect(answer.status).toBe(400)
  expect(web.journal).toEqual([])
  expect(await wishes()).toEqual(before)
})

test('a letter that strangers may not read cannot be signed either', async () => {
  const typed = { name: 'Ada Kowalska', email: 'secret@mail.example', consent: '1', edition }
  await database.transaction(async (tx) => {
    await tx.updateTable('letters_letter').set({ state: 'draft', closed_at: null }).where('slug', '=', letter).execute()
  })
  web.setNow('2026-04-01T14:00:00Z')
  for (const address of [path, routes.supporters(slug, letter), routes.sign(slug, 'nothing', edition)])
    expect([address, (await web.ask(address)).status]).toEqual([address, 404])
  expect((await post(web, path, typed)).status).toBe(404)
})
