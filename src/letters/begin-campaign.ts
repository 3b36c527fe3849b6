import { leadNewCampaign } from '#accounts'
import { newId, type CampaignId, type Means, type OrganizerId } from '#kernel'
import { hasLog, openLog } from '#ledger'
import type { Tx } from '#platform'
import type { Campaign } from './campaign.ts'
import { wrongIn } from './change-campaign.ts'
import { logOpenVersions } from './log-versions.ts'
import { startCampaign, type CampaignStart } from './start-campaign.ts'
import { touchCampaign } from './store.ts'
import { writeDown, type Doing } from './write-down.ts'

/** Who begins a campaign, and under which host (with its port where that is not the usual one) the public reaches it. */
export type Beginning = { readonly by: OrganizerId; readonly host: string }

/** What can come of beginning a campaign. */
export type BeginOutcome =
  | { readonly kind: 'begun'; readonly campaign: Campaign }
  /** An operator decides who may. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'no-title' }
  | { readonly kind: 'no-language' }
  | { readonly kind: 'no-time-zone' }

/** Starts a campaign that its organizer leads, with its public log, empty: organizations sign on into it. */
export async function beginCampaign(tx: Tx, start: CampaignStart & Beginning, means: Means): Promise<BeginOutcome> {
  const { by, host, ...facts } = start
  const wrong = wrongIn(facts)
  if (wrong) return { kind: wrong }
  const id = newId<CampaignId>(means)
  if (!(await leadNewCampaign(tx, { by, campaign: id }, means))) return { kind: 'not-allowed' }
  const campaign = await startCampaign(tx, { ...facts, id }, means)
  await openCampaignLog(tx, campaign, host, { ...means, by })
  return { kind: 'begun', campaign }
}

/** What a campaign's log is called for ever, under the host where the public reaches it. */
export function logOrigin(host: string, { slug }: Pick<Campaign, 'slug'>): string {
  // A key's name has printable ASCII only; a slug may have letters of any script.
  return `${host}/log/${encodeURIComponent(slug)}`
}

/**
 * Opens a campaign's public log, if it has none, and declares what strangers may read. To be called before anything is
 * gathered that is counted: the log's origin is that host from then on, for ever.
 */
export async function openCampaignLog(
  tx: Tx,
  campaign: Pick<Campaign, 'id' | 'slug'>,
  host: string,
  means: Doing,
): Promise<'opened' | 'there'> {
  if (await hasLog(tx, campaign.id)) return 'there'
  await openLog(tx, campaign.id, logOrigin(host, campaign), means)
  await logOpenVersions(tx, campaign.id, means.now())
  await touchCampaign(tx, campaign.id)
  await writeDown(tx, { act: 'open-log', campaign: campaign.id, subject: [campaign.id] }, means)
  return 'opened'
}
