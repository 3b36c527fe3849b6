import { newId, type CampaignId, type EditionId, type LetterId, type Means, type RecipientId } from '#kernel'
import { leaveJob, type Tx } from '#platform'
import type { Campaign } from './campaign.ts'
import type { CampaignPlaces, CampaignRecord, EditionRecord, LetterRecord } from './campaign-record.ts'
import { problemsOfRecord } from './check-campaign-record.ts'
import { isPublic } from './letter.ts'
import type { NoteId } from './note.ts'
import { insertNote } from './store-note.ts'
import { insertEditions, insertVersion } from './store-editions.ts'
import {
  campaignBySlug,
  insertCampaign,
  insertLetter,
  insertRecipients,
  touchCampaign,
  updateFollows,
} from './store.ts'

/** What writing a recorded campaign into the database can come to. */
export type RecordOutcome =
  | { readonly kind: 'recorded'; readonly campaign: Campaign; readonly places: CampaignPlaces }
  /** There is a campaign of this slug already; it stays as it is. */
  | { readonly kind: 'slug-taken' }
  /** The record contradicts itself, for example a text its hash. Nothing was written. */
  | { readonly kind: 'unsound'; readonly problems: readonly string[] }

/**
 * Writes a campaign down exactly as recorded, in the caller's transaction: slugs, states, versions with their
 * numbers, hashes and moments. What strangers may read is as it was where the record comes from.
 */
export async function recordCampaign(tx: Tx, record: CampaignRecord, means: Means): Promise<RecordOutcome> {
  const problems = problemsOfRecord(record)
  if (problems.length > 0) return { kind: 'unsound', problems }
  if (await campaignBySlug(tx, record.slug)) return { kind: 'slug-taken' }
  const { letters, recipients: named, ...facts } = record
  const campaign: Campaign = { ...facts, id: newId<CampaignId>(means) }
  const recipients = named.map((one) => ({ ...one, id: newId<RecipientId>(means) }))
  await insertCampaign(tx, campaign, means.now())
  await insertRecipients(tx, campaign.id, recipients, 0)
  const idOf = new Map(recipients.map(({ slug, id }) => [slug, id]))
  const places: CampaignPlaces['letters'][number][] = []
  for (const letter of letters) places.push(await recordLetter(tx, campaign.id, { letter, idOf }, means))
  // Only now, since a letter may stand before the one it follows.
  const letterOf = new Map(places.map(({ slug, id }) => [slug, id]))
  for (const { slug, follows } of letters) {
    const [later, earlier] = [letterOf.get(slug), letterOf.get(follows ?? '')]
    if (later && earlier) await updateFollows(tx, campaign.id, later, earlier)
  }
  await touchCampaign(tx, campaign.id)
  if (letters.some((letter) => isPublic(letter, means.now())))
    await leaveJob(tx, 'letters.state-set', { campaign: campaign.slug })
  return { kind: 'recorded', campaign, places: { campaign: campaign.id, letters: places } }
}

async function recordLetter(
  tx: Tx,
  campaign: CampaignId,
  { letter, idOf }: { readonly letter: LetterRecord; readonly idOf: ReadonlyMap<string, RecipientId> },
  means: Means,
) {
  const { editions: recorded, notes, follows: _later, ...facts } = letter
  const id = newId<LetterId>(means)
  await insertLetter(tx, campaign, { ...facts, id, follows: undefined }, means.now())
  const editions = recorded.flatMap((edition) => {
    const recipient = idOf.get(edition.recipient)
    return recipient ? [{ ...edition, recipient, id: newId<EditionId>(means) }] : []
  })
  await insertEditions(tx, campaign, id, editions)
  for (const edition of editions) await recordVersions(tx, campaign, edition)
  for (const note of notes) await insertNote(tx, campaign, id, { ...note, id: newId<NoteId>(means) })
  return { slug: letter.slug, id, editions: editions.map((edition) => ({ slug: edition.slug, id: edition.id })) }
}

async function recordVersions(
  tx: Tx,
  campaign: CampaignId,
  { id, versions }: { readonly id: EditionId } & Pick<EditionRecord, 'versions'>,
): Promise<void> {
  for (const { demands, ...version } of versions)
    await insertVersion(tx, campaign, { ...version, edition: id }, demands)
}
