import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import type { Campaign } from './campaign.ts'
import { campaignById, touchCampaign, updateCampaign } from './store.ts'
import { isLanguage, isTimeZone } from './tags.ts'
import { writeDown, type Doing } from './write-down.ts'

/** Facts of a campaign that an organizer changes; what is not given stays. Its address stays for good. */
export type CampaignChange = Partial<Omit<Campaign, 'id' | 'slug'>>

/** What can come of it. */
export type CampaignChangeOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no-title' }
  /** Not a BCP 47 tag. */
  | { readonly kind: 'no-language' }
  /** Not an IANA name. */
  | { readonly kind: 'no-time-zone' }
  | { readonly kind: 'gone' }

const facts = ['title', 'summary', 'language', 'timeZone', 'leadOrganization'] as const

/** Changes what a campaign says of itself. */
export async function changeCampaign(
  tx: Tx,
  { campaign, ...change }: { readonly campaign: CampaignId } & CampaignChange,
  means: Doing,
): Promise<CampaignChangeOutcome> {
  const before = await campaignById(tx, campaign)
  if (!before) return { kind: 'gone' }
  const after: Campaign = { ...before, ...change }
  const wrong = wrongIn(after)
  if (wrong) return { kind: wrong }
  const changed = facts.filter((fact) => before[fact] !== after[fact])
  if (changed.length === 0) return { kind: 'unchanged' }
  await updateCampaign(tx, after)
  await touchCampaign(tx, campaign)
  const { language, timeZone } = after
  const event = { act: 'change-campaign', campaign, subject: [campaign] } as const
  // What people typed stays out of the trail.
  const said = { language: before.language, timeZone: named(before.timeZone) }
  await writeDown(tx, { ...event, before: said, after: { language, timeZone: named(timeZone) } }, means)
  return { kind: 'changed' }
}

/** A time zone's name as the trail takes it. */
const named = (timeZone: string): string => timeZone.replaceAll('/', '.').replaceAll('+', '')

/** What keeps facts from being a campaign's. */
export function wrongIn({
  title,
  language,
  timeZone,
}: Pick<Campaign, 'title' | 'language' | 'timeZone'>): 'no-title' | 'no-language' | 'no-time-zone' | undefined {
  if (title.trim() === '') return 'no-title'
  if (!isLanguage(language)) return 'no-language'
  return isTimeZone(timeZone) ? undefined : 'no-time-zone'
}
