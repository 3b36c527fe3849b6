import { sql } from 'kysely'
import type { CampaignId, LetterId, SignOnId, VersionHash } from '#kernel'
import type { Tx } from '#platform'

/** A leaf as it is kept beside its line. */
export type LeafRow = {
  readonly signOn: SignOnId
  readonly index: number
  readonly name: string
  readonly versions: readonly VersionHash[]
  readonly seed: Buffer
  readonly term: number
  readonly at: Date
}

/** Keeps what the log says last of lines. */
export async function putLeaves(tx: Tx, campaign: CampaignId, leaves: readonly LeafRow[]): Promise<void> {
  for (const { signOn, index, name, versions, seed, term, at } of leaves) {
    const columns = { leaf_index: index, name, versions: [...versions], seed, term, at }
    await tx
      .insertInto('organizations_leaf')
      .values({ campaign_id: campaign, sign_on_id: signOn, ...columns })
      .onConflict((conflict) =>
        conflict
          .columns(['campaign_id', 'sign_on_id'])
          .doUpdateSet({ ...columns, withdrawn_at: null, erased_at: null }),
      )
      .execute()
  }
}

/** Marks that leaves are withdrawn. */
export async function withdrawLeaves(
  tx: Tx,
  campaign: CampaignId,
  signOns: readonly SignOnId[],
  at: Date,
): Promise<void> {
  if (signOns.length === 0) return
  await tx
    .updateTable('organizations_leaf')
    .set({ withdrawn_at: at })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', 'in', signOns)
    .execute()
}

/** Marks that what is behind leaves was erased, and destroys their secrets. */
export async function eraseLeaves(tx: Tx, campaign: CampaignId, signOns: readonly SignOnId[], at: Date): Promise<void> {
  if (signOns.length === 0) return
  await tx
    .updateTable('organizations_leaf')
    .set({ erased_at: at, seed: null })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', 'in', signOns)
    .execute()
}

/** What is sealed of the representatives who speak for some lines now. */
export async function sealedOfPresent(
  tx: Tx,
  campaign: CampaignId,
  signOns: readonly SignOnId[],
): Promise<ReadonlyMap<SignOnId, { readonly term: number; readonly sealed: Buffer }>> {
  if (signOns.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: SignOnId; readonly term: number; readonly sealed: Buffer }>`
    select s.sign_on_id as id, r.term, r.sealed
      from organizations_sign_on s
      join organizations_representative r
        on (r.campaign_id, r.sign_on_id, r.term) = (s.campaign_id, s.sign_on_id, s.term)
     where s.campaign_id = ${campaign} and s.sign_on_id = any(${signOns}::uuid[]) and r.sealed is not null`.execute(tx)
  return new Map(rows.map(({ id, term, sealed }) => [id, { term, sealed }]))
}

/** Remembers as of which facts a letter's sign-ons are settled. */
export async function putSettled(tx: Tx, campaign: CampaignId, letter: LetterId, facts: string): Promise<void> {
  await tx
    .insertInto('organizations_settled')
    .values({ campaign_id: campaign, letter_id: letter, facts })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'letter_id']).doUpdateSet({ facts }))
    .execute()
}

/** A leaf with what its check needs. */
export type CheckedLeaf = {
  readonly signOn: SignOnId
  readonly index: number
  readonly name: string
  readonly versions: readonly VersionHash[]
  readonly seed: Buffer | undefined
  readonly term: number
  readonly isWithdrawn: boolean
  readonly isErased: boolean
}

/** All leaves about lines of a campaign. */
export async function leavesOf(tx: Tx, campaign: CampaignId): Promise<readonly CheckedLeaf[]> {
  const rows = await tx.selectFrom('organizations_leaf').selectAll().where('campaign_id', '=', campaign).execute()
  return rows.map((row) => ({
    signOn: row.sign_on_id as SignOnId,
    index: row.leaf_index,
    name: row.name,
    versions: row.versions as VersionHash[],
    seed: row.seed ?? undefined,
    term: row.term,
    isWithdrawn: row.withdrawn_at !== null,
    isErased: row.erased_at !== null,
  }))
}

/** What is sealed of every representative of a campaign. */
export async function sealedRows(
  tx: Tx,
  campaign: CampaignId,
): Promise<readonly { readonly signOn: SignOnId; readonly term: number; readonly sealed: Buffer }[]> {
  const rows = await tx
    .selectFrom('organizations_representative')
    .select(['sign_on_id', 'term', 'sealed'])
    .where('campaign_id', '=', campaign)
    .where('sealed', 'is not', null)
    .execute()
  return rows.flatMap(({ sign_on_id, term, sealed }) =>
    sealed ? [{ signOn: sign_on_id as SignOnId, term, sealed }] : [],
  )
}

/** The campaigns that gather organizations. */
export async function gatheringCampaigns(tx: Tx): Promise<readonly CampaignId[]> {
  const { rows } = await sql<{ readonly campaign: CampaignId }>`
    select campaign_id as campaign from organizations_sign_on where origin = 'gathered'
    union select campaign_id from organizations_wish
    union select campaign_id from organizations_ask order by 1`.execute(tx)
  return rows.map(({ campaign }) => campaign)
}
