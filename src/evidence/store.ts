import type { CampaignId, OrganizerId, SourceId } from '#kernel'
import type { Tx } from '#platform'
import type { Source } from './source.ts'

/** Keeps a source. @returns whether it is new; a campaign has each address once. */
export async function insertSource(
  tx: Tx,
  campaign: CampaignId,
  source: Source & { readonly by: OrganizerId | undefined },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('evidence_source')
    .values({
      campaign_id: campaign,
      source_id: source.id,
      url: source.url ?? null,
      title: source.title,
      added_at: source.addedAt,
      added_by: source.by ?? null,
    })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'url']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** The source with a normalized address. */
export async function sourceByUrl(tx: Tx, campaign: CampaignId, url: string): Promise<SourceId | undefined> {
  const row = await tx
    .selectFrom('evidence_source')
    .select('source_id')
    .where('campaign_id', '=', campaign)
    .where('url', '=', url)
    .executeTakeFirst()
  return row?.source_id as SourceId | undefined
}

const columns = ['source_id', 'url', 'title', 'added_at'] as const

/** One source. */
export async function sourceRow(tx: Tx, campaign: CampaignId, source: SourceId): Promise<Source | undefined> {
  const row = await tx
    .selectFrom('evidence_source')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .where('source_id', '=', source)
    .executeTakeFirst()
  return row && sourceOf(row)
}

/** All sources of a campaign in the order they were added. */
export async function sourceRows(tx: Tx, campaign: CampaignId): Promise<readonly Source[]> {
  const rows = await tx
    .selectFrom('evidence_source')
    .select(columns)
    .where('campaign_id', '=', campaign)
    .orderBy('added_at')
    .orderBy('source_id')
    .execute()
  return rows.map(sourceOf)
}

const sourceOf = (row: {
  readonly source_id: string
  readonly url: string | null
  readonly title: string
  readonly added_at: Date
}): Source => ({
  id: row.source_id as SourceId,
  url: row.url ?? undefined,
  title: row.title,
  addedAt: row.added_at,
})

/** Every campaign that has sources. */
export async function evidenceCampaigns(tx: Tx): Promise<readonly CampaignId[]> {
  const rows = await tx.selectFrom('evidence_source').select('campaign_id').distinct().execute()
  return rows.map((row) => row.campaign_id as CampaignId)
}

/**
 * What tells whether pages that name archived copies still hold, by campaign: the copies there are, and the citations
 * they were attached to. Looks at sources are in none of them.
 */
export async function evidencePulses(tx: Tx): Promise<ReadonlyMap<CampaignId, string>> {
  const captures = await tx
    .selectFrom('evidence_capture')
    .select(({ fn }) => [
      'campaign_id',
      fn.count<string>('captured_at').as('there'),
      fn.count<string>('removed_at').as('gone'),
    ])
    .groupBy('campaign_id')
    .execute()
  const attached = await tx
    .selectFrom('evidence_attachment')
    .select(({ fn }) => ['campaign_id', fn.count<string>('source_id').as('many'), fn.max('attached_at').as('latest')])
    .groupBy('campaign_id')
    .execute()
  const latest = new Map(attached.map((row) => [row.campaign_id, `${row.many}.${row.latest?.getTime() ?? ''}`]))
  const known = new Map(captures.map((row) => [row.campaign_id, `${row.there}.${row.gone}`]))
  const campaigns = new Set([...latest.keys(), ...known.keys()])
  return new Map([...campaigns].map((id) => [id as CampaignId, `${known.get(id) ?? ''}.${latest.get(id) ?? ''}`]))
}
