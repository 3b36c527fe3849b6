import type { Addressee, CampaignId } from '#kernel'
import type { Tx } from '#platform'
import type { CampaignPlaces, CampaignRecord, EditionRecord, LetterRecord } from './campaign-record.ts'
import type { Letter, Version } from './letter.ts'
import { demandsOf, editionsOf, versionsOf } from './store-editions.ts'
import { noteRows } from './store-note.ts'
import { campaignBySlug, lettersOf, recipientsOf } from './store.ts'

/** Everything this room keeps of a campaign, drafts included, and where it stands: for its organizers only. */
export async function readCampaignRecord(
  tx: Tx,
  slug: string,
): Promise<{ readonly record: CampaignRecord; readonly places: CampaignPlaces } | undefined> {
  const campaign = await campaignBySlug(tx, slug)
  if (!campaign) return undefined
  const { id, leadOrganization, ...facts } = campaign
  const recipients = await recipientsOf(tx, id)
  const kept = await lettersOf(tx, id)
  const slugOf = new Map<string, string>([...recipients, ...kept].map((one) => [one.id, one.slug]))
  const letters: LetterRecord[] = []
  const places: CampaignPlaces['letters'][number][] = []
  for (const letter of kept) {
    const { editions, ids } = await readEditions(tx, id, letter, slugOf)
    const notes = (await noteRows(tx, id, letter.id)).map(({ writtenAt, body }) => ({ writtenAt, body }))
    letters.push({ ...factsOf(letter), follows: letter.follows && slugOf.get(letter.follows), notes, editions })
    places.push({ slug: letter.slug, id: letter.id, editions: ids })
  }
  const record: CampaignRecord = {
    ...facts,
    leadOrganization: given(leadOrganization),
    recipients: recipients.map((one) => ({ slug: one.slug, name: one.name, fullName: given(one.fullName) })),
    letters,
  }
  return { record, places: { campaign: id, letters: places } }
}

/** In a file an empty text and none are one. */
const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

const factsOf = ({ id: _id, follows: _follows, ...facts }: Letter) => facts

async function readEditions(tx: Tx, campaign: CampaignId, letter: Letter, slugOf: ReadonlyMap<string, string>) {
  const kept = await editionsOf(tx, campaign, letter.id)
  const ids = kept.map(({ id }) => id)
  const versions = await versionsOf(tx, campaign, ids)
  const demands = await demandsOf(tx, campaign, ids)
  const recordOf = ({ edition, ...version }: Version) => ({
    ...version,
    demands: demands.get(`${edition} ${version.number}`) ?? [],
  })
  const editions = kept.map(({ id, ...edition }): EditionRecord => ({
    ...edition,
    recipient: slugOf.get(edition.recipient) ?? '',
    printedTitle: given(edition.printedTitle),
    salutation: given(edition.salutation),
    closing: given(edition.closing),
    addressees: edition.addressees.flatMap(addresseeOf),
    copies: edition.copies.flatMap(addresseeOf),
    versions: versions.filter((version) => version.edition === id).map(recordOf),
  }))
  return { editions, ids: kept.map(({ id, slug }) => ({ id, slug })) }
}

function addresseeOf(one: Addressee): readonly Addressee[] {
  const kept = { name: given(one.name), title: given(one.title), organization: given(one.organization) }
  return Object.values(kept).some((part) => part !== undefined) ? [kept] : []
}
