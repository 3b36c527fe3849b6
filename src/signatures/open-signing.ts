import { Fault, wordsFor, type Means } from '#kernel'
import { logOf, openLog } from '#ledger'
import { logOpenVersions, touchCampaign, type Campaign } from '#letters'
import type { Tx } from '#platform'
import type { Consent, SigningSettings, SigningWish } from './settings.ts'
import { consentsOf, insertConsent, keepSettings, settingsOf } from './store-settings.ts'

/** What opening or changing came to. */
export type SigningOpened = {
  readonly kind: 'opened' | 'changed'
  readonly settings: SigningSettings
  /** The wording agreed to from now on. */
  readonly consent: Consent
  /** Of the campaign's log; fixed when it was first opened. */
  readonly origin: string
}

/**
 * Opens signing for a campaign: its log, with a leaf for every version that strangers may read, its settings, and the sentence
 * that signers agree to. Or changes how it gathers signatures; the log and its origin stay, and a sentence that reads
 * otherwise now gets the next number.
 */
export async function openSigning(
  tx: Tx,
  campaign: Campaign,
  wish: SigningWish,
  origin: string,
  means: Means,
): Promise<SigningOpened> {
  const at = means.now()
  const before = (await settingsOf(tx, [campaign.id])).get(campaign.id)
  const settings: SigningSettings = { ...wish, openedAt: before?.openedAt ?? at }
  await keepSettings(tx, campaign.id, settings)
  const consent = await consentNow(tx, campaign, wish, at)
  await openLog(tx, campaign.id, origin, means)
  await logOpenVersions(tx, campaign.id, at)
  await touchCampaign(tx, campaign.id)
  const log = await logOf(tx, campaign.id)
  if (!log) throw new Fault('internal', 'a log was opened and is not there')
  return { kind: before ? 'changed' : 'opened', settings, consent, origin: log.origin }
}

async function consentNow(tx: Tx, { id, language }: Campaign, { controller }: SigningWish, at: Date): Promise<Consent> {
  const wording = wordsFor(language).signing.agreement(controller)
  const latest = (await consentsOf(tx, id)).at(-1)
  if (latest?.wording === wording && latest.language === language) return latest
  const consent: Consent = { number: (latest?.number ?? 0) + 1, language, wording }
  await insertConsent(tx, id, consent, at)
  return consent
}
