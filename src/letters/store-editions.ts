import type { Addressee, CampaignId, EditionId, LetterId, PartialDate, RecipientId, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import type { Demand, Edition, TextChange, Version } from './letter.ts'

/** Adds editions behind those that a letter has. */
export async function appendEditions(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  editions: readonly Edition[],
): Promise<void> {
  const last = await tx
    .selectFrom('letters_edition')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .executeTakeFirst()
  await insertEditions(tx, campaign, letter, editions, (last?.position ?? -1) + 1)
}

/** Adds a letter's editions with their addressees, in order. */
export async function insertEditions(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  editions: readonly Edition[],
  first = 0,
): Promise<void> {
  if (editions.length === 0) return
  await tx
    .insertInto('letters_edition')
    .values(
      editions.map((edition, index) => ({
        campaign_id: campaign,
        edition_id: edition.id,
        letter_id: letter,
        recipient_id: edition.recipient,
        slug: edition.slug,
        language: edition.language,
        printed_title: edition.printedTitle ?? null,
        printed_date: edition.date ?? null,
        salutation: edition.salutation ?? null,
        closing: edition.closing ?? null,
        position: first + index,
      })),
    )
    .execute()
  await insertAddressees(tx, campaign, editions)
}

/** Puts whom an edition addresses in the place of whom it addressed. */
export async function replaceAddressees(
  tx: Tx,
  campaign: CampaignId,
  edition: Pick<Edition, 'id' | 'addressees' | 'copies'>,
): Promise<void> {
  await tx
    .deleteFrom('letters_addressee')
    .where('campaign_id', '=', campaign)
    .where('edition_id', '=', edition.id)
    .execute()
  await insertAddressees(tx, campaign, [edition])
}

async function insertAddressees(
  tx: Tx,
  campaign: CampaignId,
  editions: readonly Pick<Edition, 'id' | 'addressees' | 'copies'>[],
): Promise<void> {
  const rows = editions.flatMap((edition) => [
    ...addresseeRows(campaign, edition.id, edition.addressees, false),
    ...addresseeRows(campaign, edition.id, edition.copies, true),
  ])
  // PostgreSQL takes at most 65,535 parameters in one statement.
  for (let i = 0; i < rows.length; i += 2000)
    await tx
      .insertInto('letters_addressee')
      .values(rows.slice(i, i + 2000))
      .execute()
}

const addresseeRows = (campaign: CampaignId, edition: EditionId, addressees: readonly Addressee[], isCopy: boolean) =>
  addressees.map((addressee, position) => ({
    campaign_id: campaign,
    edition_id: edition,
    is_copy: isCopy,
    position,
    name: addressee.name ?? null,
    title: addressee.title ?? null,
    organization: addressee.organization ?? null,
  }))

/** An edition with the letter it belongs to. */
export type EditionOfLetter = Edition & { readonly letter: LetterId }

/** A letter's editions with their addressees, in order. */
export async function editionsOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Edition[]> {
  return (await editionsOfLetters(tx, campaign, [letter])).map(({ letter: _its, ...edition }) => edition)
}

/** The editions of some letters with their addressees, those of one letter in order. */
export async function editionsOfLetters(
  tx: Tx,
  campaign: CampaignId,
  letters: readonly LetterId[],
): Promise<readonly EditionOfLetter[]> {
  if (letters.length === 0) return []
  const rows = await tx
    .selectFrom('letters_edition')
    .select([
      'edition_id',
      'letter_id',
      'recipient_id',
      'slug',
      'language',
      'printed_title',
      'printed_date',
      'salutation',
      'closing',
    ])
    .where('campaign_id', '=', campaign)
    .where('letter_id', 'in', letters)
    .orderBy('position')
    .execute()
  const found = await addresseesOf(
    tx,
    campaign,
    rows.map((row) => row.edition_id),
  )
  const people = Map.groupBy(found, ({ edition, isCopy }) => `${edition} ${isCopy}`)
  const named = (edition: string, isCopy: boolean) =>
    (people.get(`${edition} ${isCopy}`) ?? []).map(({ addressee }) => addressee)
  return rows.map((row) => ({
    id: row.edition_id as EditionId,
    letter: row.letter_id as LetterId,
    slug: row.slug,
    recipient: row.recipient_id as RecipientId,
    language: row.language,
    printedTitle: row.printed_title ?? undefined,
    date: (row.printed_date as PartialDate | null) ?? undefined,
    salutation: row.salutation ?? undefined,
    closing: row.closing ?? undefined,
    addressees: named(row.edition_id, false),
    copies: named(row.edition_id, true),
  }))
}

async function addresseesOf(tx: Tx, campaign: CampaignId, editions: readonly string[]) {
  if (editions.length === 0) return []
  const rows = await tx
    .selectFrom('letters_addressee')
    .select(['edition_id', 'is_copy', 'name', 'title', 'organization'])
    .where('campaign_id', '=', campaign)
    .where('edition_id', 'in', editions)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    edition: row.edition_id,
    isCopy: row.is_copy,
    addressee: {
      name: row.name ?? undefined,
      title: row.title ?? undefined,
      organization: row.organization ?? undefined,
    },
  }))
}

