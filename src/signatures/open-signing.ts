import { Fault, type Means } from '#kernel'
import type { Campaign } from '#letters'
import type { Tx } from '#platform'
import type { Consent, SigningSettings, SigningWish } from './settings.ts'

/** What opening or changing came to. */
export type SigningOpened = {
  readonly kind: 'opened' | 'changed'
  readonly settings: SigningSettings
  readonly consent: Consent
  /** Of the campaign's log; fixed when it was first opened. */
  readonly origin: string
}

/** Opens signing for a campaign, or changes how it gathers signatures. */
export async function openSigning(
  _tx: Tx,
  _campaign: Campaign,
  _wish: SigningWish,
  _origin: string,
  _means: Means,
): Promise<SigningOpened> {
  throw new Fault('internal', 'not built yet')
}
