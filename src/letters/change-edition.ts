import {
  freshSlug,
  newId,
  oneLine,
  wordsFor,
  type CampaignId,
  type EditionId,
  type LetterId,
  type RecipientId,
} from '#kernel'
import type { Tx } from '#platform'
import { reservedSlugs, type Recipient } from './campaign.ts'
import type { Edition } from './letter.ts'
import { deleteEditions, lockDraft, recipientsWithEditions, updateEdition } from './store-draft.ts'
import { appendEditions, replaceAddressees } from './store-editions.ts'
import { touchCampaign } from './store.ts'
import { isLanguage } from './tags.ts'
import { writeDown, type Doing } from './write-down.ts'

/** What stands around the body of an edition; what is not given stays, what is given as `undefined` goes. */
export type EditionChange = Partial<Omit<Edition, 'id' | 'slug' | 'recipient'>>

type At = { readonly campaign: CampaignId; readonly letter: LetterId; readonly edition: EditionId }

/** What can come of it. */
export type EditionOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  /** Not a BCP 47 tag, or another edition to this recipient has that language. */
  | { readonly kind: 'no-language' }
  | { readonly kind: 'gone' }

/** Changes what an edition will be frozen with next; versions that are fixed stay what they are. */
export async function changeEdition(
  tx: Tx,
  { campaign, letter, edition: id, ...change }: At & EditionChange,
  means: Doing,
): Promise<EditionOutcome> {
  if (!(await lockDraft(tx, campaign, letter))) return { kind: 'gone' }
  const all = (await recipientsWithEditions(tx, campaign, letter)).flatMap(({ editions }) => editions)
  const found = all.find((one) => one.id === id)
  if (!found) return { kind: 'gone' }
  const { versions: _versions, position: _position, ...before } = found
  const after: Edition = trimmed({ ...before, ...change })
  const twin = all.find((one) => one.recipient === after.recipient && one.language === after.language)
  if (!isLanguage(after.language) || (twin && twin.id !== id)) return { kind: 'no-language' }
  if (asText(before) === asText(after)) return { kind: 'unchanged' }
  await updateEdition(tx, campaign, after)
  await replaceAddressees(tx, campaign, after)
  await touchCampaign(tx, campaign)
  const count = ({ addressees, copies }: Edition) => ({ addressees: addressees.length, copies: copies.length })
  const event = { act: 'change-edition', campaign, subject: [letter, id] } as const
  await writeDown(tx, { ...event, before: count(before), after: count(after) }, means)
  return { kind: 'changed' }
}

/** Everything that stands around a body, for comparing: an absent part and one that was never given are one. */
const asText = ({ language, printedTitle, date, salutation, closing, addressees, copies }: Edition): string =>
  JSON.stringify({ language, printedTitle, date, salutation, closing, addressees, copies })

const trimmed = (edition: Edition): Edition => ({
  ...edition,
  printedTitle: line(edition.printedTitle),
  salutation: line(edition.salutation),
  closing: line(edition.closing),
})

const line = (text: string | undefined): string | undefined => oneLine(text ?? '') || undefined

/** What can come of having a letter go to a recipient too. */
export type EditionAddedOutcome =
  | { readonly kind: 'added'; readonly edition: EditionId }
  | { readonly kind: 'there'; readonly edition: EditionId }
  | { readonly kind: 'no-language' }
  | { readonly kind: 'gone' }

/** Has a letter go to a recipient too, in the letter's language unless another is named. */
export async function addEdition(
  tx: Tx,
  {
    campaign,
    letter,
    recipient,
    language,
  }: Omit<At, 'edition'> & { readonly recipient: RecipientId; readonly language?: string },
  means: Doing,
): Promise<EditionAddedOutcome> {
  const row = await lockDraft(tx, campaign, letter)
  const all = await recipientsWithEditions(tx, campaign, letter)
  const found = all.find((one) => one.recipient.id === recipient)
  if (!row || !found) return { kind: 'gone' }
  const tongue = language ?? row.letter.language
  if (!isLanguage(tongue)) return { kind: 'no-language' }
  const there = found.editions.find((one) => one.language === tongue)
  if (there) return { kind: 'there', edition: there.id }
  const taken = new Set([...reservedSlugs, ...all.flatMap(({ editions }) => editions).map(({ slug }) => slug)])
  const edition = { ...bareEdition(found.recipient, tongue), id: newId<EditionId>(means) }
  const placed = { ...edition, slug: freshSlug(edition.slug, taken) }
  await appendEditions(tx, campaign, letter, [placed])
  await touchCampaign(tx, campaign)
  const event = { act: 'change-edition', campaign, subject: [letter, placed.id] } as const
  await writeDown(tx, { ...event, after: { added: true } }, means)
  return { kind: 'added', edition: placed.id }
}

/** An edition with nothing around it but the usual greeting of its language. */
export function bareEdition({ id, slug, name }: Recipient, language: string): Omit<Edition, 'id'> {
  return {
    ...{ slug, recipient: id, language, printedTitle: undefined, date: undefined },
    ...{ salutation: wordsFor(language).drafts.salutation(name), closing: wordsFor(language).drafts.closing },
    ...{ addressees: [], copies: [] },
  }
}

/** What can come of no longer having a letter go to a recipient. */
export type EditionRemovedOutcome =
  | { readonly kind: 'removed' }
  /** A text of it was fixed, so it stays. */
  | { readonly kind: 'frozen' }
  | { readonly kind: 'gone' }

/** Takes an edition away of which nothing was fixed. */
export async function removeEdition(
  tx: Tx,
  { campaign, letter, edition }: At,
  means: Doing,
): Promise<EditionRemovedOutcome> {
  if (!(await lockDraft(tx, campaign, letter))) return { kind: 'gone' }
  const all = (await recipientsWithEditions(tx, campaign, letter)).flatMap(({ editions }) => editions)
  const found = all.find((one) => one.id === edition)
  if (!found) return { kind: 'gone' }
  if (found.versions > 0) return { kind: 'frozen' }
  await deleteEditions(tx, campaign, [edition])
  await touchCampaign(tx, campaign)
  const event = { act: 'change-edition', campaign, subject: [letter, edition] } as const
  await writeDown(tx, { ...event, after: { added: false } }, means)
  return { kind: 'removed' }
}
