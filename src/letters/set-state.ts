import type { CampaignId, LetterId } from '#kernel'
import { lockLog } from '#ledger'
import { leaveJob, type Tx } from '#platform'
import type { LetterState } from './letter.ts'
import { logOpenVersions } from './log-versions.ts'
import type { Campaign } from './campaign.ts'
import { editionsOf, versionsOf } from './store-editions.ts'
import { lettersOf, touchCampaign, updateState } from './store.ts'
import { writeDown, type Doing } from './write-down.ts'

/** A wished state; an embargo names its moment. */
export type StateWish =
  | { readonly state: Exclude<LetterState, 'embargoed'> }
  | { readonly state: 'embargoed'; readonly until: Date }

/** What a wish for a state can come to. */
export type StateOutcome =
  | { readonly kind: 'set' }
  | { readonly kind: 'no-such-letter' }
  /** Strangers only ever read fixed texts: freeze first. */
  | { readonly kind: 'not-frozen' }
  /** The moment an embargo should end has passed already. */
  | { readonly kind: 'past-moment' }

/** The jobs this room leaves. */
export const jobNames: readonly string[] = ['letters.state-set']

/** Opens or closes a letter to strangers. */
export async function setState(
  tx: Tx,
  campaign: Pick<Campaign, 'id' | 'slug'>,
  letter: LetterId,
  wish: StateWish,
  means: Doing,
): Promise<StateOutcome> {
  const { now } = means
  await lockLog(tx, campaign.id)
  const found = (await lettersOf(tx, campaign.id)).find((one) => one.id === letter)
  if (!found) return { kind: 'no-such-letter' }
  if (wish.state === 'embargoed' && wish.until <= now()) return { kind: 'past-moment' }
  if (wish.state !== 'draft' && wish.state !== 'private' && !(await isFrozen(tx, campaign.id, letter)))
    return { kind: 'not-frozen' }
  await updateState(tx, campaign.id, letter, {
    state: wish.state,
    embargoUntil: wish.state === 'embargoed' ? wish.until : undefined,
    closedAt: wish.state === 'closed' ? now() : undefined,
  })
  await logOpenVersions(tx, campaign.id, now())
  await touchCampaign(tx, campaign.id)
  const event = { act: 'set-state', campaign: campaign.id, subject: [letter] } as const
  const until = wish.state === 'embargoed' ? { until: wish.until.toISOString() } : {}
  await writeDown(tx, { ...event, before: { state: found.state }, after: { state: wish.state, ...until } }, means)
  await leaveJob(tx, 'letters.state-set', { campaign: campaign.slug })
  return { kind: 'set' }
}

async function isFrozen(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<boolean> {
  const editions = await editionsOf(tx, campaign, letter)
  const versions = await versionsOf(
    tx,
    campaign,
    editions.map((edition) => edition.id),
  )
  return editions.length > 0 && editions.every((edition) => versions.some((version) => version.edition === edition.id))
}
