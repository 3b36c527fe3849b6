import { Fault, type CampaignId, type CaptureId } from '#kernel'
import { fileOf, keepFile, postBytes, type Database, type JobIds } from '#platform'
import { captureRow, setTimestamp } from './store-capture.ts'
import { askTimestamp, readTimestamp } from './timestamp.ts'
import type { EvidenceMeans } from './work-capture.ts'

const longestToken = 100_000

/**
 * Has a timestamp authority state when an archive was there, where the operator named one, and keeps its answer beside the
 * archive. Bears being called twice.
 * @throws Fault `internal` when the authority gives no answer that holds; the job is then tried again.
 */
export async function workTimestamp(database: Database, ids: JobIds, means: EvidenceMeans): Promise<void> {
  if (means.timestampUrl === undefined) return
  const [campaign, capture] = [ids['campaign'] as CampaignId, ids['capture'] as CaptureId]
  const archive = await database.read(async (tx) => {
    const row = await captureRow(tx, campaign, capture)
    if (row?.waczHash === undefined || row.removed || row.timestampHash !== undefined) return undefined
    return (await fileOf(tx, campaign, row.waczHash))?.bytes
  })
  if (!archive) return
  const { bytes, nonce } = await askTimestamp(archive, means.random)
  const options = { contentType: 'application/timestamp-query', bytesAtMost: longestToken }
  const answer = await postBytes(means.timestampUrl, bytes, options)
  const told = answer && (await readTimestamp(answer, archive, nonce))
  if (!told) throw new Fault('internal', 'the timestamp authority gave no answer that holds')
  await database.transaction(async (tx) => {
    const hash = await keepFile(tx, campaign, answer, 'application/timestamp-reply')
    await setTimestamp(tx, campaign, capture, { hash, at: told.at })
  })
}
