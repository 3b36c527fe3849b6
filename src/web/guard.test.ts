import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { systemMeans } from '#platform'
import { confirmBatch, linkOf } from '#signatures'
import { testDatabase } from '../../test/kit/database.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { filledIn, letSign, post, signingWebOn, vault } from '../../test/kit/signing-web.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { patterns, postable, routes } from './routes.ts'
import { openHandle } from './sealed-handle.ts'

const database = await testDatabase()
const web = signingWebOn(database)
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const letter = letters[0]?.letter.slug ?? ''
const edition = letters[0]?.editions[0]?.slug ?? ''
await letSign(database, slug, letter)
const form = routes.sign(slug, letter, edition)

async function handleFor(email: string) {
  const answer = await post(web, form, filledIn(await web.page(form), { email, hear: 'yes', show: 'yes' }))
  const sealed = answer.headers.get('location')?.slice('/sign/'.length) ?? ''
  const handle = openHandle(vault, sealed)
  if (!handle) throw new Error('not asked to confirm')
  return { sealed, ...handle }
}
const waiting = await handleFor('waiting@mail.example')
const confirmed = await handleFor('confirmed@mail.example')
await database.transaction((tx) => confirmBatch(tx, [{ by: 'link', ...confirmed }], vault, systemMeans()))

// Every address there is, with names and links that are good.
const good: Readonly<Record<string, (pattern: string) => string>> = {
  campaign: () => slug,
  letter: () => letter,
  edition: () => edition,
  base: () => edition,
  organization: () => 'united-fair-hearth-league',
  handle: () => waiting.sealed,
  link: (pattern) => {
    const kinds = ['confirm', 'not-me', 'unsubscribe'] as const
    const kind = kinds.find((one) => pattern.startsWith(`/${one}/`)) ?? 'signed'
    const named = kind === 'confirm' || kind === 'not-me' ? waiting : confirmed
    return linkOf(vault, kind, named.campaign, named.pending)
  },
  n: () => '1',
}
const addressOf = (pattern: string): string =>
  pattern.replaceAll(/:(\w+)(\{[^}]*\}(?:\})?)?/g, (whole, name: string) => good[name]?.(pattern) ?? whole)
const everyPattern = Object.values(patterns)

/** All that the database holds. */
async function everythingKept(): Promise<string> {
  return await database.read(async (tx) => {
    const { rows } = await sql<{
      name: string
    }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(tx)
    const sums: string[] = []
    for (const { name } of rows) {
      const kept = await sql<{
        sum: string
      }>`select md5(coalesce(string_agg(t::text, ';' order by t::text), '')) as sum from ${sql.table(name)} t`.execute(
        tx,
      )
      sums.push(`${name} ${kept.rows[0]?.sum}`)
    }
    return sums.join('\n')
  })
}

test('reading changes nothing, on any address: not with GET, not with HEAD, however often a mail gateway opens it', async () => {
  const before = await everythingKept()
  const reading = webOn(database, {
    signing: () => {
      const refuses = async () => {
        throw new Error('reading must not write')
      }
      return {
        transaction: refuses,
        signing: { wish: refuses, confirm: refuses, vault, mailDelaySeconds: () => 0, wakeMailer: () => {} },
      }
    },
  })
  const asked = everyPattern.map(addressOf)
  for (const address of [...asked, `${form}?from=${waiting.sealed}`, `${routes.sent(waiting.sealed)}?again=yes`])
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await reading.ask(address, { method })
      expect([address, answer.status < 500]).toEqual([address, true])
    }
  expect(reading.journal).toEqual([])
  expect(await everythingKept()).toBe(before)
})

test('only what the table of routes names can be posted to; all else is refused with what is allowed', async () => {
  for (const pattern of everyPattern) {
    if (postable.includes(pattern)) continue
    const answer = await post(web, addressOf(pattern))
    expect([pattern, answer.status, answer.headers.get('allow')]).toEqual([pattern, 405, 'GET, HEAD'])
  }
  for (const pattern of postable)
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await web.ask(addressOf(pattern), { method })
      expect([pattern, answer.status, answer.headers.get('allow')]).toEqual([pattern, 405, 'GET, HEAD, POST'])
    }
})

const forged: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['says so', { 'Sec-Fetch-Site': 'cross-site' }],
  ['says so and hides its name', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
  ['says so and takes our name', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://letters.example' }],
  ['has another name', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'none' }],
  ['has our name at the front', { Origin: 'https://letters.example.evil.example', 'Sec-Fetch-Site': 'same-site' }],
  ['has our name without the lock', { Origin: 'http://letters.example', 'Sec-Fetch-Site': 'same-site' }],
  ['has our name at another port', { Origin: 'https://letters.example:8443', 'Sec-Fetch-Site': 'same-site' }],
]

