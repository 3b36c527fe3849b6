import { Fault, newId, type EditionId, type Means, type OrganizationId, type SignOnId } from '#kernel'
import { touchCampaign, type CampaignPlaces } from '#letters'
import type { Tx } from '#platform'
import type { SignatoryRow } from './csv.ts'
import { lockSignOns } from './begin.ts'
import type { EndorsementId } from './gathered.ts'
import { byCodeUnits, type LetterList, type ListsRecord } from './list-record.ts'
import { nameRegister, type NameRegister } from './name-register.ts'
import { strictKey } from './name.ts'
import type { KeptSignOn, SignOn } from './sign-on.ts'
import { endorsementRows, insertEndorsement } from './store-endorsements.ts'
import { groupNames, putGroups } from './store-groups.ts'
import { insertListSettings, insertSignOns, listSettings, signOnsOf } from './store.ts'
import { insertAliases, insertOrganizations, organizationsOf } from './store-organizations.ts'

/**
 * Writes the lists of a campaign down exactly as recorded, in the caller's transaction; the campaign must have none.
 * Whoever else changes its sign-ons waits until then.
 * @throws Fault `bad-state` for a record that names an organization or a letter that is not there.
 */
export async function recordLists(tx: Tx, places: CampaignPlaces, record: ListsRecord, means: Means): Promise<void> {
  await lockSignOns(tx, places.campaign)
  const organizations = record.organizations.map((one) => ({
    ...one,
    id: newId<OrganizationId>(means),
    strictKey: strictKey(one.name),
  }))
  await insertOrganizations(tx, places.campaign, organizations)
  await insertAliases(
    tx,
    places.campaign,
    organizations.flatMap(({ id, aliases }) => aliases.map((name) => ({ organization: id, name }))),
  )
  const register = nameRegister(organizations.map(({ name, id }) => [name, id] as const))
  for (const list of record.lists) {
    const letter = places.letters.find(({ slug }) => slug === list.letter)
    if (!letter) throw new Fault('bad-state', 'a list without its letter')
    const editions = new Map(letter.editions.map(({ slug, id }) => [slug, id]))
    await insertListSettings(tx, places.campaign, letter.id, list.settings)
    await putGroups(tx, places.campaign, letter.id, list.groups)
    const place = { campaign: places.campaign, letter: letter.id, by: undefined, at: means.now() }
    for (const one of list.endorsements) await insertEndorsement(tx, place, { ...one, id: newId<EndorsementId>(means) })
    const signOns = list.signatories.map((row) => signOnOf(row, register, editions, means))
    await insertSignOns(tx, places.campaign, letter.id, signOns)
  }
  await touchCampaign(tx, places.campaign)
}

function signOnOf(
  { aliases: _none, editions, ...line }: SignatoryRow,
  organizations: NameRegister<OrganizationId>,
  editionIds: ReadonlyMap<string, EditionId>,
  means: Means,
): SignOn {
  const organization = line.kind === 'person' ? undefined : organizations.find(line.name)
  if (line.kind === 'organization' && !organization) throw new Fault('bad-state', 'a sign-on without its organization')
  return {
    ...line,
    id: newId<SignOnId>(means),
    organization,
    editions: editions.flatMap((slug) => editionIds.get(slug) ?? []),
  }
}

/** Everything this room keeps of a campaign, drafts included: for its organizers only. */
export async function readLists(tx: Tx, places: CampaignPlaces): Promise<ListsRecord> {
  const kept = await organizationsOf(tx, places.campaign)
  const organizations = kept
    .map(({ id: _id, ...one }) => ({ ...one, sortKey: given(one.sortKey), aliases: one.aliases.toSorted(byCodeUnits) }))
    .toSorted((one, other) => byCodeUnits(one.slug, other.slug))
  const lists: LetterList[] = []
  for (const letter of places.letters)
    lists.push({
      letter: letter.slug,
      settings: await listSettings(tx, places.campaign, letter.id),
      groups: await groupNames(tx, places.campaign, letter.id),
      endorsements: (await endorsementRows(tx, places.campaign, letter.id)).map(({ id: _id, ...one }) => one),
      signatories: (await signOnsOf(tx, places.campaign, letter.id)).map((line) => rowOf(line, letter.editions)),
    })
  return { organizations, lists }
}

/** In a cell an empty text and none are one. */
const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

const rowOf = (
  { id: _id, letter: _letter, organization: _organization, organizationSlug: _slug, ...line }: KeptSignOn,
  editions: CampaignPlaces['letters'][number]['editions'],
): SignatoryRow => ({
  ...line,
  letterheadName: given(line.letterheadName),
  signatureName: given(line.signatureName),
  sortKey: undefined,
  group: given(line.group),
  title: given(line.title),
  affiliation: given(line.affiliation),
  representative: given(line.representative),
  country: given(line.country),
  note: given(line.note),
  aliases: [],
  editions: editions.filter(({ id }) => line.editions.includes(id)).map(({ slug }) => slug),
})
