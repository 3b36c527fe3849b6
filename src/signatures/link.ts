import type { CampaignId, SignatureId } from '#kernel'
import type { Vault } from '#platform'

/**
 * What a link in a mail opens. `confirm` and `not-me` carry the id of a wish (which becomes that of the signature),
 * `signed` and `unsubscribe` that of a signature. A link of one kind is none of another.
 */
export type LinkKind = 'confirm' | 'not-me' | 'signed' | 'unsubscribe'

/** What a link names. */
export type LinkTarget = { readonly campaign: CampaignId; readonly id: SignatureId }

const idBytes = 32
const macBytes = 16

/**
 * The secret part of a link: campaign and id, and a mark (128 bits) under a key outside the database, so that whoever
 * reads the database cannot make one. 65 characters of base64url with a dot between.
 */
export function linkOf(vault: Vault, kind: LinkKind, campaign: CampaignId, id: SignatureId): string {
  const ids = Buffer.from(`${campaign}${id}`.replaceAll('-', ''), 'hex')
  const mac = vault.mark('link', kind, ids).subarray(0, macBytes)
  return `${ids.toString('base64url')}.${mac.toString('base64url')}`
}

/** Reads a link of one kind; `undefined` unless we made exactly this text, under a key still valid. */
export function parseLink(vault: Vault, kind: LinkKind, text: string): LinkTarget | undefined {
  const match = /^([\w-]{43})\.([\w-]{22})$/.exec(text)
  if (!match) return undefined
  const [, first = '', second = ''] = match
  const ids = Buffer.from(first, 'base64url')
  const mac = Buffer.from(second, 'base64url')
  if (ids.length !== idBytes || mac.length !== macBytes) return undefined
  // Base64url has spare bits at the end: only the one spelling counts, so that a link is one string.
  if (ids.toString('base64url') !== first || mac.toString('base64url') !== second) return undefined
  if (!vault.holds('link', mac, kind, ids)) return undefined
  return { campaign: uuidOf(ids.subarray(0, 16)) as CampaignId, id: uuidOf(ids.subarray(16)) as SignatureId }
}

/** Sixteen bytes as a UUID is written. */
export function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
