import { Fault, type CampaignId, type CaptureId, type Means } from '#kernel'
import { leaveJob, type Database, type JobIds } from '#platform'
import { timestampJob } from './ask-capture.ts'
import type { Capturer } from './capturer.ts'
import { settleCapture } from './settle-capture.ts'
import { captureRow, failOlderThan, takeUp } from './store-capture.ts'
import { sourceRow } from './store.ts'

/** What the evidence's jobs need. */
export type EvidenceMeans = Means & {
  readonly capturer: Pick<Capturer, 'capture' | 'look'>
  /** Where a timestamp authority (RFC 3161) answers; absent: none is asked. */
  readonly timestampUrl?: string | undefined
}

/**
 * Fetches what was asked for and writes down what came of it. Bears being called twice, and anew after it was stopped at
 * any moment: the page is then fetched again, and settled once.
 * @param ids `campaign` and `capture`, as the job carries them.
 */
export async function workCapture(database: Database, ids: JobIds, means: EvidenceMeans): Promise<void> {
  const { campaign, capture } = idsOf(ids)
  const url = await database.transaction(async (tx) => {
    if (!(await takeUp(tx, campaign, capture))) return undefined
    const row = await captureRow(tx, campaign, capture)
    return row && (await sourceRow(tx, campaign, row.source))?.url
  })
  if (url === undefined) return
  const result = await means.capturer.capture(url)
  await database.transaction(async (tx) => {
    const isSettled = await settleCapture(tx, { campaign, capture }, result)
    if (isSettled && result.kind === 'captured') await leaveJob(tx, timestampJob, { campaign, capture })
  })
}

function idsOf({ campaign, capture }: JobIds): { readonly campaign: CampaignId; readonly capture: CaptureId } {
  if (campaign === undefined || capture === undefined) throw new Fault('internal', 'a capture job has no ids')
  return { campaign: campaign as CampaignId, capture: capture as CaptureId }
}

// Longer than all tries of a job together.
const patienceMilliseconds = 24 * 3_600_000

/** Ends captures that nobody could finish within a day, so that they can be asked for anew. @returns how many. */
export async function giveUpCaptures(database: Database, { now }: Pick<Means, 'now'>): Promise<number> {
  return await database.transaction((tx) => failOlderThan(tx, new Date(now().getTime() - patienceMilliseconds)))
}
