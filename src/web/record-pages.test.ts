import { expect, test } from 'vitest'
import { addSource, attachCitation, quoteIn, uploadCapture } from '#evidence'
import type { PartialDate, RecordEventId } from '#kernel'
import { citationsOf, publicCampaign } from '#letters'
import { systemMeans, type Tx } from '#platform'
import { draftAssessment, recordOf, redact, type CampaignRecord } from '#responses'
import { corpusIsHere } from '../../test/kit/corpus.ts'
import { builtRecord } from '../../test/kit/built-record.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { readText } from '../../test/kit/page-text.ts'
import { realSheet, recordedExample } from '../../test/kit/record-sheets.ts'
import { webOn } from '../../test/kit/web.ts'
import { recordRecipientPage } from './record-recipient-page.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const { campaign, slug } = await recordedExample(database, 'Every page of a record')
const now = '2029-02-01T12:00:00Z'
const means = { ...systemMeans(), now: () => new Date(now) }
const acting = { campaign, by: 'server' } as const

function visit() {
  const web = webOn(database)
  web.setNow(now)
  return web
}
const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work)
const recordNow = (): Promise<CampaignRecord> =>
  database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))

test.skipIf(!corpusIsHere)(
  'each recipient’s page tells its demands, its own promises, the others’, what is open, and every fact about it',
  () => {
    const { real, record } = builtRecord()
    const sheet = realSheet()
    for (const { slug: one, name } of real.recipients) {
      const page = recordRecipientPage(sheet, one, '2020-07-01' as PartialDate)
      const told = readText(page?.main.toString() ?? '')
      const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
      const id = record.recipients.find((recipient) => recipient.slug === one)?.id
      for (const { wording } of record.demands.filter(({ recipient }) => recipient === id))
        expect(told).toContain(plain(wording))
      for (const { revisions, recipient } of record.commitments)
        for (const { on, wording } of revisions)
          if (recipient === id) expect([on, told.includes(plain(wording.words))]).toEqual([on, on <= '2020-07-01'])
      for (const { words } of record.notes.filter(({ recipient }) => recipient === id).map(({ wording }) => wording))
        expect(told).toContain(plain(words))
      for (const other of real.recipients) if (other.name !== name) expect(told).toContain(other.name)
      expect(told).toContain('No answer on “Do not provide it to governments”')
      expect(told).toMatch(/is promised in part only|Nothing is promised on/)
      expect(told).not.toMatch(/overdue/i)
    }
  },
)

test('a promise’s page has every wording, what was asked beside it, and the words that others dropped', async () => {
  const { commitments } = await recordNow()
  const web = visit()
  const narrowed = commitments.find(({ characterizations }) => characterizations.length > 0)
  const html = await web.page(routes.recordCommitment(slug, narrowed?.id ?? ''))
  const page = readText(html)
  for (const { wording } of narrowed?.revisions ?? []) expect(page).toContain(wording.words)
  for (const words of [
    'Promise narrowed',
    'decided by Oskerra',
    'It meets this demand in part',
    'The demand is wider in',
  ])
    expect(page).toContain(words)
  expect(html.match(/<mark class="dropped">/g)?.length).toBeGreaterThanOrEqual(3)
  expect(html).toContain('<mark class="added">')
  const paused = commitments.find(({ title }) => title === 'Pause for small landlords')
  const pause = readText(await web.page(routes.recordCommitment(slug, paused?.id ?? '')))
  expect(pause).toContain('It names no end. It named an end until November 12, 2026.')
  expect(pause.indexOf('Promise extended')).toBeLessThan(pause.lastIndexOf('Promised · '))
})

test('a judgment’s page has the evidence on both sides, how far it was checked, and the recipient’s own comment', async () => {
  const [assessment] = (await recordNow()).assessments
  const page = readText(await visit().page(routes.recordAssessment(slug, assessment?.id ?? '')))
  expect(page).toContain('Partly kept')
  expect(page).toContain(assessment?.comment?.text)
  expect(page).toContain('It was shown this on September 3, 2026, and asked for a comment until September 17, 2026.')
  for (const { note } of assessment?.evidence ?? []) expect(page).toContain(note)
  // The least sure of its evidence was checked by nobody else.
  expect(page).toContain('How far this was checked Not checked by a second person.')
})

test('a reply’s page has it word for word, and which demand got which answer', async () => {
  const { replies } = await recordNow()
  const reply = replies.find(({ kind }) => kind === 'substantive')
  const html = await visit().page(routes.recordReply(slug, reply?.id ?? ''))
  expect(html).toContain(`<div class="exact words">${reply?.text.trim()}</div>`)
  expect(readText(html)).toMatch(
    /What it says on each demand Do not sell tenant scores to landlords Deflected “Tenquil/,
  )
  expect(html).toContain(reply?.message)
})

