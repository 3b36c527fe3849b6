import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import type { Consent, SigningSettings } from './settings.ts'

/** How campaigns gather signatures; those that do not are not among them. */
export async function settingsOf(
  tx: Tx,
  campaigns: readonly CampaignId[],
): Promise<ReadonlyMap<CampaignId, SigningSettings>> {
  if (campaigns.length === 0) return new Map()
  const rows = await tx.selectFrom('signatures_settings').selectAll().where('campaign_id', 'in', campaigns).execute()
  return new Map(
    rows.map((row): [CampaignId, SigningSettings] => [
      row.campaign_id as CampaignId,
      {
        controller: row.controller,
        contact: row.contact,
        daysKept: row.days_kept,
        asksPlace: row.asks_place,
        asksOccupation: row.asks_occupation,
        asksComment: row.asks_comment,
        sharedInbox: row.shared_inbox,
        hearFrom: row.hear_from ?? undefined,
        openedAt: row.opened_at,
      },
    ]),
  )
}

/** Keeps how a campaign gathers signatures, from now on; when it first did stays. */
export async function keepSettings(tx: Tx, campaign: CampaignId, settings: SigningSettings): Promise<void> {
  const row = {
    controller: settings.controller,
    contact: settings.contact,
    days_kept: settings.daysKept,
    asks_place: settings.asksPlace,
    asks_occupation: settings.asksOccupation,
    asks_comment: settings.asksComment,
    shared_inbox: settings.sharedInbox,
    hear_from: settings.hearFrom ?? null,
  }
  await tx
    .insertInto('signatures_settings')
    .values({ campaign_id: campaign, ...row, opened_at: settings.openedAt })
    .onConflict((conflict) => conflict.column('campaign_id').doUpdateSet(row))
    .execute()
}

/** The wordings agreed to in a campaign, oldest first. */
export async function consentsOf(tx: Tx, campaign: CampaignId): Promise<readonly Consent[]> {
  return tx
    .selectFrom('signatures_consent')
    .select(['number', 'language', 'wording'])
    .where('campaign_id', '=', campaign)
    .orderBy('number')
    .execute()
}

/** Adds a wording. */
export async function insertConsent(tx: Tx, campaign: CampaignId, consent: Consent, at: Date): Promise<void> {
  await tx
    .insertInto('signatures_consent')
    .values({ campaign_id: campaign, ...consent, used_from: at })
    .execute()
}

/** The campaigns that gather signatures. */
export async function signingCampaigns(tx: Tx): Promise<readonly CampaignId[]> {
  const rows = await tx.selectFrom('signatures_settings').select('campaign_id').orderBy('campaign_id').execute()
  return rows.map(({ campaign_id }) => campaign_id as CampaignId)
}
