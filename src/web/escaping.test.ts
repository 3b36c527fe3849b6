import { expect, test } from 'vitest'
import type { CampaignId, SignatureId } from '#kernel'
import { serve, systemMeans } from '#platform'
import { confirmBatch, linkOf } from '#signatures'
import type { Proposal, ProposedLetter, ProposedSignatory } from '#intake'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingAsked, filledIn, letSign, post, signingWebOn, vault } from '../../test/kit/signing-web.ts'
import { keepCampaign } from '../../test/kit/web.ts'
import { routes } from './routes.ts'
import { openHandle } from './sealed-handle.ts'

const attack = `</style></title></textarea><script>alert(1)</script><img src=x onerror="alert(2)"><b a='1' "x">&lt;i&gt; &amp; \u202Egnp`
const named = (text: string) => `${text} ${attack}`
const signatory = (name: string): ProposedSignatory => ({
  name: named(name),
  kind: 'organization',
  title: named('title'),
  affiliation: named('affiliation'),
  representative: named('representative'),
  group: named('group'),
  country: named('country'),
  note: named('note'),
  doubt: 0,
})
const person = { name: named('person'), title: named('post'), organization: named('company') }

const letterTo = (recipient: string, wording: string): ProposedLetter => ({
  title: named('headline'),
  date: '2026-03-03',
  language: 'en',
  recipient: named(recipient),
  addressees: [person],
  cc: [person],
  salutation: named('Dear all,'),
  paragraphs: [
    { text: named('All of them share this paragraph.'), links: [] },
    {
      text: `${wording} link one link two link three ${attack}`,
      links: [
        { text: 'link one', href: 'javascript:alert(3)' },
        { text: 'link two', href: 'data:text/html,<script>alert(4)</script>' },
        { text: 'link three', href: 'https://a.example/?q="><script>alert(5)</script>' },
      ],
    },
  ],
  closing: named('Sincerely,'),
  signatories: [signatory('=cmd|calc'), signatory('First'), { ...signatory('+Person'), kind: 'person' }],
  warnings: [],
})
const proposal: Proposal = { letters: [letterTo('One', 'We ask this.'), letterTo('Two', 'We ask that.')], passages: [] }

const database = await testDatabase()
const web = signingWebOn(database)
const { slug, letters } = await keepCampaign(database, proposal, {
  title: named('Campaign'),
  summary: named('Summary'),
  publish: true,
})

// The public may write as badly as organizers; what turns the direction of writing is refused at the door.
const typed = attack.replaceAll('\u202E', '')
for (const { letter, editions } of letters) {
  await letSign(database, slug, letter.slug, {
    ...everythingAsked,
    controller: named('controller'),
    contact: named('contact'),
    hearFrom: named('hear'),
  })
  const form = routes.sign(slug, letter.slug, editions[0]?.slug ?? '')
  const fields = {
    name: `Signer ${typed}`.slice(0, 100),
    place: typed.slice(0, 100),
    comment: typed,
    show: 'yes',
    hear: 'yes',
  }
  const sent = await post(web, form, filledIn(await web.page(form), { ...fields, email: `a+'*{b}@mail.example` }))
  const handle = openHandle(vault, sent.headers.get('location')?.slice('/sign/'.length) ?? '')
  if (!handle) throw new Error('not asked to confirm')
  const { campaign, pending } = handle
  await database.transaction(async (tx) => {
    await confirmBatch(tx, [{ by: 'link', campaign, pending }], vault, systemMeans())
    // As if the organizers had let it through.
    await tx.updateTable('signatures_signature').set({ comment_state: 'shown', shown_comment: typed }).execute()
  })
}
const own = await database.read((tx) =>
  tx.selectFrom('signatures_signature').select(['campaign_id', 'signature_id']).execute(),
)
const personal = own.map((one) =>
  routes.mine(linkOf(vault, 'signed', one.campaign_id as CampaignId, one.signature_id as SignatureId)),
)

