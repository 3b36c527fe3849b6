import type { AssessmentId, CampaignId, DeliveryId, ReplyId } from '#kernel'
import type { Vault } from '#platform'

/**
 * What a recipient may see and sign by its link: a letter as it was delivered, a judgment before it is published, or what
 * was published about it.
 */
export type LinkedTo = { readonly campaign: CampaignId; readonly subject: AssessmentId | DeliveryId | ReplyId }

const markBytes = 16
const idBytes = 16

/** The token of a recipient's link: whoever holds it speaks for the recipient about this one thing, and about nothing else. */
export function recipientToken(vault: Vault, { campaign, subject }: LinkedTo): string {
  const ids = Buffer.concat([bytesOf(campaign), bytesOf(subject)])
  return Buffer.concat([ids, markOf(vault, ids)]).toString('base64url')
}

/** What a token is for; `undefined` for every one that this server has not made. */
export function readRecipientToken(vault: Vault, token: string): LinkedTo | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 2 * idBytes + markBytes || bytes.toString('base64url') !== token) return undefined
  const ids = bytes.subarray(0, 2 * idBytes)
  if (!vault.holds('link', bytes.subarray(2 * idBytes), ...partsOf(ids))) return undefined
  return { campaign: idOf<CampaignId>(ids.subarray(0, idBytes)), subject: idOf(ids.subarray(idBytes)) }
}

const partsOf = (ids: Uint8Array) => ['recipient', ids] as const

const markOf = (vault: Vault, ids: Uint8Array): Uint8Array => vault.mark('link', ...partsOf(ids)).subarray(0, markBytes)

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

function idOf<Id extends string>(bytes: Buffer): Id {
  const hex = bytes.toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id
}
