import type { MailProofs, SignatureProof } from '#platform'

/** Who a mail is from, as far as its signatures prove it. */
export type ProvenSender =
  /** Its header names this one address, and the address's domain (or one above it) signed header and body. */
  | { readonly kind: 'proved'; readonly address: string; readonly domain: string }
  | { readonly kind: 'unproved' }
  /** Nobody answered for the key: hand the same mail in again. */
  | { readonly kind: 'later' }

/** Judges what a mail carries of proofs (DKIM, RFC 6376). SPF and forwarders' words prove nothing about who wrote. */
export function provenSender({ from, signatures }: MailProofs, at: Date): ProvenSender {
  const [address, ...others] = from
  const domain = address?.split('@').at(-1)?.toLowerCase()
  if (address === undefined || others.length > 0 || domain === undefined || domain === '') return { kind: 'unproved' }
  const own = signatures.filter((one) => isAbove(one.domain, domain) && isWhole(one, at))
  if (own.some(({ holds }) => holds === 'whole')) return { kind: 'proved', address: address.toLowerCase(), domain }
  return { kind: own.some(({ holds }) => holds === 'unanswered') ? 'later' : 'unproved' }
}

const isAbove = (signing: string | undefined, domain: string): boolean =>
  signing !== undefined && (signing === domain || domain.endsWith(`.${signing}`))

/** What is signed is all of it, by a key in earnest use. */
const isWhole = ({ limitsBody, isTest, signedFields, endsAt }: SignatureProof, at: Date): boolean =>
  !limitsBody && !isTest && signedFields.includes('from') && (endsAt === undefined || endsAt > at)
