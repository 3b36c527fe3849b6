import { freshSlug, newId, oneLine, slugOf, type CampaignId, type RecipientId } from '#kernel'
import type { Tx } from '#platform'
import type { Recipient } from './campaign.ts'
import { lockCampaign, recipientsOf, touchCampaign } from './store.ts'
import { deleteRecipients, editionsToRecipients, putRecipients } from './store-recipients.ts'
import { deleteEditions } from './store-draft.ts'
import { writeDown, type Doing } from './write-down.ts'

/** A recipient as an organizer wishes it: with its id where it is there already. */
export type RecipientWish = {
  readonly id?: RecipientId | undefined
  readonly name: string
  readonly fullName?: string | undefined
}

/** What can come of changing the recipients. */
export type RecipientsOutcome =
  | { readonly kind: 'changed'; readonly recipients: readonly Recipient[] }
  | { readonly kind: 'no-name' }
  /** Two of one name: readers could not tell them apart. */
  | { readonly kind: 'same-name'; readonly name: string }
  /** A text to it was fixed already, so it stays: named. */
  | { readonly kind: 'frozen'; readonly names: readonly string[] }

/**
 * Makes a list the recipients of a campaign, in its order: those without an id are added, others renamed, and those
 * that are missing go with their drafted editions. What is called in sources, a recipient's slug, stays for good; so a
 * name may be put right at any time, while texts that were fixed keep the name they were fixed with.
 */
export async function changeRecipients(
  tx: Tx,
  { campaign, recipients: wished }: { readonly campaign: CampaignId; readonly recipients: readonly RecipientWish[] },
  means: Doing,
): Promise<RecipientsOutcome> {
  await lockCampaign(tx, campaign)
  const names = wished.map(({ name }) => oneLine(name))
  if (names.includes('')) return { kind: 'no-name' }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return { kind: 'same-name', name: twice }
  const before = await recipientsOf(tx, campaign)
  const after = recipientsAfter(before, wished, means)
  const removed = before.filter(({ id }) => !after.some((one) => one.id === id))
  const editions = await editionsToRecipients(
    tx,
    campaign,
    removed.map(({ id }) => id),
  )
  const frozen = removed.filter(({ id }) => editions.some((one) => one.recipient === id && one.isFrozen))
  if (frozen.length > 0) return { kind: 'frozen', names: frozen.map(({ name }) => name) }
  await deleteEditions(
    tx,
    campaign,
    editions.map(({ id }) => id),
  )
  await deleteRecipients(
    tx,
    campaign,
    removed.map(({ id }) => id),
  )
  await putRecipients(tx, campaign, after)
  await touchCampaign(tx, campaign)
  const { subject, facts } = whatChanged(before, after)
  const event = { act: 'name-recipients', campaign, subject } as const
  await writeDown(tx, { ...event, before: { count: before.length }, after: { count: after.length, ...facts } }, means)
  return { kind: 'changed', recipients: after }
}

/** What the trail says: who was added or renamed, how many of each, and whether those who stayed changed places. */
function whatChanged(before: readonly Recipient[], after: readonly Recipient[]) {
  const there = new Map(before.map((one) => [one.id, one]))
  const added = after.filter(({ id }) => !there.has(id))
  const renamed = after.filter(({ id, name, fullName }) => {
    const was = there.get(id)
    return was !== undefined && (was.name !== name || was.fullName !== fullName)
  })
  const kept = after.filter(({ id }) => there.has(id)).map(({ id }) => id)
  const removed = before.length - kept.length
  const moved = before.filter(({ id }) => kept.includes(id)).some(({ id }, place) => kept[place] !== id)
  return {
    subject: [...added, ...renamed].map(({ id }) => id),
    facts: {
      ...(added.length > 0 && { addedOnes: added.length }),
      ...(renamed.length > 0 && { renamed: renamed.length }),
      ...(removed > 0 && { removed }),
      ...(moved && { moved }),
    },
  }
}

function recipientsAfter(
  before: readonly Recipient[],
  wished: readonly RecipientWish[],
  means: Doing,
): readonly Recipient[] {
  const taken = new Set(before.map(({ slug }) => slug))
  return wished.map(({ id, name, fullName }) => {
    const facts = { name: oneLine(name), fullName: oneLine(fullName ?? '') || undefined }
    const there = before.find((one) => one.id === id)
    if (there) return { ...there, ...facts }
    const slug = freshSlug(slugOf(name) || 'recipient', taken)
    taken.add(slug)
    return { id: newId<RecipientId>(means), slug, ...facts }
  })
}
