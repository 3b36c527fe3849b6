import { Fault, type CampaignId, type DeliveryId, type EmailAddress } from '#kernel'
import type { Vault } from '#platform'
import type { ProofId } from './delivery.ts'
import type { Seat } from './store-addressee.ts'

/** What the organizers say around a letter that goes by mail. */
export type SealedCover = {
  /** Where answers go when no mail comes in here. */
  readonly contact: EmailAddress | undefined
  /** Their own words above the letter; absent: ours. */
  readonly cover: string | undefined
}

/** What a seal is bound to: moved to another row, it does not open. */
export const bonds = {
  cover: (campaign: CampaignId, delivery: DeliveryId) => `delivery.cover\n${campaign}\n${delivery}`,
  address: (campaign: CampaignId, { delivery, position }: Seat) =>
    `delivery.address\n${campaign}\n${delivery}\n${position}`,
  transcript: (campaign: CampaignId, proof: ProofId) => `delivery.transcript\n${campaign}\n${proof}`,
  message: (campaign: CampaignId, proof: ProofId) => `delivery.message\n${campaign}\n${proof}`,
} as const

/** Seals what the organizers say around a letter. */
export const sealCover = (vault: Vault, bound: string, cover: SealedCover): Buffer =>
  vault.seal(JSON.stringify(cover), bound)

/** @throws Fault `bad-state` when it does not open: the keys are not those it was sealed under, or it was altered. */
export const openCover = (vault: Vault, bound: string, sealed: Uint8Array): SealedCover =>
  JSON.parse(openText(vault, bound, sealed))

/** What was sealed, as text. @throws Fault `bad-state` when it does not open. */
export function openText(vault: Vault, bound: string, sealed: Uint8Array): string {
  const plain = vault.open(sealed, bound)
  if (plain === undefined) throw new Fault('bad-state', 'what was sealed of a delivery does not open')
  return plain
}
