import { freshSlug, newId, slugOf, type CampaignId, type Means, type RecipientId } from '#kernel'
import type { Tx } from '#platform'
import type { Campaign, Recipient } from './campaign.ts'
import { allCampaigns, insertCampaign, insertRecipients, recipientsOf, touchCampaign } from './store.ts'

/** What an organizer says of a campaign at its start; `slug` is a wish. */
export type CampaignStart = Omit<Campaign, 'id' | 'slug'> & { readonly slug?: string }

/** Starts a campaign under a slug of its own: the wished one, else one made from the title; and under `id`, if given. */
export async function startCampaign(
  tx: Tx,
  start: CampaignStart & { readonly id?: CampaignId },
  means: Means,
): Promise<Campaign> {
  const taken = new Set((await allCampaigns(tx)).map((campaign) => campaign.slug))
  const wished = start.slug ?? slugOf(start.title)
  const campaign: Campaign = {
    ...start,
    id: start.id ?? newId<CampaignId>(means),
    slug: freshSlug(wished === '' ? 'campaign' : wished, taken),
  }
  await insertCampaign(tx, campaign, means.now())
  return campaign
}

/** What is known of a recipient when it is named; `slug` is a wish. */
export type RecipientNamed = { readonly name: string; readonly fullName: string | undefined; readonly slug?: string }

/**
 * Adds recipients to a campaign; one already there by name is found, not doubled.
 * @returns one recipient per name given, in the order given.
 */
export async function nameRecipients(
  tx: Tx,
  campaign: CampaignId,
  named: readonly RecipientNamed[],
  means: Means,
): Promise<readonly Recipient[]> {
  const known = [...(await recipientsOf(tx, campaign))]
  const before = known.length
  const found = named.map((one) => {
    const there = known.find((recipient) => recipient.name === one.name)
    if (there) return there
    const wished = one.slug ?? slugOf(one.name)
    const slug = freshSlug(wished === '' ? 'recipient' : wished, new Set(known.map((recipient) => recipient.slug)))
    const added: Recipient = { id: newId<RecipientId>(means), slug, name: one.name, fullName: one.fullName }
    known.push(added)
    return added
  })
  await insertRecipients(tx, campaign, known.slice(before), before)
  await touchCampaign(tx, campaign)
  return found
}
