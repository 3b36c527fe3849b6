import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { anyId } from '../../test/kit/archives.ts'
import { testDatabase } from '../../test/kit/database.ts'
import type { CampaignId, CaptureId, SourceId } from '#kernel'
import { dropFile, systemMeans, type Tx } from '#platform'
import {
  addSource,
  askCapture,
  attachCitation,
  attachmentsOf,
  captureText,
  capturesByUrl,
  checkEvidence,
  giveUpCaptures,
  publicSources,
  quoteIn,
  quotesByIds,
  removeCapture,
  replayOf,
  settleCapture,
  sourcesOf,
  uploadCapture,
  workCapture,
} from './index.ts'

const database = await testDatabase()
const means = systemMeans()
const by = 'server' as const
const page = '<title>Principles</title><p>We will not \u201Csell\u201D the scores.<p>Again: the scores.'

async function withSource(tx: Tx, url?: string): Promise<{ readonly campaign: CampaignId; readonly source: SourceId }> {
  const campaign = anyId<CampaignId>()
  const added = await addSource(tx, { campaign, by, url, title: 'Halden\u2019s principles' }, means)
  if (added.kind !== 'added') throw new Error(added.kind)
  return { campaign, source: added.source }
}

async function uploaded(tx: Tx, html = page) {
  const where = await withSource(tx, 'https://halden.example.org/page')
  const kept = await uploadCapture(
    tx,
    { ...where, by, bytes: Buffer.from(html), mediaType: 'text/html', capturedOn: undefined },
    means,
  )
  if (kept.kind !== 'kept') throw new Error(kept.kind)
  return { ...where, capture: kept.capture }
}

test('a campaign has each address once, however it was typed, and refuses what is none', async () => {
  await database.transaction(async (tx) => {
    const { campaign, source } = await withSource(tx, 'https://Halden.example.org:443/page#part')
    const add = (url: string | undefined, title = 'x') => addSource(tx, { campaign, by, url, title }, means)
    expect(await add(' https://halden.example.org/page ')).toEqual({ kind: 'known', source })
    expect((await add('https://halden.example.org/Page')).kind).toBe('added')
    expect((await add(undefined)).kind).toBe('added')
    expect((await add(undefined)).kind).toBe('added')
    for (const url of [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'halden.example.org',
      '',
      'https://a:b@c.example',
      `https://a.example/${'x'.repeat(2000)}`,
    ])
      expect(await add(url), url).toEqual({ kind: 'wrong', why: 'no-web-address' })
    expect(await add('https://a.example', ' \0')).toEqual({ kind: 'wrong', why: 'no-title' })
    expect((await sourcesOf(tx, campaign)).map(({ url }) => url).toSorted()).toEqual([
      'https://halden.example.org/Page',
      'https://halden.example.org/page',
      undefined,
      undefined,
    ])
  })
})

test('an uploaded page is archived as it is, and words quoted from it stand where the quotation says', async () => {
  await database.transaction(async (tx) => {
    const { campaign, capture, source } = await uploaded(tx)
    expect(await captureText(tx, campaign, capture)).toBe(
      'Principles\nWe will not \u201Csell\u201D the scores.\nAgain: the scores.',
    )
    const quote = (exact: string, prefix?: string) =>
      quoteIn(tx, { campaign, by, capture, exact, ...(prefix !== undefined && { prefix }) }, means)
    const found = await quote('not "sell" the')
    expect(found.kind === 'found' && found.span.exact).toBe('not \u201Csell\u201D the')
    expect(await quote('not  \u201Esell\u201F the')).toEqual(found)
    const several = await quote('the scores')
    expect(several.kind === 'ambiguous' && several.places.length).toBe(2)
    expect((await quote('the scores', 'Again:')).kind).toBe('found')
    expect(await quote('will sell')).toEqual({ kind: 'not-found' })
    if (found.kind === 'found')
      expect((await quotesByIds(tx, campaign, [found.quote])).get(found.quote)?.capture).toBe(capture)
    expect(await checkEvidence(tx, campaign)).toEqual([])
    const [told] = await publicSources(tx, campaign)
    expect(told?.captures.map(({ id, state, way, hasText }) => [id, state, way, hasText])).toEqual([
      [capture, 'complete', 'uploaded', true],
    ])
    const url = 'https://halden.example.org/page#x'
    expect((await capturesByUrl(tx, campaign, [url, 'nonsense'])).get(url)?.capture).toBe(capture)
    expect(
      await attachCitation(tx, { campaign, by, text: 'has said', sentence: 'As it has said.', source }, means),
    ).toEqual({ kind: 'attached' })
    expect(await attachmentsOf(tx, campaign)).toEqual([{ text: 'has said', sentence: 'As it has said.', source }])
  })
})

