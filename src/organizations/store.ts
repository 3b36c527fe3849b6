import type { CampaignId, EditionId, LetterId, OrganizationId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import { batches } from './batches.ts'
import type { KeptSignOn, ListSettings, SignOn } from './sign-on.ts'

/** Sets how a letter's list is ordered. */
export async function insertListSettings(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  settings: ListSettings,
): Promise<void> {
  await tx
    .insertInto('organizations_list')
    .values({ campaign_id: campaign, letter_id: letter, ordering: settings.ordering, articles: settings.articles })
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'letter_id'])
        .doUpdateSet({ ordering: settings.ordering, articles: settings.articles }),
    )
    .execute()
}

/** How a letter's list is ordered; as printed where nobody said otherwise. */
export async function listSettings(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<ListSettings> {
  const row = await tx
    .selectFrom('organizations_list')
    .select(['ordering', 'articles'])
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .executeTakeFirst()
  return {
    ordering: row?.ordering === 'alphabetical' ? 'alphabetical' : 'as-printed',
    articles: row?.articles === 'skipped' ? 'skipped' : 'kept',
  }
}

/** Adds sign-ons of a letter with the editions each covers. */
export async function insertSignOns(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  signOns: readonly SignOn[],
): Promise<void> {
  for (const batch of batches(signOns))
    await tx
      .insertInto('organizations_sign_on')
      .values(batch.map((one) => signOnRow(campaign, letter, one)))
      .execute()
  const covered = signOns.flatMap((one) =>
    one.editions.map((edition) => ({ campaign_id: campaign, edition_id: edition, sign_on_id: one.id })),
  )
  for (const batch of batches(covered)) await tx.insertInto('organizations_sign_on_edition').values(batch).execute()
}

const signOnRow = (campaign: CampaignId, letter: LetterId, one: SignOn) => ({
  campaign_id: campaign,
  sign_on_id: one.id,
  letter_id: letter,
  position: one.position,
  kind: one.kind,
  organization_id: one.organization ?? null,
  name: one.name,
  letterhead_name: one.letterheadName ?? null,
  signature_name: one.signatureName ?? null,
  lead_position: one.leadPosition ?? null,
  title: one.title ?? null,
  affiliation: one.affiliation ?? null,
  representative: one.representative ?? null,
  group_name: one.group ?? null,
  country: one.country ?? null,
  note: one.note ?? null,
})

/** Sign-ons with the editions and the organization of each, in stored order; which of them, the caller adds. */
const askSignOns = (tx: Tx, campaign: CampaignId) =>
  tx
    .selectFrom('organizations_sign_on as s')
    .leftJoin('organizations_sign_on_edition as e', (join) =>
      join.onRef('e.campaign_id', '=', 's.campaign_id').onRef('e.sign_on_id', '=', 's.sign_on_id'),
    )
    .leftJoin('organizations_organization as o', (join) =>
      join.onRef('o.campaign_id', '=', 's.campaign_id').onRef('o.organization_id', '=', 's.organization_id'),
    )
    .select([
      's.sign_on_id',
      's.letter_id',
      's.position',
      's.kind',
      's.organization_id',
      's.name',
      's.letterhead_name',
      's.signature_name',
      'o.slug',
      sql<string | null>`coalesce(s.sort_key, o.sort_key)`.as('sort_key'),
      's.lead_position',
      's.title',
      's.affiliation',
      's.representative',
      's.group_name',
      's.country',
      's.note',
      sql<string[]>`coalesce(array_agg(e.edition_id::text) filter (where e.edition_id is not null), '{}')`.as(
        'editions',
      ),
    ])
    .where('s.campaign_id', '=', campaign)
    .where('s.origin', '=', 'recorded')
    .groupBy(['s.campaign_id', 's.sign_on_id', 'o.slug', 'o.sort_key'])
    .orderBy('s.position')

type SignOnRow = Awaited<ReturnType<ReturnType<typeof askSignOns>['execute']>>[number]

const signOnOf = (row: SignOnRow): KeptSignOn => ({
  id: row.sign_on_id as SignOnId,
  letter: row.letter_id as LetterId,
  position: row.position,
  kind: row.kind === 'person' ? 'person' : 'organization',
  organization: (row.organization_id as OrganizationId | null) ?? undefined,
  organizationSlug: row.slug ?? undefined,
  name: row.name,
  letterheadName: row.letterhead_name ?? undefined,
  signatureName: row.signature_name ?? undefined,
  sortKey: row.sort_key ?? undefined,
  leadPosition: row.lead_position ?? undefined,
  title: row.title ?? undefined,
  affiliation: row.affiliation ?? undefined,
  representative: row.representative ?? undefined,
  group: row.group_name ?? undefined,
  country: row.country ?? undefined,
  note: row.note ?? undefined,
  editions: row.editions as EditionId[],
})

/** The recorded sign-ons of a letter in stored order; gathered ones are printed by `printedSignOns` alone. */
export async function signOnsOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly KeptSignOn[]> {
  const rows = await askSignOns(tx, campaign).where('s.letter_id', '=', letter).execute()
  return rows.map(signOnOf)
}

/** One recorded line. */
export async function recordedLineOf(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<KeptSignOn | undefined> {
  const row = await askSignOns(tx, campaign).where('s.sign_on_id', '=', signOn).executeTakeFirst()
  return row && signOnOf(row)
}

/** Every recorded line on which the organization of a slug stands, on the lists of all letters of its campaign, whatever their state. */
export async function signOnsOfOrganization(
  tx: Tx,
  campaign: CampaignId,
  slug: string,
): Promise<readonly KeptSignOn[]> {
  const rows = await askSignOns(tx, campaign).where('o.slug', '=', slug).execute()
  return rows.map(signOnOf)
}

/** How many recorded lines stand on the list of each letter of a campaign. */
export async function signOnCounts(tx: Tx, campaign: CampaignId): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('organizations_sign_on')
    .select(['letter_id', sql<number>`count(*)::int`.as('lines')])
    .where('campaign_id', '=', campaign)
    .where('origin', '=', 'recorded')
    .groupBy('letter_id')
    .execute()
  return new Map(rows.map((row) => [row.letter_id, row.lines]))
}

/** No list of the letter has more lines than this; one look-up, whatever the length. */
export async function lastPositionOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<number> {
  const row = await tx
    .selectFrom('organizations_sign_on')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .executeTakeFirst()
  return row?.last ?? 0
}