/** Keeps a version for ever, with the demands it was frozen with. The database refuses any later change. */
export async function insertVersion(
  tx: Tx,
  campaign: CampaignId,
  version: Version,
  demands: readonly Demand[],
): Promise<void> {
  await tx
    .insertInto('letters_version')
    .values({
      campaign_id: campaign,
      edition_id: version.edition,
      number: version.number,
      version_hash: version.hash,
      canonical_text: version.canonicalText,
      frozen_at: version.frozenAt,
      change: version.change ?? null,
    })
    .execute()
  if (demands.length === 0) return
  await tx
    .insertInto('letters_demand')
    .values(
      demands.map((demand, position) => ({
        campaign_id: campaign,
        edition_id: version.edition,
        number: version.number,
        position,
        slug: demand.slug,
        wording: demand.wording,
      })),
    )
    .execute()
}

const versionColumns = ['edition_id', 'number', 'version_hash', 'canonical_text', 'frozen_at', 'change'] as const

type VersionRow = {
  readonly edition_id: string
  readonly number: number
  readonly version_hash: string
  readonly canonical_text: string
  readonly frozen_at: Date
  readonly change: TextChange | null
}

const versionOf = (row: VersionRow): Version => ({
  edition: row.edition_id as EditionId,
  number: row.number,
  hash: row.version_hash as VersionHash,
  canonicalText: row.canonical_text,
  frozenAt: row.frozen_at,
  change: row.change ?? undefined,
})

/** Every version of some editions, oldest first. */
export async function versionsOf(
  tx: Tx,
  campaign: CampaignId,
  editions: readonly EditionId[],
): Promise<readonly Version[]> {
  if (editions.length === 0) return []
  const rows = await tx
    .selectFrom('letters_version')
    .select(versionColumns)
    .where('campaign_id', '=', campaign)
    .where('edition_id', 'in', editions)
    .orderBy('number')
    .execute()
  return rows.map(versionOf)
}

/** The latest version of each of some editions that has one. */
export async function latestVersionsOf(
  tx: Tx,
  campaign: CampaignId,
  editions: readonly EditionId[],
): Promise<ReadonlyMap<EditionId, Version>> {
  if (editions.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letters_version')
    .distinctOn('edition_id')
    .select(versionColumns)
    .where('campaign_id', '=', campaign)
    .where('edition_id', 'in', editions)
    .orderBy('edition_id')
    .orderBy('number', 'desc')
    .execute()
  return new Map(rows.map(versionOf).map((version) => [version.edition, version]))
}

/** The demands that versions were frozen with, keyed `edition number`. */
export async function demandsOf(
  tx: Tx,
  campaign: CampaignId,
  editions: readonly EditionId[],
): Promise<ReadonlyMap<string, readonly Demand[]>> {
  const found = new Map<string, Demand[]>()
  if (editions.length === 0) return found
  const rows = await tx
    .selectFrom('letters_demand')
    .select(['edition_id', 'number', 'slug', 'wording'])
    .where('campaign_id', '=', campaign)
    .where('edition_id', 'in', editions)
    .orderBy('position')
    .execute()
  for (const row of rows) {
    const key = `${row.edition_id} ${row.number}`
    const list = found.get(key) ?? []
    list.push({ slug: row.slug, wording: row.wording })
    found.set(key, list)
  }
  return found
}

/** Where a hash was frozen, with what decides whether strangers may read it. Oldest first. */
export async function placesOfHash(tx: Tx, hash: VersionHash) {
  return await tx
    .selectFrom('letters_version as v')
    .innerJoin('letters_edition as e', (join) =>
      join.onRef('e.campaign_id', '=', 'v.campaign_id').onRef('e.edition_id', '=', 'v.edition_id'),
    )
    .innerJoin('letters_letter as l', (join) =>
      join.onRef('l.campaign_id', '=', 'e.campaign_id').onRef('l.letter_id', '=', 'e.letter_id'),
    )
    .innerJoin('letters_campaign as c', 'c.campaign_id', 'v.campaign_id')
    .select([
      'c.slug as campaignSlug',
      'c.title as campaignTitle',
      'c.time_zone as timeZone',
      'l.slug as letterSlug',
      'l.title as letterTitle',
      'l.state',
      'l.embargo_until as embargoUntil',
      'e.slug as editionSlug',
      'v.number',
      'v.canonical_text as canonicalText',
      'v.frozen_at as frozenAt',
    ])
    .where('v.version_hash', '=', hash)
    .orderBy('v.frozen_at')
    .orderBy('c.created_at')
    .execute()
}
