import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CampaignId, PartialDate } from '#kernel'
import { openCampaignLog } from '#letters'
import { systemMeans } from '#platform'
import {
  comparisonAt,
  exportRecord,
  readRecord,
  recipientAt,
  recordOf,
  recordRecord,
  responseRates,
  type CampaignRecord,
} from '#responses'
import { filesOf } from '../src/cli/record-files.ts'
import { checkEverything } from './kit/check-everything.ts'
import { testDatabase } from './kit/database.ts'
import { exampleFolder } from './kit/example.ts'
import { exampleProposal, keepCampaign } from './kit/web.ts'

const database = await testDatabase()
const means = { ...systemMeans(), now: () => new Date('2029-01-01T12:00:00Z') }
const path = join(exampleFolder, 'record.yaml')
const text = readFileSync(path, 'utf8')
const day = (typed: string) => typed as PartialDate

async function freshCampaign(title: string): Promise<CampaignId> {
  const { id, slug } = await keepCampaign(database, exampleProposal(), { title, publish: true })
  const campaign = id as CampaignId
  await database.transaction((tx) => openCampaignLog(tx, { id: campaign, slug }, 'letters.example', means))
  return campaign
}

async function importInto(campaign: CampaignId, typed: string, folder = path) {
  const read = readRecord(typed)
  if (read.kind !== 'read') throw new Error(read.problems.join('\n'))
  const files = await filesOf(folder, read.file)
  if (typeof files === 'string') throw new Error(files)
  return database.transaction((tx) => recordRecord(tx, { campaign, by: 'server', file: read.file, files }, means))
}

const recordFor = (campaign: CampaignId, audience: 'public' | 'organizers' = 'public') =>
  database.read((tx) => recordOf(tx, campaign, { audience, at: means.now() }))

const example = await freshCampaign('No secret scores for tenants')
const imported = await importInto(example, text)

test('the example campaign has a record of the same shape as a real one, with every quotation in a captured page', async () => {
  expect(imported).toMatchObject({ kind: 'recorded' })
  const record = await recordFor(example)
  const { rows } = comparisonAt(record, day('2026-11-01'))
  expect(rows.map(({ title }) => title)).toEqual([
    'Do not sell tenant scores to landlords',
    'Keep the Fair Data Commitments whole',
    'Off the market while there is a debate',
  ])
  expect(rows[0]?.cells.map(({ sentence }) => sentence)).toMatchObject([
    { kind: 'commitment', covers: 'part', expires: undefined, expiryRemovedOn: '2026-10-20' },
    { kind: 'commitment', covers: 'part', carveOuts: ['Pilots agreed before January 21'] },
    { kind: 'commitment', covers: 'part' },
  ])
  expect(rows[0]?.cells[0]?.answer).toMatchObject({ value: 'deflected' })
  expect(rows[2]?.cells.map(({ sentence }) => sentence.kind)).toEqual(['not-asked', 'not-asked', 'no-commitment'])
  const spring = comparisonAt(record, day('2026-03-10')).rows[0]
  expect(spring?.cells.map(({ sentence }) => sentence.kind)).toEqual(['no-commitment', 'commitment', 'no-commitment'])
  for (const { revisions } of record.commitments)
    for (const { wording } of revisions) expect(wording.quote).toBeDefined()
  expect(responseRates(record, day('2026-11-01'))).toEqual({
    delivered: { count: 3, of: 3 },
    replied: { count: 2, of: 3 },
    substantive: { count: 1, of: 3 },
    answered: { count: 0, of: 5 },
    medianDays: 28,
  })
  const view = recipientAt(record, record.recipients[2]?.id ?? ('' as never), day('2026-11-01'))
  expect(view?.commitments.map(({ assessment }) => assessment?.value)).toContain('partly-kept')
  expect(view?.others).toHaveLength(2)
  expect(await checkEverything(database)).toEqual([])
})