test('what is altered in the database is told: a byte of an archive, of a text, a quotation, a file that is gone', async () => {
  const alterations = [
    (hash: string) =>
      sql`update platform_file set bytes = overlay(bytes placing '\\x00'::bytea from 700) where encode(file_hash, 'hex') = ${hash}`,
    (_: string, text: string) =>
      sql`update platform_file set bytes = bytes || '\\x20'::bytea where encode(file_hash, 'hex') = ${text}`,
    () => sql`update evidence_quote set start_at = start_at + 1`,
    () => sql`update evidence_quote set exact = 'We will sell the scores.'`,
    (hash: string) => sql`delete from platform_file where encode(file_hash, 'hex') = ${hash}`,
  ]
  for (const alter of alterations) {
    const undone = database.transaction(async (tx) => {
      const { campaign, capture } = await uploaded(tx)
      await quoteIn(tx, { campaign, by, capture, exact: 'We will not' }, means)
      expect(await checkEvidence(tx, campaign)).toEqual([])
      const [one] = (await sourcesOf(tx, campaign))[0]?.captures ?? []
      await alter(one?.waczHash ?? '', one?.textHash ?? '').execute(tx)
      expect(await checkEvidence(tx, campaign)).not.toEqual([])
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
  }
})

test('a capture that was taken away leaves its hashes, and nothing to read or replay', async () => {
  await database.transaction(async (tx) => {
    const { campaign, capture } = await uploaded(tx)
    await quoteIn(tx, { campaign, by, capture, exact: 'We will not' }, means)
    const remove = () => removeCapture(tx, { campaign, by, capture, reason: 'personal-data' }, means)
    expect(await remove()).toEqual({ kind: 'removed' })
    expect(await remove()).toEqual({ kind: 'gone' })
    expect(await captureText(tx, campaign, capture)).toBeUndefined()
    expect(await replayOf(tx, campaign, capture, '')).toBeUndefined()
    const [told] = (await publicSources(tx, campaign))[0]?.captures ?? []
    expect([told?.state, told?.removedFor, told?.waczHash.length]).toEqual(['removed', 'personal-data', 64])
    expect(await checkEvidence(tx, campaign)).toEqual([])
  })
})

test('a capture is settled once, whoever is stopped on the way and whoever works it twice', async () => {
  const { campaign, capture } = await database.transaction(async (tx) => {
    const where = await withSource(tx, 'https://halden.example.org/page')
    const asked = await askCapture(tx, { ...where, by }, means)
    if (asked.kind !== 'asked') throw new Error(asked.kind)
    const other = await addSource(tx, { campaign: where.campaign, by, title: 'A talk' }, means)
    expect(other.kind === 'added' && (await askCapture(tx, { ...where, source: other.source, by }, means)).kind).toBe(
      'nothing-to-fetch',
    )
    return { ...where, capture: asked.capture }
  })
  let times = 0
  const capturer = {
    capture: async () => {
      times += 1
      if (times === 1) throw new Error('the power went')
      return { kind: 'failed', trouble: 'too-slow' } as const
    },
    look: async () => ({ kind: 'failed', trouble: 'too-slow' }) as const,
  }
  const work = () => workCapture(database, { campaign, capture }, { ...means, capturer })
  const state = () => database.read(async (tx) => (await sourcesOf(tx, campaign))[0]?.captures[0]?.state)
  await expect(work()).rejects.toThrow('the power went')
  expect(await state()).toBe('in-progress')
  await work()
  expect(await state()).toBe('failed')
  await work()
  expect([times, await state()]).toEqual([2, 'failed'])
  const late = { kind: 'failed', trouble: 'gave-up' } as const
  expect(await database.transaction((tx) => settleCapture(tx, { campaign, capture }, late))).toBe(false)
})

test('a capture that nobody could finish within a day is given up, and can be asked for anew', async () => {
  const where = await database.transaction(async (tx) => {
    const added = await withSource(tx, 'https://halden.example.org/page')
    await askCapture(tx, { ...added, by }, means)
    return added
  })
  const states = () =>
    database.read(async (tx) =>
      (await sourcesOf(tx, where.campaign))[0]?.captures.map(({ state, trouble }) => trouble ?? state),
    )
  await giveUpCaptures(database, means)
  expect(await states()).toEqual(['pending'])
  await giveUpCaptures(database, { now: () => new Date(Date.now() + 25 * 3_600_000) })
  expect(await states()).toEqual(['gave-up'])
  await database.transaction((tx) => askCapture(tx, { ...where, by }, means))
  expect(await states()).toEqual(['gave-up', 'pending'])
})

test('the database itself refuses a state that does not follow from the one before', async () => {
  const leaps = [
    sql`state = 'complete'`,
    sql`state = 'failed', trouble = 'broken'`,
    sql`previous_state = 'failed', state = 'pending'`,
  ]
  for (const leap of leaps) {
    const tried = database.transaction(async (tx) => {
      const where = await withSource(tx, 'https://halden.example.org/page')
      await askCapture(tx, { ...where, by }, means)
      await sql`update evidence_capture set ${leap} where campaign_id = ${where.campaign}`.execute(tx)
    })
    await expect(tried).rejects.toThrow('check constraint')
  }
})

test('what is no text, empty or too long is said, and a scan is kept all the same', async () => {
  await database.transaction(async (tx) => {
    const where = await withSource(tx)
    const upload = (bytes: Uint8Array, mediaType = 'application/pdf') =>
      uploadCapture(tx, { ...where, by, bytes, mediaType }, means)
    expect(await upload(new Uint8Array())).toEqual({ kind: 'empty' })
    expect(await upload(new Uint8Array(10_000_001))).toEqual({ kind: 'too-long' })
    expect(
      await uploadCapture(
        tx,
        { ...where, source: anyId(), by, bytes: Buffer.from('x'), mediaType: 'text/plain' },
        means,
      ),
    ).toEqual({ kind: 'gone' })
    const kept = await upload(Buffer.from('%PDF-1.7'), 'no media type\r\nX: y')
    const capture = kept.kind === 'kept' ? kept.capture : anyId<CaptureId>()
    expect(await quoteIn(tx, { ...where, by, capture, exact: 'PDF' }, means)).toEqual({ kind: 'not-found' })
    const shown = await replayOf(tx, where.campaign, capture, '')
    expect(shown?.headers['Content-Disposition']).toBe('attachment')
    expect(Buffer.from(shown?.body ?? []).toString()).toBe('%PDF-1.7')
    const [one] = (await sourcesOf(tx, where.campaign))[0]?.captures ?? []
    if (one?.waczHash) await dropFile(tx, where.campaign, one.waczHash)
    await expect(replayOf(tx, where.campaign, capture, '')).rejects.toThrow('is not what was kept')
  })
})
