import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleProposal, keepCampaign, webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const web = webOn(database)
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const letter = letters[0]?.letter.slug ?? ''
const editions = letters[0]?.editions.map((edition) => edition.slug) ?? []
const edition = editions[0] ?? ''
const hash = /\/text\/([0-9a-f]{64})/.exec(await web.page(routes.edition(slug, letter, edition)))?.[1] ?? ''

const everyKind = [
  routes.home(),
  routes.campaign(slug),
  routes.letter(slug, letter),
  routes.edition(slug, letter, edition),
  routes.compare(slug, letter),
  routes.compareTo(slug, letter, editions[1] ?? ''),
  routes.signatories(slug, letter),
  `${routes.signatories(slug, letter)}?find=fair`,
  routes.signatoriesCsv(slug, letter),
  routes.signatoriesJson(slug, letter),
  routes.organization(slug, 'united-fair-hearth-league'),
  routes.pdf(slug, letter, edition),
  routes.docx(slug, letter, edition),
  routes.printPage(slug, letter, edition),
  routes.plainText(slug, letter, edition),
  routes.archive(slug, letter, edition),
  routes.comparedPdf(slug, letter, edition),
  routes.card(slug, letter, edition),
  routes.text(hash),
  routes.textFile(hash),
  routes.robots(),
  routes.sitemap(),
  routes.health(),
]

const alwaysSent: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
}

function expectGuarded(answer: Response): void {
  for (const [name, value] of Object.entries(alwaysSent)) expect(answer.headers.get(name)).toMatch(value)
  const isPlain = answer.headers.get('content-type')?.startsWith('text/plain') === true
  if (!isPlain) expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect(answer.headers.get('set-cookie')).toBeNull()
}

test.each(everyKind)('%s is answered with 200 and guarded', async (path) => {
  const answer = await web.ask(path)
  expect(answer.status).toBe(200)
  expectGuarded(answer)
})

const known = [...everyKind.flatMap((path) => path.split(/[/?]/)), 'c', 'text', 'organizations', 'letter.pdf', hash]
const broken = ['..', '.', '%2e%2e', '%2F', '%00', 'a%00b', '%', '%zz', '%C0%AF', '%ED%A0%80', '%E2%80%AE', '..;', '\\']
const odd = ['\u202E', "'", '"', '<script>', '*', ':x', '{a}', '~', `${hash}.txt`, hash.toUpperCase(), '__proto__']
const pieces = fc.oneof(
  fc.constantFrom(...known),
  fc.constantFrom(...broken),
  fc.constantFrom(...odd),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const wild = fc.array(pieces, { maxLength: 7 }).map((parts) => `/${parts.join('/')}`)
// Most of all addresses that are nearly right: one part of a real one is another.
const near = fc.tuple(fc.constantFrom(...everyKind), fc.nat(3), pieces).map(([real, at, piece]) =>
  real
    .split('/')
    .map((part, index) => (index === 1 + at ? piece : part))
    .join('/'),
)
const path = fc
  .tuple(fc.oneof(wild, near, near), fc.constantFrom('', '', '/', '//'), fc.constantFrom(0, 0, 0, 0, 0, 0, 3000))
  .map(([start, end, more]) => `${start}${end}${'x'.repeat(more)}`)
const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?find=',
    '?find=%00',
    '?find=%',
    '?find=%ED%A0%80',
    '?find=a&find=b',
    '?find=%25%5F',
    '?x=1',
    '?&&&',
    '?=',
    '??',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `?find=${text}`),
)
const method = fc.constantFrom(
  ...Array.from({ length: 12 }, () => 'GET'),
  'GET',
  'GET',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'PROPFIND',
  'get',
)
const value = fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x20-\x7e]/g, ''))
const headers = fc.dictionary(
  fc.constantFrom(
    'accept-encoding',
    'if-none-match',
    'accept',
    'range',
    'x-forwarded-for',
    'x-forwarded-proto',
    'cookie',
    'content-type',
    'x-http-method-override',
    'if-modified-since',
    'accept-language',
    'referer',
    'origin',
  ),
  value,
)

test('no request a stranger can make is answered with a fault: always a page, a plain refusal or "unchanged", and guarded', async () => {
  await fc.assert(
    fc.asyncProperty(path, query, method, headers, async (where, asked, verb, said) => {
      const url = `http://inside.example${where}${asked}`
      fc.pre(URL.canParse(url))
      const answer = await web.handler(new Request(url, { method: verb, headers: said }), { remoteAddress: '' })
      expect([200, 304, 400, 404, 405]).toContain(answer.status)
      if (answer.status !== 304) expectGuarded(answer)
      if (answer.status >= 400) {
        expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
        if (verb !== 'HEAD') expect(await answer.text()).toMatch(/<h1>[^<]+<\/h1>/)
      }
    }),
    { numRuns: 1500 },
  )
  expect(web.journal).toEqual([])
})