test('a source’s page leads to its copy, which is shown with the headers of the archive and nothing that loosens them', async () => {
  const web = visit()
  const { sources } = await recordNow()
  const source = sources[0]
  const page = await web.page(routes.recordSource(slug, source?.id ?? ''))
  expect(page).toMatch(/<mark>[^<]+<\/mark>/)
  const [replay = ''] = /\/c\/[^"]*\/replay\//.exec(page) ?? []
  for (const ask of ['first', 'from the shelf']) {
    const copy = await web.ask(replay)
    expect([ask, copy.status]).toEqual([ask, 200])
    expect(copy.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; img-src 'self' data:;/)
    expect(copy.headers.get('memento-datetime')).toMatch(/GMT$/)
    expect(copy.headers.get('link')).toBe(`<${source?.url}>; rel="original"`)
    for (const name of ['set-cookie', 'access-control-allow-origin', 'cross-origin-resource-policy'])
      expect(copy.headers.has(name)).toBe(false)
  }
  expect((await web.ask(replay.slice(0, -1))).headers.get('location')).toBe(replay)
  expect((await web.ask(`${replay}99`)).status).toBe(404)
  const [archive = ''] = /\/c\/[^"]*\/record\/files\/[0-9a-f]{64}/.exec(page) ?? []
  const file = await web.ask(archive)
  expect([file.status, file.headers.get('content-disposition')]).toEqual([200, expect.stringMatching(/^attachment; /)])
})

test('what is only being prepared stays hidden: sources, copies and drafts that nothing public names', async () => {
  const hidden = await act(async (tx) => {
    const source = await addSource(tx, { ...acting, title: 'Not for strangers', url: 'https://draft.example/' }, means)
    if (source.kind === 'wrong') throw new Error(source.why)
    const bytes = new TextEncoder().encode('<p>They sell it still.</p>')
    const capture = await uploadCapture(tx, { ...acting, source: source.source, bytes, mediaType: 'text/html' }, means)
    if (capture.kind !== 'kept') throw new Error(capture.kind)
    const quote = await quoteIn(tx, { ...acting, capture: capture.capture, exact: 'They sell it still.' }, means)
    if (quote.kind !== 'found') throw new Error(quote.kind)
    return { source: source.source, capture: capture.capture, quote: quote.quote }
  })
  const web = visit()
  for (const path of [routes.recordSource(slug, hidden.source), routes.recordReplay(slug, hidden.capture)])
    expect((await web.ask(path)).status).toBe(404)
  const [one] = (await recordNow()).commitments
  const evidence = { side: 'against' as const, note: 'Unread', verification: 'unverified' as const, ...hidden }
  const draft = await act((tx) =>
    draftAssessment(
      tx,
      {
        ...acting,
        recipient: one?.recipient ?? ('' as never),
        about: { kind: 'commitment', commitment: one?.id ?? ('' as never) },
        value: 'broken',
        reason: 'A secret reason.',
        rubric: { name: 'Promises to renters', version: 1 },
        evidence: [evidence],
      },
      means,
    ),
  )
  if (draft.kind !== 'drafted') throw new Error(JSON.stringify(draft))
  const after = visit()
  expect((await after.ask(routes.recordAssessment(slug, draft.assessment))).status).toBe(404)
  expect((await after.ask(routes.recordSource(slug, hidden.source))).status).toBe(404)
  for (const path of [routes.compared(slug), routes.recordCommitment(slug, one?.id ?? '')])
    expect(await after.page(path)).not.toMatch(/A secret reason|Not for strangers/)
})

test('a citation of a letter leads to its original, and to its archived copy with the day', async () => {
  const [letter] = (await database.read((tx) => publicCampaign(tx, slug, means.now())))?.letters ?? []
  const edition = letter?.editions[0]
  if (!letter || !edition) throw new Error('there is no edition')
  const [citation] = citationsOf(edition.text.blocks, edition.text.language)
  if (!citation) throw new Error('the edition cites nothing')
  const [source] = (await recordNow()).sources
  const place = routes.edition(slug, letter.letter.slug, edition.slug)
  expect(await visit().page(place)).not.toContain('data-versionurl')
  await act((tx) => attachCitation(tx, { ...acting, ...citation, source: source?.id ?? ('' as never) }, means))
  const page = await visit().page(place)
  const copy = `https://letters.example${routes.recordReplay(slug, source?.capture ?? '')}`
  const [link = ''] = /<a\s[^>]*data-versionurl[^>]*>[^<]*<\/a\s*>/.exec(page) ?? []
  expect(link).toContain(`data-originalurl="${source?.url}"`)
  expect(link).toContain(`data-versionurl="${copy}"`)
  expect(link).toMatch(/data-versiondate="\d{4}-\d{2}-\d{2}"/)
  expect(readText(link)).toBe(citation.text)
  expect(page).toMatch(/\[<a href="[^"]*\/replay\/">archived on [A-Z][a-z]+ \d+, \d{4}<\/a/)
})

test('what was taken down leaves a tombstone with its hash and the reason, and nothing of what it said', async () => {
  const { commitments } = await recordNow()
  const one = commitments.find(({ title }) => title === 'Five principles for responsible screening')
  const event = one?.revisions[0]?.event ?? ('' as RecordEventId)
  const done = await act((tx) => redact(tx, { ...acting, event, reason: 'It named a tenant.' }, means))
  expect(done.kind).toBe('recorded')
  const web = visit()
  expect((await web.ask(routes.recordCommitment(slug, one?.id ?? ''))).status).toBe(404)
  const page = await web.page(routes.compared(slug))
  expect(readText(page)).toContain('an entry was taken down')
  expect(page).toContain('It named a tenant.')
  expect(page).toMatch(/<span class="hash">[0-9a-f]{64}<\/span>/)
  expect(page).not.toContain('All five principles')
})
