import type { Addressee, CampaignId, EditionId, LetterId, PartialDate, RecipientId, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { Campaign, Recipient } from './campaign.ts'
import type { Demand, Edition, Letter, Version } from './letter.ts'

/** Marks that a public fact of the campaign changed; pages built before are then stale. */
export async function touchCampaign(tx: Tx, campaign: CampaignId): Promise<void> {
  await tx
    .updateTable('letters_campaign')
    .set({ revision: sql`revision + 1` })
    .where('campaign_id', '=', campaign)
    .execute()
}

/** Adds a campaign. */
export async function insertCampaign(tx: Tx, campaign: Campaign, at: Date): Promise<void> {
  await tx
    .insertInto('letters_campaign')
    .values({
      campaign_id: campaign.id,
      slug: campaign.slug,
      title: campaign.title,
      summary: campaign.summary,
      language: campaign.language,
      time_zone: campaign.timeZone,
      lead_organization: campaign.leadOrganization ?? null,
      created_at: at,
    })
    .execute()
}

const campaignColumns = [
  'campaign_id',
  'slug',
  'title',
  'summary',
  'language',
  'time_zone',
  'lead_organization',
] as const

type CampaignRow = {
  readonly campaign_id: string
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly language: string
  readonly time_zone: string
  readonly lead_organization: string | null
}

const campaignOf = (row: CampaignRow): Campaign => ({
  id: row.campaign_id as CampaignId,
  slug: row.slug,
  title: row.title,
  summary: row.summary,
  language: row.language,
  timeZone: row.time_zone,
  leadOrganization: row.lead_organization ?? undefined,
})

/** Every campaign of this server, newest first. */
export async function allCampaigns(tx: Tx): Promise<readonly Campaign[]> {
  const rows = await tx
    .selectFrom('letters_campaign')
    .select(campaignColumns)
    .orderBy('created_at', 'desc')
    .orderBy('slug')
    .execute()
  return rows.map(campaignOf)
}

/** The campaign of a slug. */
export async function campaignBySlug(tx: Tx, slug: string): Promise<Campaign | undefined> {
  const row = await tx
    .selectFrom('letters_campaign')
    .select(campaignColumns)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row && campaignOf(row)
}

/** What decides whether pages built earlier still hold: per campaign, its revision and how many letters are public now. */
export async function campaignPulse(tx: Tx, at: Date): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('letters_campaign as c')
    .leftJoin('letters_letter as l', 'l.campaign_id', 'c.campaign_id')
    .select(({ fn }) => [
      'c.slug',
      'c.revision',
      fn
        .count<string>('l.letter_id')
        .filterWhere(({ or, and, eb }) =>
          or([
            eb('l.state', 'in', ['published', 'closed']),
            and([eb('l.state', '=', 'embargoed'), eb('l.embargo_until', '<=', at)]),
          ]),
        )
        .as('open'),
    ])
    .groupBy(['c.slug', 'c.revision'])
    .execute()
  return new Map(rows.map((row) => [row.slug, `${row.revision}.${row.open}`]))
}

/** Adds recipients, in order. */
export async function insertRecipients(
  tx: Tx,
  campaign: CampaignId,
  recipients: readonly Recipient[],
  first: number,
): Promise<void> {
  if (recipients.length === 0) return
  await tx
    .insertInto('letters_recipient')
    .values(
      recipients.map((recipient, index) => ({
        campaign_id: campaign,
        recipient_id: recipient.id,
        slug: recipient.slug,
        name: recipient.name,
        full_name: recipient.fullName ?? null,
        position: first + index,
      })),
    )
    .execute()
}

/** The campaign's recipients in their order. */
export async function recipientsOf(tx: Tx, campaign: CampaignId): Promise<readonly Recipient[]> {
  const rows = await tx
    .selectFrom('letters_recipient')
    .select(['recipient_id', 'slug', 'name', 'full_name'])
    .where('campaign_id', '=', campaign)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.recipient_id as RecipientId,
    slug: row.slug,
    name: row.name,
    fullName: row.full_name ?? undefined,
  }))
}