test('when the coalition asks again is for organizers only, and nothing is overdue that nobody stated', async () => {
  const shown = await recordFor(example)
  expect(shown.deliveries.map(({ followUpOn }) => followUpOn)).toEqual([undefined, undefined, undefined])
  const own = await recordFor(example, 'organizers')
  expect(own.deliveries.map(({ followUpOn }) => followUpOn)).toEqual(['2026-04-14', '2026-04-14', '2026-04-14'])
  const brimhallow = comparisonAt(own, day('2026-11-01')).rows[0]?.cells[2]?.correspondence
  expect(brimhallow).toMatchObject({ derived: 'past-follow-up-date', described: { state: 'meeting-offered' } })
})

/** A record without what differs between two campaigns: ids, moments, captures. */
function plain(record: CampaignRecord): unknown {
  const names = new Map<string, string>([
    ...record.recipients.map(({ id, slug }) => [id, slug] as const),
    ...record.commitments.map(({ id, title }) => [id, title] as const),
    ...record.replies.map(({ id, text: words }) => [id, words] as const),
    ...record.sources.map(({ id, title }) => [id, title] as const),
    ...record.deliveries.map(({ id, recipient }) => [id, `to ${recipient}`] as const),
  ])
  const left = ['recordedAt', 'event', 'capture', 'quote', 'message', 'edition', 'letter', 'capturedAt', 'campaign']
  const known = new Set<string>(record.deliveries.map(({ id }) => id))
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return known.has(value) ? 'a delivery' : (names.get(value) ?? value)
    if (Array.isArray(value)) return value.map((one) => visit(one))
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !left.includes(key) && (key !== 'id' || names.has(String(Reflect.get(value, key)))))
        .map(([key, one]) => [key, visit(one)]),
    )
  }
  return visit({ ...record, recipients: [] })
}

test('what is exported and imported again is the same record', async () => {
  const written = await database.read((tx) => exportRecord(tx, example, { audience: 'organizers', at: means.now() }))
  const other = await freshCampaign('The same again')
  expect(await importInto(other, written)).toMatchObject({ kind: 'recorded' })
  expect(plain(await recordFor(other))).toEqual(plain(await recordFor(example)))
})

test('a record file with anything wrong in it leaves nothing behind, and says what, with its line', async () => {
  const campaign = await freshCampaign('Refused')
  const before = await recordFor(campaign)
  const misquoted = text.replace('We know whose doors this closes.', 'We know whose doors it closes.')
  expect(await importInto(campaign, misquoted)).toEqual({
    kind: 'refused',
    problems: ['“We know whose doors it closes.” does not stand in “sources/open-letter-verrolane-staff.html”.'],
  })
  expect(await recordFor(campaign)).toEqual(before)
  expect(await importInto(example, text)).toMatchObject({ problems: ['This campaign has a record already.'] })
  const line = text.split('\n').indexOf('    kind: acknowledgement') + 1
  expect(readRecord(text.replace('kind: acknowledgement', 'kind: nice'))).toMatchObject({
    problems: [expect.stringContaining(`Line ${line}: This must be one of acknowledgement`)],
  })
  expect(readRecord(text.replace('source: committee', 'source: comittee'))).toMatchObject({
    problems: [expect.stringMatching(/^Line \d+: there is no source “comittee” in this file\.$/)],
  })
  expect(readRecord(`${text}\nmore: 1`)).toMatchObject({
    problems: [expect.stringContaining('no key is called “more”')],
  })
  expect(readRecord('a: &b 1\nc: *b')).toMatchObject({ kind: 'unreadable' })
  expect(
    await filesOf(
      path,
      parsed(text.replace('file: sources/oskerra-fair-data-commitments.html', 'file: ../truth.json')),
    ),
  ).toContain('is not in the folder')
})

function parsed(typed: string) {
  const read = readRecord(typed)
  if (read.kind !== 'read') throw new Error('does not read')
  return read.file
}
