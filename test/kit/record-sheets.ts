import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesOf } from '../../src/cli/record-files.ts'
import { parsePartialDate, type CampaignId, type PartialDate } from '../../src/kernel/index.ts'
import { openCampaignLog } from '../../src/letters/index.ts'
import { systemMeans, type Database } from '../../src/platform/index.ts'
import type { RecordSheet } from '../../src/publication/index.ts'
import { readRecord, recordRecord } from '../../src/responses/index.ts'
import { builtRecord } from './built-record.ts'
import { exampleFolder } from './example.ts'
import { exampleProposal, keepCampaign } from './web.ts'

function dayOfTests(text: string): PartialDate {
  const day = parsePartialDate(text)
  if (!day) throw new Error(`${text} is no day`)
  return day
}

/** The real record as its pages get it. */
export function realSheet(): RecordSheet {
  const { record } = builtRecord()
  return {
    campaign: { ...record.campaign, summary: '', leadOrganization: undefined },
    letters: [],
    record,
    today: dayOfTests('2026-01-01'),
    firstDay: dayOfTests('2018-01-01'),
  }
}

/** Keeps the example's letters and its invented record as a campaign. */
export async function recordedExample(
  database: Database,
  title: string,
): Promise<{ readonly campaign: CampaignId; readonly slug: string }> {
  const means = { ...systemMeans(), now: () => new Date('2029-01-01T12:00:00Z') }
  const { id, slug } = await keepCampaign(database, exampleProposal(), { title, publish: true })
  const campaign = id as CampaignId
  await database.transaction((tx) => openCampaignLog(tx, { id: campaign, slug }, 'letters.example', means))
  const path = join(exampleFolder, 'record.yaml')
  const read = readRecord(readFileSync(path, 'utf8'))
  const files = read.kind === 'read' ? await filesOf(path, read.file) : 'does not read'
  if (read.kind !== 'read' || typeof files === 'string') throw new Error('the record of the example does not read')
  const done = await database.transaction((tx) =>
    recordRecord(tx, { campaign, by: 'server', file: read.file, files }, means),
  )
  if (done.kind !== 'recorded') throw new Error(JSON.stringify(done))
  return { campaign, slug }
}