test.each([
  ['/c/%00', 400],
  [`/c/${slug}%00/${letter}`, 400],
  [`${routes.signatories(slug, letter)}?find=%00`, 400],
  ['/c/%ED%A0%80', 404],
  ['/c/%', 404],
  ['/c/%FF/%C0%AF/..%2f', 404],
  [`/${'x'.repeat(3000)}`, 400],
  ['/c/../../etc/passwd', 404],
  [`/text/${'0'.repeat(64)}`, 404],
  [`/text/${hash.toUpperCase()}`, 404],
  [`/c/${slug}/`, 404],
])('%s is refused with %i', async (where, status) => {
  expect((await web.ask(where)).status).toBe(status)
})

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])(
  '%s is refused everywhere with what is allowed instead, and changes nothing',
  async (verb) => {
    for (const where of [...everyKind, '/nothing']) {
      const answer = await web.ask(where, { method: verb })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    }
  },
)

test('a body of more than 64 KB is refused as too large, one of 64 KB is not, and one without an end not at all', async () => {
  const send = (said: Readonly<Record<string, string>>) =>
    web.ask(routes.home(), { method: 'POST', body: new Uint8Array(8), headers: said })
  expect((await send({ 'Content-Length': String(64 * 1024) })).status).toBe(405)
  const answer = await send({ 'Content-Length': String(64 * 1024 + 1) })
  expect(answer.status).toBe(413)
  expectGuarded(answer)
  expect((await send({ 'Transfer-Encoding': 'chunked' })).status).toBe(400)
})

test.each(everyKind.filter((where) => !where.includes('?') && where !== routes.health()))(
  '%s has a strong ETag, is not sent again to who has it, and says the same to HEAD without a body',
  async (where) => {
    const first = await web.ask(where)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{20,}"$/)
    const again = await web.ask(where, { headers: { 'If-None-Match': etag } })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    const head = await web.ask(where, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('content-length')).toBe(first.headers.get('content-length'))
    expect(head.headers.get('etag')).toBe(etag)
  },
)

test('brotli, gzip and plain are the same bytes of the same page, each under an ETag of its own', async () => {
  const where = routes.edition(slug, letter, edition)
  const form = async (accepted: string) => {
    const answer = await web.ask(where, { headers: { 'Accept-Encoding': accepted } })
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    return {
      coding: answer.headers.get('content-encoding'),
      etag: answer.headers.get('etag'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    }
  }
  const [plain, older, small] = await Promise.all([form('identity'), form('gzip'), form('gzip, br')])
  expect([plain.coding, older.coding, small.coding]).toEqual([null, 'gzip', 'br'])
  expect(gunzipSync(older.bytes)).toEqual(plain.bytes)
  expect(brotliDecompressSync(small.bytes)).toEqual(plain.bytes)
  expect(new Set([plain.etag, older.etag, small.etag]).size).toBe(3)
})

test('the policy of every page names exactly the one style sheet that stands in it', async () => {
  for (const where of [...everyKind, '/nothing']) {
    const answer = await web.ask(where)
    if (answer.headers.get('content-type')?.startsWith('text/html') !== true) continue
    const sheets = [...(await answer.text()).matchAll(/<style>([^]*?)<\/style>/g)].map(([, sheet]) => sheet ?? '')
    expect(sheets).toHaveLength(1)
    const digest = createHash('sha256')
      .update(sheets[0] ?? '')
      .digest('base64')
    expect(answer.headers.get('content-security-policy')).toContain(`style-src 'sha256-${digest}'`)
  }
})

test('absolute addresses on pages, in the sitemap and in robots.txt name the public address, whatever a request claims', async () => {
  const claims = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' }
  for (const where of [routes.home(), routes.letter(slug, letter), routes.sitemap(), routes.robots()]) {
    const said = await (await web.ask(where, { headers: claims })).text()
    expect(said).toContain('https://letters.example')
    expect(said).not.toMatch(/evil\.example|inside\.example|gopher/)
  }
})

test('the plain text of a frozen edition has the hash that is in its address', async () => {
  const answer = await web.ask(routes.textFile(hash))
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
})

test.each([
  ['fair', 'Fair Lease Project'],
  ['FAIR LEASE', 'Fair Lease Project'],
  ['lease fair', 'Fair Lease Project'],
  ['cooperative', 'Coopérative des Deux Escaliers'],
  ['JARDÍN', 'Mi Jardín Compartido'],
  ['jardin', 'Mi Jardín Compartido'],
  ['rackenfor', 'Our Stoop Brackenford'],
])(
  'a search for "%s" finds %s: parts of names, in any order, without regard to case and accents',
  async (wanted, name) => {
    const found = await web.page(`${routes.signatories(slug, letter)}?find=${encodeURIComponent(wanted)}`)
    expect(found).toContain(`<bdi>${name}</bdi>`)
    expect(found).not.toContain('<bdi>Vacancy Truth Project</bdi>')
    expect(found).toMatch(/<meta name="robots" content="noindex"/)
  },
)

test('a search that finds nobody says so and shows the way back to everyone', async () => {
  const found = await web.page(`${routes.signatories(slug, letter)}?find=no+such+name`)
  expect(found).toContain('no such name')
  expect(found).toContain(`href="${routes.signatories(slug, letter)}"`)
})
