import { fold, type CampaignId, type SignatureId } from '#kernel'
import type { Vault } from '#platform'
import { canonicalAddress } from './canonical-address.ts'
import { uuidOf } from './link.ts'
import type { Wish } from './wish.ts'

/**
 * By what an inbox is recognized within a campaign, and by what a signer is: 16 bytes that tell nothing without the key.
 * They are the same unless two people may share an inbox: then a signer is the inbox and the name.
 */
export function marksOf(
  vault: Vault,
  { campaign, email, name }: Pick<Wish, 'campaign' | 'email' | 'name'>,
  sharedInbox: boolean,
): { readonly inbox: Buffer; readonly signer: Buffer } {
  const address = `${campaign}\n${canonicalAddress(email)}`
  const inbox = shortMark(vault, address)
  return { inbox, signer: sharedInbox ? shortMark(vault, `${address}\n${fold(name)}`) : inbox }
}

// A copy of its own: the rest of what it is cut from would otherwise live as long.
const shortMark = (vault: Vault, of: string): Buffer => Buffer.from(vault.mark('address', of).subarray(0, 16))

/**
 * The id of a wish: a keyed hash of everything on the form but how it was handled, as a UUID version 8 (RFC 9562). The
 * same form twice has one id, and nobody without the key can test a guess of it.
 */
export function pendingIdOf(vault: Vault, wish: Wish, mark: Buffer, versions: Buffer): SignatureId {
  const { campaign, letter, name, email, place, occupation, comment, showsName, hears, consent, language } = wish
  const form = JSON.stringify([name, email, place, occupation, comment, showsName, hears, consent, language])
  const bytes = vault.mark('wish', campaign, letter, mark, versions, form)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return uuidOf(bytes) as SignatureId
}

/** How long a code lives from when its mail was handed over, and how often it may be typed wrong. */
export const codeLife = { milliseconds: 10 * 60_000, tries: 5 } as const

/** The six digits of a wish's mail; others each time one is sent. */
export function codeOf(vault: Vault, campaign: CampaignId, id: SignatureId, sentAt: Date): string {
  const mark = vault.mark('code', campaign, id, String(sentAt.getTime()))
  // 48 bits leave no digit likelier than another by more than one in two hundred million.
  return String(mark.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
