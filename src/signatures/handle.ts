import type { CampaignId, SignatureId } from '#kernel'
import type { Vault } from '#platform'

/** Leads whoever has just signed back to their wish: all of it travels with them, sealed, and nothing is looked up by it. */
export type Handle = {
  readonly campaign: CampaignId
  readonly pending: SignatureId
  /** What the next page wants to remember of the form. */
  readonly note: string
}

const bound = 'sign handle 2'
const idLength = 36

/** A handle as it stands in an address. Two handles of the same content differ, and have the same length. */
export function sealHandle(vault: Vault, { campaign, pending, note }: Handle): string {
  // Not compressed: its length tells how much was typed, and nothing else.
  return vault.seal(campaign + pending + note, bound).toString('base64url')
}

/** Opens what stands in an address; `undefined` when we did not seal it, or long ago under a key that is gone. */
export function openHandle(vault: Vault, text: string): Handle | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined
  const opened = vault.open(Buffer.from(text, 'base64url'), bound)
  if (opened === undefined) return undefined
  // Only what we sealed opens, so its shape is ours.
  return {
    campaign: opened.slice(0, idLength) as CampaignId,
    pending: opened.slice(idLength, 2 * idLength) as SignatureId,
    note: opened.slice(2 * idLength),
  }
}
