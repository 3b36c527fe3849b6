import { dayOf, type CampaignId, type LetterId, type PartialDate, type RecipientId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { Campaign, Recipient } from './campaign.ts'
import type { Letter, LetterState } from './letter.ts'

/**
 * Marks that a public fact of the campaign changed: pages and PDFs built before are then dropped. Not for what one
 * signer does: names of people stand on no stored page, and numbers follow the log.
 */
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

/** A campaign by its id. */
export async function campaignById(tx: Tx, campaign: CampaignId): Promise<Campaign | undefined> {
  const row = await tx
    .selectFrom('letters_campaign')
    .select(campaignColumns)
    .where('campaign_id', '=', campaign)
    .executeTakeFirst()
  return row && campaignOf(row)
}

/** The campaigns of these ids, by title. */
export async function campaignsByIds(tx: Tx, ids: readonly CampaignId[]): Promise<readonly Campaign[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('letters_campaign')
    .select(campaignColumns)
    .where('campaign_id', 'in', ids)
    .orderBy('title')
    .orderBy('slug')
    .execute()
  return rows.map(campaignOf)
}

/** What decides whether pages of a campaign that were built earlier still hold. */
export type CampaignPulse = {
  readonly id: CampaignId
  readonly slug: string
  /** Its revision, which every writer raises, and how many embargoes have ended, which nobody writes down. */
  readonly facts: string
  /** The day that it is there: a promise runs out, an answer is late, and nobody writes that down. */
  readonly day: PartialDate
}

/** The pulse of every campaign at a moment. */
export async function campaignPulses(tx: Tx, at: Date): Promise<readonly CampaignPulse[]> {
  const rows = await tx
    .selectFrom('letters_campaign as c')
    .leftJoin('letters_letter as l', (join) =>
      join.onRef('l.campaign_id', '=', 'c.campaign_id').on('l.embargo_until', '<=', at),
    )
    .select(({ fn }) => [
      'c.campaign_id',
      'c.slug',
      'c.revision',
      'c.time_zone',
      fn.count<string>('l.letter_id').as('ended'),
    ])
    .groupBy(['c.campaign_id', 'c.slug', 'c.revision', 'c.time_zone'])
    .execute()
  const days = new Map([...new Set(rows.map((row) => row.time_zone))].map((zone) => [zone, dayOf(at, zone)]))
  const dayIn = (zone: string): PartialDate => days.get(zone) ?? dayOf(at, zone)
  return rows.map((row) => ({
    id: row.campaign_id as CampaignId,
    slug: row.slug,
    facts: `${row.revision}.${row.ended}`,
    day: dayIn(row.time_zone),
  }))
}

/** How often public facts of campaigns have changed: whoever remembers some asks here whether they still hold. */
export async function campaignRevisions(
  tx: Tx,
  campaigns: readonly CampaignId[],
): Promise<ReadonlyMap<CampaignId, number>> {
  if (campaigns.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letters_campaign')
    .select(['campaign_id', 'revision'])
    .where('campaign_id', 'in', campaigns)
    .execute()
  return new Map(rows.map((row) => [row.campaign_id as CampaignId, row.revision]))
}

/** Changes what a campaign says of itself. */
export async function updateCampaign(tx: Tx, campaign: Campaign): Promise<void> {
  await tx
    .updateTable('letters_campaign')
    .set({
      title: campaign.title,
      summary: campaign.summary,
      language: campaign.language,
      time_zone: campaign.timeZone,
      lead_organization: campaign.leadOrganization ?? null,
    })
    .where('campaign_id', '=', campaign.id)
    .execute()
}

/** Nobody else changes the campaign's own facts until this transaction ends. */
export async function lockCampaign(tx: Tx, campaign: CampaignId): Promise<void> {
  await tx
    .selectFrom('letters_campaign')
    .select('campaign_id')
    .where('campaign_id', '=', campaign)
    .forNoKeyUpdate()
    .executeTakeFirst()
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
      sign_on_until: letter.signOnUntil ?? null,
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
      'sign_on_until',
    ])
    .where('campaign_id', '=', campaign)
    .orderBy('position')
    .execute()
  return rows.map(letterOf)
}

/** How far the letters of a campaign are open: what must be asked for every file of a campaign, and so without their texts. */
export async function doorsOf(
  tx: Tx,
  slug: string,
): Promise<readonly (Pick<Letter, 'state' | 'embargoUntil'> & { readonly campaign: CampaignId })[]> {
  const rows = await tx
    .selectFrom('letters_campaign as c')
    .innerJoin('letters_letter as l', 'l.campaign_id', 'c.campaign_id')
    .select(['c.campaign_id', 'l.state', 'l.embargo_until'])
    .where('c.slug', '=', slug)
    .execute()
  return rows.map((row) => ({
    campaign: row.campaign_id as CampaignId,
    state: row.state,
    embargoUntil: row.embargo_until ?? undefined,
  }))
}

/** Says which earlier letter a letter follows. */
export async function updateFollows(tx: Tx, campaign: CampaignId, letter: LetterId, follows: LetterId): Promise<void> {
  await tx
    .updateTable('letters_letter')
    .set({ follows_letter_id: follows })
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .execute()
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

/** Whether this server has any campaign at all. */
export async function hasCampaigns(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('letters_campaign').select('campaign_id').limit(1).executeTakeFirst()) !== undefined
}

/** A letter as its table holds it. */
type LetterRow = {
  readonly letter_id: string
  readonly slug: string
  readonly title: string
  readonly language: string
  readonly source: string
  readonly state: LetterState
  readonly embargo_until: Date | null
  readonly closed_at: Date | null
  readonly sign_on_until: Date | null
  readonly follows_letter_id: string | null
}

/** A row as the letter it is. */
export const letterOf = (row: LetterRow): Letter => ({
  id: row.letter_id as LetterId,
  slug: row.slug,
  title: row.title,
  language: row.language,
  source: row.source,
  state: row.state,
  embargoUntil: row.embargo_until ?? undefined,
  closedAt: row.closed_at ?? undefined,
  signOnUntil: row.sign_on_until ?? undefined,
  follows: (row.follows_letter_id as LetterId | null) ?? undefined,
})
