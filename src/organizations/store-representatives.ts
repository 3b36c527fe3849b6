import type { CampaignId, SignOnId } from '#kernel'
import type { Tx } from '#platform'

/** Who speaks for a sign-on, or will. */
export type RepresentativeRow = {
  readonly campaign: CampaignId
  readonly signOn: SignOnId
  readonly term: number
  readonly sealed: Buffer | undefined
  readonly mark: Buffer | undefined
  readonly since: Date
  readonly confirmedAt: Date | undefined
  readonly returnedAt: Date | undefined
}

/** Adds a representative, in the place of one of the same term whose mailbox never answered. */
export async function putRepresentative(
  tx: Tx,
  row: RepresentativeRow & { readonly sealed: Buffer; readonly mark: Buffer },
): Promise<void> {
  const columns = {
    sealed: row.sealed,
    address_mark: row.mark,
    since: row.since,
    confirmed_at: row.confirmedAt ?? null,
    returned_at: null,
  }
  await tx
    .insertInto('organizations_representative')
    .values({ campaign_id: row.campaign, sign_on_id: row.signOn, term: row.term, ...columns })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'sign_on_id', 'term']).doUpdateSet(columns))
    .execute()
}

/** All representatives of a sign-on, in turn. */
export async function representativesOf(
  tx: Tx,
  campaign: CampaignId,
  signOn: SignOnId,
): Promise<readonly RepresentativeRow[]> {
  const rows = await tx
    .selectFrom('organizations_representative')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .orderBy('term')
    .execute()
  return rows.map((row) => ({
    campaign,
    signOn,
    term: row.term,
    sealed: row.sealed ?? undefined,
    mark: row.address_mark ?? undefined,
    since: row.since,
    confirmedAt: row.confirmed_at ?? undefined,
    returnedAt: row.returned_at ?? undefined,
  }))
}

/** The mailbox of a successor answered. */
export async function confirmRepresentative(
  tx: Tx,
  campaign: CampaignId,
  { signOn, term }: { readonly signOn: SignOnId; readonly term: number },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('organizations_representative')
    .set({ confirmed_at: at })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .where('term', '=', term)
    .execute()
}

/** Takes away what is personal of every representative of a sign-on. */
export async function clearRepresentatives(tx: Tx, campaign: CampaignId, signOn: SignOnId, at: Date): Promise<void> {
  await tx
    .updateTable('organizations_representative')
    .set({ sealed: null, address_mark: null, forgotten_at: at })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .where('forgotten_at', 'is', null)
    .execute()
}

/** The gathered line of an organization on a letter that an inbox speaks for, if it stands. */
export async function lineOfInbox(
  tx: Tx,
  campaign: CampaignId,
  { organization, letter, mark }: { readonly organization: string; readonly letter: string; readonly mark: Buffer },
): Promise<SignOnId | undefined> {
  const row = await tx
    .selectFrom('organizations_sign_on as s')
    .innerJoin('organizations_representative as r', (join) =>
      join
        .onRef('r.campaign_id', '=', 's.campaign_id')
        .onRef('r.sign_on_id', '=', 's.sign_on_id')
        .onRef('r.term', '=', 's.term'),
    )
    .select('s.sign_on_id')
    .where('s.campaign_id', '=', campaign)
    .where('s.letter_id', '=', letter)
    .where('s.organization_id', '=', organization)
    .where('s.origin', '=', 'gathered')
    .where('s.withdrawn_at', 'is', null)
    .where('r.address_mark', '=', mark)
    .executeTakeFirst()
  return row && (row.sign_on_id as SignOnId)
}
