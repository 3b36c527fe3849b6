import { recordEvent, type Actor } from '#accounts'
import { newId, type CampaignId, type CaptureId, type Means, type SourceId } from '#kernel'
import { leaveJob, type Tx } from '#platform'
import { organizerOf } from './add-source.ts'
import { checkJob } from './ask-check.ts'
import { insertPending, waitingOf } from './store-capture.ts'
import { sourceRow } from './store.ts'

/** The job that fetches what was asked for; its ids are `campaign` and `capture`. */
const captureJob = 'evidence.capture'

/** The job that has a timestamp authority state when an archive was there; its ids are the same. */
export const timestampJob = 'evidence.timestamp'

/** Every job that this room leaves; to be prepared before one is left. */
export const evidenceJobs: readonly string[] = [captureJob, timestampJob, checkJob]

/** What can come of asking for a capture. */
export type AskCaptureOutcome =
  | { readonly kind: 'asked'; readonly capture: CaptureId }
  /** The source has no address. */
  | { readonly kind: 'nothing-to-fetch' }
  | { readonly kind: 'gone' }

/** Asks for a source's bytes as they are now: a job fetches them (`evidence.capture`). */
export async function askCapture(
  tx: Tx,
  wish: { readonly campaign: CampaignId; readonly by: Actor; readonly source: SourceId },
  means: Means,
): Promise<AskCaptureOutcome> {
  const { campaign, by, source } = wish
  const found = await sourceRow(tx, campaign, source)
  if (!found) return { kind: 'gone' }
  if (found.url === undefined) return { kind: 'nothing-to-fetch' }
  // One that waits will fetch the page as it is then; a second beside it would be the same page twice.
  const waiting = await waitingOf(tx, campaign, source)
  if (waiting) return { kind: 'asked', capture: waiting }
  const id = newId<CaptureId>(means)
  await insertPending(tx, campaign, { id, source, at: means.now(), by: organizerOf(by) })
  await leaveJob(tx, captureJob, { campaign, capture: id })
  await recordEvent(tx, { by, act: 'ask-capture', campaign, subject: [source, id] }, means)
  return { kind: 'asked', capture: id }
}
