import { sql } from 'kysely'
import type { CampaignId, EditionId, LetterId, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { letterFactColumns, versionsOfLetter, type LetterFactsRow } from './store-letter-facts.ts'

/** A letter with one version of one edition, with an edition without versions, or with none. */
export type GatheringRow = LetterFactsRow & {
  readonly campaign: CampaignId
  readonly campaignSlug: string
  readonly campaignTitle: string
  readonly timeZone: string
  readonly revision: number
  readonly edition: EditionId | null
  readonly slugOfEdition: string | null
  readonly recipient: string | null
  readonly number: number | null
  readonly hash: VersionHash | null
  readonly frozenAt: Date | null
}

const columns = sql`
  c.campaign_id as campaign, c.slug as "campaignSlug", c.title as "campaignTitle", c.time_zone as "timeZone",
  c.revision, ${letterFactColumns}, e.edition_id as edition,
  e.slug as "slugOfEdition", r.name as recipient, v.number, v.version_hash as hash, v.frozen_at as "frozenAt"`
const inOrder = sql`order by l.position, l.letter_id, e.position, e.edition_id, v.number`

/** A letter, or all of a campaign, with every version of every edition: all in order, of an edition the oldest first. */
export async function gatheringRows(tx: Tx, campaign: CampaignId, letter?: LetterId): Promise<readonly GatheringRow[]> {
  const { rows } = await sql<GatheringRow>`
    select ${columns} from letters_letter l join letters_campaign c using (campaign_id) ${versionsOfLetter}
     where l.campaign_id = ${campaign} and (${letter ?? null}::uuid is null or l.letter_id = ${letter ?? null}::uuid)
     ${inOrder}`.execute(tx)
  return rows
}

/**
 * The facts of a campaign that its letters do not hold; the summary stands in the first row alone. With them, when the
 * letter's source was saved last.
 */
type CampaignFacts = {
  readonly savedAt: Date | null
  readonly campaignLanguage: string
  readonly leadOrganization: string | null
  readonly summary: string | null
}

/** A campaign by its slug with the same rows; one that has no letter gives one row without a letter. */
export async function campaignRows(
  tx: Tx,
  slug: string,
): Promise<readonly (CampaignFacts & Omit<GatheringRow, 'id'> & { readonly id: LetterId | null })[]> {
  const { rows } = await sql<CampaignFacts & Omit<GatheringRow, 'id'> & { readonly id: LetterId | null }>`
    select ${columns}, c.language as "campaignLanguage", c.lead_organization as "leadOrganization",
           case when row_number() over (${inOrder}) = 1 then c.summary end as summary, s.saved_at as "savedAt"
      from letters_campaign c left join letters_letter l using (campaign_id) ${versionsOfLetter}
      left join letters_save s
        on (s.campaign_id, s.letter_id, s.revision) = (l.campaign_id, l.letter_id, l.revision)
     where c.slug = ${slug} ${inOrder}`.execute(tx)
  return rows
}

/** The canonical texts of some versions of a campaign, each hash once. */
export async function canonicalTexts(
  tx: Tx,
  campaign: CampaignId,
  hashes: readonly VersionHash[],
): Promise<readonly { readonly hash: VersionHash; readonly text: string }[]> {
  if (hashes.length === 0) return []
  const rows = await tx
    .selectFrom('letters_version')
    .distinctOn('version_hash')
    .select(['version_hash', 'canonical_text'])
    .where('campaign_id', '=', campaign)
    .where('version_hash', 'in', hashes)
    .orderBy('version_hash')
    .execute()
  return rows.map((row) => ({ hash: row.version_hash as VersionHash, text: row.canonical_text }))
}
