import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'

/** The headings of a list in order. */
export async function groupNames(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('organizations_group')
    .select('name')
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .orderBy('position')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** Names the headings of a list in order, in the place of those before. */
export async function putGroups(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  names: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('organizations_group')
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .execute()
  if (names.length === 0) return
  await tx
    .insertInto('organizations_group')
    .values(names.map((name, position) => ({ campaign_id: campaign, letter_id: letter, name, position })))
    .execute()
}
