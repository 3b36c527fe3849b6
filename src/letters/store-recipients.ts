import type { CampaignId, EditionId, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import type { Recipient } from './campaign.ts'

/** The editions to some recipients, in all letters, and whether a text of them was fixed. */
export async function editionsToRecipients(
  tx: Tx,
  campaign: CampaignId,
  recipients: readonly RecipientId[],
): Promise<readonly { readonly id: EditionId; readonly recipient: RecipientId; readonly isFrozen: boolean }[]> {
  if (recipients.length === 0) return []
  const rows = await tx
    .selectFrom('letters_edition as e')
    .leftJoin('letters_version as v', (join) =>
      join
        .onRef('v.campaign_id', '=', 'e.campaign_id')
        .onRef('v.edition_id', '=', 'e.edition_id')
        .on('v.number', '=', 1),
    )
    .select(['e.edition_id', 'e.recipient_id', 'v.number'])
    .where('e.campaign_id', '=', campaign)
    .where('e.recipient_id', 'in', recipients)
    .execute()
  return rows.map((row) => ({
    id: row.edition_id as EditionId,
    recipient: row.recipient_id as RecipientId,
    isFrozen: row.number !== null,
  }))
}

/** Takes recipients away. To be asked only for those that no edition is for. */
export async function deleteRecipients(
  tx: Tx,
  campaign: CampaignId,
  recipients: readonly RecipientId[],
): Promise<void> {
  if (recipients.length === 0) return
  await tx
    .deleteFrom('letters_recipient')
    .where('campaign_id', '=', campaign)
    .where('recipient_id', 'in', recipients)
    .execute()
}

/** Keeps recipients with their names, in this order. */
export async function putRecipients(tx: Tx, campaign: CampaignId, recipients: readonly Recipient[]): Promise<void> {
  if (recipients.length === 0) return
  await tx
    .insertInto('letters_recipient')
    .values(
      recipients.map(({ id, slug, name, fullName }, position) => ({
        campaign_id: campaign,
        recipient_id: id,
        slug,
        name,
        full_name: fullName ?? null,
        position,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['campaign_id', 'recipient_id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        full_name: eb.ref('excluded.full_name'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute()
}