test.each(forged)('another website that %s gets nothing done, at any address', async (_what, headers) => {
  const before = await everythingKept()
  const typed = filledIn(await web.page(form), { email: 'forged@mail.example', show: 'no', code: '123456' })
  for (const pattern of postable) {
    const answer = await post(web, addressOf(pattern), typed, headers)
    expect([pattern, answer.status, (await answer.text()).includes('This came from another website')]).toEqual([
      pattern,
      403,
      true,
    ])
  }
  expect(await everythingKept()).toBe(before)
})

test('what browsers send for our own forms is taken, by any of our names', async () => {
  const own: readonly Readonly<Record<string, string>>[] = [
    { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    { Origin: 'https://letters.example', 'Sec-Fetch-Site': 'same-origin' },
    { Origin: 'http://inside.example' },
  ]
  for (const headers of own) {
    const typed = filledIn(await web.page(form), { email: 'own@mail.example' })
    expect((await post(web, form, typed, headers)).status).toBe(303)
  }
})

test('what is no form is refused as such, and changes nothing', async () => {
  const before = await everythingKept()
  for (const pattern of [patterns.sign, patterns.code, patterns.shown])
    for (const [type, body] of [
      ['application/json', '{"name":"Ada"}'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['text/plain', 'name=Ada'],
    ] as const) {
      const answer = await web.ask(addressOf(pattern), { method: 'POST', body, headers: { 'Content-Type': type } })
      expect([pattern, type, answer.status]).toEqual([pattern, type, 400])
    }
  expect(await everythingKept()).toBe(before)
})

test('every page for one person alone is kept by nobody, found by no search, and names its address nowhere', async () => {
  for (const pattern of [
    patterns.sent,
    patterns.confirm,
    patterns.notMe,
    patterns.mine,
    patterns.withdraw,
    patterns.erase,
    patterns.unsubscribe,
  ]) {
    const answer = await web.ask(addressOf(pattern))
    const page = await answer.text()
    expect([
      pattern,
      answer.status,
      answer.headers.get('cache-control'),
      answer.headers.get('x-robots-tag'),
      answer.headers.get('referrer-policy'),
    ]).toEqual([pattern, 200, 'no-store', 'noindex, nofollow', 'no-referrer'])
    expect(page).toContain('<meta name="robots" content="noindex" />')
    expect(page).not.toMatch(/rel="canonical"|og:url/)
    expect([pattern, answer.headers.get('set-cookie'), /<script|https?:\/\/(?!letters\.example)/.test(page)]).toEqual([
      pattern,
      null,
      false,
    ])
  }
})

const mailbox = {
  mails: () => [
    {
      number: 1,
      to: '<b>ada@mail.example</b>',
      subject: 'Please <i>confirm</i>',
      text: 'Open http://127.0.0.1:8080/confirm/x and http://elsewhere.example/y.\n<script>',
      language: 'en',
      links: ['http://127.0.0.1:8080/confirm/x', 'http://elsewhere.example/y'],
      reference: 'r',
      token: 't',
      date: new Date('2026-04-01T12:00:00Z'),
    },
  ],
}

test('the development mailbox shows mails with our own links to follow', async () => {
  const own = signingWebOn(database, { devMailbox: mailbox, publicUrl: 'http://127.0.0.1:8080' })
  expect(await own.page('/dev/mail')).toContain('Please &lt;i&gt;confirm&lt;/i&gt;')
  const mail = await own.page('/dev/mail/1')
  expect(mail).toContain('<a href="/confirm/x">http://127.0.0.1:8080/confirm/x</a>')
  expect(mail).not.toMatch(/href="[^"]*elsewhere|<script/)
  expect((await own.ask('/dev/mail/2')).status).toBe(404)
})

test('the development mailbox is there for nobody where others could come: no mailbox, a public address, any trace of a proxy', async () => {
  const own = { devMailbox: mailbox, publicUrl: 'http://127.0.0.1:8080' }
  const absent = [signingWebOn(database), signingWebOn(database, { ...own, publicUrl: 'https://letters.example' })]
  for (const one of absent)
    for (const path of ['/dev/mail', '/dev/mail/1']) expect((await one.ask(path)).status).toBe(404)
  for (const name of ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP', 'Via'])
    for (const path of ['/dev/mail', '/dev/mail/1'])
      expect([name, (await signingWebOn(database, own).ask(path, { headers: { [name]: 'x' } })).status]).toEqual([
        name,
        404,
      ])
})

test('after all of this, log and signatures agree', async () => {
  expect(await checkEverything(database, vault)).toEqual([])
})
