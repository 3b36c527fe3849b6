import { Fault, type CampaignId, type OrganizerId, type SourceId } from '#kernel'
import { leaveJob, type Database, type JobIds, type Tx } from '#platform'
import { checkSource } from './check-source.ts'
import { latestOf } from './store-capture.ts'
import { sourceRow } from './store.ts'
import type { EvidenceMeans } from './work-capture.ts'

/** The job that looks at a source again; its ids are `campaign`, `source` and `by`. */
export const checkJob = 'evidence.check'

/** What can come of asking for a look at a source. */
export type AskCheckOutcome = { readonly kind: 'asked' | 'nothing-to-compare' | 'gone' }

/** Asks that a source be looked at now and not only in its week: a job does, and writes down who asked for it. */
export async function askCheck(
  tx: Tx,
  wish: { readonly campaign: CampaignId; readonly by: OrganizerId; readonly source: SourceId },
): Promise<AskCheckOutcome> {
  const { campaign, by, source } = wish
  const found = await sourceRow(tx, campaign, source)
  if (!found) return { kind: 'gone' }
  const latest = await latestOf(tx, campaign, source)
  if (found.url === undefined || !latest?.sha256) return { kind: 'nothing-to-compare' }
  await leaveJob(tx, checkJob, { campaign, source, by })
  return { kind: 'asked' }
}

/** Looks at a source that somebody asked for. Called twice, it looks twice. */
export async function workCheck(database: Database, ids: JobIds, means: EvidenceMeans): Promise<void> {
  const { campaign, source, by } = ids
  if (campaign === undefined || source === undefined || by === undefined)
    throw new Fault('internal', 'a job that looks at a source has no ids')
  const wish = { campaign: campaign as CampaignId, source: source as SourceId, by: by as OrganizerId }
  await checkSource(database, wish, means)
}