async function everyPage(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>()
  const waiting = [routes.home(), ...personal, '/nothing', `/${encodeURIComponent(attack)}`]
  for (const { letter } of letters)
    waiting.push(`${routes.signatories(slug, letter.slug)}?find=${encodeURIComponent(attack)}`)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue
    const answer = await web.ask(path)
    if (answer.headers.get('content-type')?.startsWith('text/html') !== true) continue
    const page = await answer.text()
    pages.set(path, page)
    // Where organizers sign in is a page of theirs, with the script of passkeys.
    for (const [, link = ''] of page.matchAll(/href="(\/(?!organize")[^"]*)"/g))
      waiting.push(link.replaceAll('&amp;', '&').replace(/#.*/, ''))
  }
  return pages
}
const pages = await everyPage()

test('a campaign of hostile names, titles and texts has every kind of page', () => {
  const paths = [...pages.keys()].join('\n')
  for (const kind of ['/signatories', '/compare', '/organizations/', '/text/', '?find=']) expect(paths).toContain(kind)
  // The links in the letter are there: the harmless one to follow, the others as marked text.
  const all = [...pages.values()].join('\n')
  expect(all).toContain('<a href="https://a.example/')
  expect(all).toMatch(/<span class="lost"[^>]*>link one</)
})

test('nothing that somebody wrote comes out as markup on any page', () => {
  for (const [path, page] of pages) {
    const body = page.replace(/<style>[^]*?<\/style>/, '')
    const tags = new Set([...body.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase()))
    for (const tag of ['script', 'img', 'b', 'style', 'textarea', 'iframe', 'svg'])
      expect([path, tag, tags.has(tag)]).toEqual([path, tag, tag === 'textarea' && path.endsWith('/sign')])
    // The one of the form, which nobody filled in yet, and nothing that closes it early.
    expect(body.match(/<\/textarea>/g)?.length ?? 0).toBe(body.match(/<textarea\b[^>]*>\n?<\/textarea>/g)?.length ?? 0)
    expect(body.match(/<title>/g)).toHaveLength(1)
    expect(body.match(/<\/title>/g)).toHaveLength(1)
    // Every tag reads as one: a name and quoted attributes, none of them an event or a style.
    for (const [tag] of body.matchAll(/<[a-z][^>]*>/gi)) {
      expect(tag).toMatch(/^<[a-z][a-z0-9]*(\s+[a-z:-]+(="[^"<>]*")?)*\s*\/?>$/)
      expect(tag.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\s(on[a-z]+|style|srcdoc)\s*=/)
      expect(tag).not.toMatch(/(href|src|action)="(?!\/|#|https?:\/\/|mailto:|data:,")/)
    }
    expect(body.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/)
  }
})

test('a name that turns the direction of writing is kept apart from what stands beside it', () => {
  for (const [, page] of pages)
    for (const [line] of page.matchAll(/[^\n]*\u202E[^\n]*/g))
      if (line.includes('class="names"') || line.startsWith('<li>')) expect(line).toContain('<bdi>')
})

test('the addresses in a sitemap of hostile names are well-formed and lead to pages', async () => {
  const map = await web.page(routes.sitemap())
  expect(map.replace(/<\/?(urlset|url|loc)( xmlns="[^"]*")?>|<\?xml[^>]*\?>/g, '')).not.toMatch(/[<>]/)
  for (const [, address = ''] of map.matchAll(/<loc>([^<]*)/g))
    expect((await web.ask(new URL(address).pathname)).status).toBe(200)
})

test('no cell of the list as a file can start a formula, and no name can end its cell', async () => {
  const csv = await web.page(routes.signatoriesCsv(slug, letters[0]?.letter.slug ?? ''))
  expect(csv).not.toMatch(/(^|,)"?[=+\-@]/m)
  const cells = csv.replaceAll(/"(?:[^"]|"")*"/g, 'x')
  for (const line of cells.trim().split('\n')) expect(line.split(',')).toHaveLength(14)
})

test('the list as data holds hostile names as they were signed, and a name ends no string', async () => {
  const json = await web.page(routes.signatoriesJson(slug, letters[0]?.letter.slug ?? ''))
  const names = JSON.parse(json).groups.flatMap((group: { signatories: { name: string }[] }) => group.signatories)
  expect(names.length).toBeGreaterThan(0)
  const answer = await web.ask(routes.signatoriesJson(slug, letters[0]?.letter.slug ?? ''))
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
})

test('a hostile letter as one file has the tags of a harmless one, and as plain text a line for a name', async () => {
  const edition = letters[0]?.editions[0]?.slug ?? ''
  const page = await web.page(routes.printPage(slug, letters[0]?.letter.slug ?? '', edition))
  expect(page).not.toMatch(/<(?:script|img|iframe|svg|link|object|embed|base)\b/i)
  for (const [tag] of page.matchAll(/<[a-z][^>]*>/gi)) {
    expect(tag).toMatch(/^<[a-z][a-z0-9]*(\s+[a-z:-]+(="[^"<>]*")?)*\s*\/?>$/)
    expect(tag.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\s(on[a-z]+|style|srcdoc)\s*=/)
    expect(tag).not.toMatch(/href="(?!https?:\/\/|mailto:)/)
  }
  expect(page.replace(/<style>[^]*?<\/style>/, '').replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/)
})

test('files cannot run anything either: a hostile text is plain text, and a download has a harmless name', async () => {
  const text = /\/text\/[0-9a-f]{64}\.txt/.exec([...pages.values()].join(''))?.[0] ?? ''
  const answer = await web.ask(text)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  const pdf = [...pages.values()].join('').match(/href="([^"]*letter\.pdf)"/)?.[1] ?? ''
  expect((await web.ask(pdf)).headers.get('content-disposition')).toMatch(/^inline; filename="[a-z0-9-]+\.pdf"$/)
})

test('in a browser with scripts allowed, nothing of a hostile campaign runs on any page', async () => {
  const house = await serve({
    host: '127.0.0.1',
    port: 0,
    shelf: web.shelf,
    handlerFor: () => web.handler,
    onError: () => {},
  })
  const browser = await launchBrowser()
  try {
    // Without our policy, so that only the escaping is between the text and the browser.
    const context = await browser.newContext({ bypassCSP: true })
    const ran: string[] = []
    const page = await context.newPage()
    page.on('dialog', (dialog) => {
      ran.push(dialog.message())
      void dialog.dismiss()
    })
    for (const path of pages.keys()) {
      await page.goto(house.url + path)
      expect([path, await page.evaluate<number>('document.scripts.length + document.images.length')]).toEqual([path, 0])
    }
    expect(ran).toEqual([])
  } finally {
    await browser.close()
    await house.close(0)
  }
})
