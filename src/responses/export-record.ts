import { Fault, type CampaignId, type EditionId } from '#kernel'
import { campaignById, readCampaignRecord } from '#letters'
import type { Tx } from '#platform'
import type { Reader } from './asked.ts'
import { recordOf } from './record-of.ts'
import { rubricRows } from './store-assessment.ts'
import { writeRecord } from './write-record.ts'

/** The record of a campaign as a record file. */
export async function exportRecord(tx: Tx, campaign: CampaignId, reader: Reader): Promise<string> {
  const found = await campaignById(tx, campaign)
  const kept = found && (await readCampaignRecord(tx, found.slug))
  if (!kept) throw new Fault('bad-state', 'There is no such campaign.')
  const editions = new Map<EditionId, { readonly letter: string; readonly edition: string }>(
    kept.places.letters.flatMap((letter) =>
      letter.editions.map(({ id, slug }) => [id, { letter: letter.slug, edition: slug }] as const),
    ),
  )
  const rubrics = await rubricRows(tx, campaign)
  return writeRecord(await recordOf(tx, campaign, reader), { editions, rubrics })
}