/** Adds a letter without its editions. */
export async function insertLetter(tx: Tx, campaign: CampaignId, letter: Letter, at: Date): Promise<void> {
  await tx
    .insertInto('letters_letter')
    .values((eb) => ({
      campaign_id: campaign,
      letter_id: letter.id,
      slug: letter.slug,
      title: letter.title,
      language: letter.language,
      source: letter.source,
      state: letter.state,
      embargo_until: letter.embargoUntil ?? null,
      closed_at: letter.closedAt ?? null,
      follows_letter_id: letter.follows ?? null,
      position: eb
        .selectFrom('letters_letter')
        .where('campaign_id', '=', campaign)
        .select(({ fn }) => sql<number>`${fn.coalesce(fn.max('position'), sql<number>`0`)} + 1`.as('next')),
      created_at: at,
    }))
    .execute()
}

/** The campaign's letters in their order. */
export async function lettersOf(tx: Tx, campaign: CampaignId): Promise<readonly Letter[]> {
  const rows = await tx
    .selectFrom('letters_letter')
    .select([
      'letter_id',
      'slug',
      'title',
      'language',
      'source',
      'state',
      'embargo_until',
      'closed_at',
      'follows_letter_id',
    ])
    .where('campaign_id', '=', campaign)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.letter_id as LetterId,
    slug: row.slug,
    title: row.title,
    language: row.language,
    source: row.source,
    state: row.state as Letter['state'],
    embargoUntil: row.embargo_until ?? undefined,
    closedAt: row.closed_at ?? undefined,
    follows: (row.follows_letter_id as LetterId | null) ?? undefined,
  }))
}

/** Sets a letter's state with the moments that belong to it. */
export async function updateState(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  next: Pick<Letter, 'state' | 'embargoUntil' | 'closedAt'>,
): Promise<void> {
  await tx
    .updateTable('letters_letter')
    .set({ state: next.state, embargo_until: next.embargoUntil ?? null, closed_at: next.closedAt ?? null })
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .execute()
}

/** Adds a letter's editions with their addressees, in order. */
export async function insertEditions(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  editions: readonly Edition[],
): Promise<void> {
  if (editions.length === 0) return
  await tx
    .insertInto('letters_edition')
    .values(
      editions.map((edition, position) => ({
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
        position,
      })),
    )
    .execute()
  const rows = editions.flatMap((edition) => [
    ...addresseeRows(campaign, edition.id, edition.addressees, false),
    ...addresseeRows(campaign, edition.id, edition.copies, true),
  ])
  if (rows.length > 0) await tx.insertInto('letters_addressee').values(rows).execute()
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

/** A letter's editions with their addressees, in order. */
export async function editionsOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Edition[]> {
  const rows = await tx
    .selectFrom('letters_edition')
    .select([
      'edition_id',
      'recipient_id',
      'slug',
      'language',
      'printed_title',
      'printed_date',
      'salutation',
      'closing',
    ])
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .orderBy('position')
    .execute()
  const people = await addresseesOf(
    tx,
    campaign,
    rows.map((row) => row.edition_id),
  )
  return rows.map((row) => ({
    id: row.edition_id as EditionId,
    slug: row.slug,
    recipient: row.recipient_id as RecipientId,
    language: row.language,
    printedTitle: row.printed_title ?? undefined,
    date: (row.printed_date as PartialDate | null) ?? undefined,
    salutation: row.salutation ?? undefined,
    closing: row.closing ?? undefined,
    addressees: people.filter((one) => one.edition === row.edition_id && !one.isCopy).map((one) => one.addressee),
    copies: people.filter((one) => one.edition === row.edition_id && one.isCopy).map((one) => one.addressee),
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

/** Every version of some editions, oldest first. */
export async function versionsOf(
  tx: Tx,
  campaign: CampaignId,
  editions: readonly EditionId[],
): Promise<readonly Version[]> {
  if (editions.length === 0) return []
  const rows = await tx
    .selectFrom('letters_version')
    .select(['edition_id', 'number', 'version_hash', 'canonical_text', 'frozen_at'])
    .where('campaign_id', '=', campaign)
    .where('edition_id', 'in', editions)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    edition: row.edition_id as EditionId,
    number: row.number,
    hash: row.version_hash as VersionHash,
    canonicalText: row.canonical_text,
    frozenAt: row.frozen_at,
  }))
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

/** Whether this server has any campaign at all. */
export async function hasCampaigns(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('letters_campaign').select('campaign_id').limit(1).executeTakeFirst()) !== undefined
}
