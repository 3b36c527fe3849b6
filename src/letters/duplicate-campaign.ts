import { newId, type CampaignId, type LetterId, type Means, type RecipientId } from '#kernel'
import type { Tx } from '#platform'
import { beginCampaign, type Beginning } from './begin-campaign.ts'
import type { Campaign } from './campaign.ts'
import { draftLetter } from './draft-letter.ts'
import { editionsOfLetters } from './store-editions.ts'
import { campaignById, insertRecipients, lettersOf, recipientsOf, updateFollows } from './store.ts'
import { writeDown } from './write-down.ts'

/** What can come of making a campaign like another. */
export type DuplicateOutcome =
  | {
      readonly kind: 'begun'
      readonly campaign: Campaign
      /** Which letter became which: rooms that keep settings of a letter copy theirs by it. */
      readonly letters: readonly { readonly from: LetterId; readonly to: LetterId }[]
    }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'no-title' }
  | { readonly kind: 'gone' }

/**
 * Makes a campaign like another: its facts, its recipients, and its letters as drafts with their editions. Nobody's
 * signature, nobody's role, no version, date of sign-on, comment or note comes along.
 */
export async function duplicateCampaign(
  tx: Tx,
  { campaign: from, title, by, host }: { readonly campaign: CampaignId; readonly title: string } & Beginning,
  means: Means,
): Promise<DuplicateOutcome> {
  const before = await campaignById(tx, from)
  if (!before) return { kind: 'gone' }
  const { id: _id, slug: _slug, ...facts } = before
  const begun = await beginCampaign(tx, { ...facts, title, by, host }, means)
  // The facts of a campaign that is there are sound but for its new title.
  if (begun.kind !== 'begun') return { kind: begun.kind === 'not-allowed' ? 'not-allowed' : 'no-title' }
  const { campaign } = begun
  const letters = await copyLetters(tx, from, campaign.id, means)
  const event = { act: 'duplicate-campaign', campaign: from, subject: [from, campaign.id] } as const
  await writeDown(tx, event, { ...means, by })
  return { kind: 'begun', campaign, letters }
}

async function copyLetters(tx: Tx, from: CampaignId, to: CampaignId, means: Means) {
  const recipients = (await recipientsOf(tx, from)).map((one) => ({ one, id: newId<RecipientId>(means) }))
  await insertRecipients(
    tx,
    to,
    recipients.map(({ one, id }) => ({ ...one, id })),
    0,
  )
  const recipientOf = new Map(recipients.map(({ one, id }) => [one.id, id]))
  const letters = await lettersOf(tx, from)
  const editions = await editionsOfLetters(
    tx,
    from,
    letters.map(({ id }) => id),
  )
  const copied: { readonly from: LetterId; readonly to: LetterId }[] = []
  for (const { id, slug, title, language, source } of letters) {
    const its = editions
      .filter(({ letter }) => letter === id)
      .flatMap(({ id: _id, letter: _letter, recipient, ...edition }) => {
        const there = recipientOf.get(recipient)
        return there ? [{ ...edition, recipient: there }] : []
      })
    const { letter } = await draftLetter(tx, to, { slug, title, language, source, editions: its }, means)
    copied.push({ from: id, to: letter.id })
  }
  // Only now, since a letter may stand before the one it follows.
  const letterOf = new Map(copied.map((one) => [one.from, one.to]))
  for (const { id, follows } of letters) {
    const [later, earlier] = [letterOf.get(id), follows && letterOf.get(follows)]
    if (later && earlier) await updateFollows(tx, to, later, earlier)
  }
  return copied
}
