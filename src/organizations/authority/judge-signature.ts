import type { DomainName, SignatureProof } from '#platform'
import { domainLine } from './domain-line.ts'
import type { SignatureDoubt, SignatureRefusal } from './verdict.ts'

/** What one signature of a mail is worth for an organization. */
export type SignatureVerdict =
  | { readonly kind: 'good'; readonly doubts: readonly SignatureDoubt[] }
  | { readonly kind: 'bad'; readonly reason: SignatureRefusal }
  | { readonly kind: 'unanswered' }

const minuteMs = 60_000
/** Clocks of mail servers disagree by minutes. */
const clockToleranceMs = 15 * minuteMs
/** RFC 8301 section 3.2 asks signers for 2048 bits and tells readers to take 1024. */
const shortKeyBits = 2048

// What no mail program writes by accident. A sloppy record of the key is another matter: it is the organization's own.
const recordOddities: ReadonlySet<string> = new Set(['key-syntax', 'key-v-syntax', 'key-type-inferred'])
const signedAlgorithms: ReadonlySet<string> = new Set(['rsa-sha256', 'ed25519-sha256'])

/**
 * Judges one DKIM signature of a mail. Only the From's own domain signing is beyond doubt (strict alignment). Relaxed
 * alignment, which the standard allows, takes any name below one registration for the same person; but a subdomain may
 * be a department, a student or a mailing service, so what is of one line of descent goes to a person, and what is
 * merely beside it proves nothing.
 */
export function judgeSignature(signature: SignatureProof, from: DomainName, now: Date): SignatureVerdict {
  const { domain, holds } = signature
  const line = domain === undefined ? 'other' : domainLine(domain, from)
  if (line === 'other' || line === 'beside') return bad('signed-by-other-domain')
  const reason = refusalOf(signature, now)
  if (reason !== undefined) return bad(reason)
  if (holds === 'unanswered') return { kind: 'unanswered' }
  const doubts: readonly (SignatureDoubt | false)[] = [
    line === 'above' && 'signed-by-parent-domain',
    line === 'below' && 'signed-by-subdomain',
    holds === 'header' && 'body-changed',
    signature.keyBits !== undefined && signature.keyBits < shortKeyBits && 'key-short',
    signature.isTest && 'key-on-trial',
    signature.oddities.some((one) => recordOddities.has(one)) && 'key-record-odd',
  ]
  return { kind: 'good', doubts: doubts.filter((one) => one !== false) }
}

function refusalOf(signature: SignatureProof, now: Date): SignatureRefusal | undefined {
  const { holds, trouble, oddities, endsAt, signedAt, signedFields } = signature
  if (trouble === 'weak-key' || trouble === 'weak-algorithm' || !signedAlgorithms.has(signature.algorithm))
    return 'key-weak'
  if (signature.limitsBody) return 'body-not-whole'
  if (!signedFields.includes('from') || !signedFields.includes('subject')) return 'fields-not-signed'
  if (oddities.some((one) => !recordOddities.has(one))) return 'signature-malformed'
  if (endsAt !== undefined && !(endsAt > now)) return 'signature-expired'
  if (endsAt !== undefined && signedAt !== undefined && endsAt <= signedAt) return 'signature-malformed'
  if (signedAt !== undefined && !(signedAt.getTime() <= now.getTime() + clockToleranceMs))
    return 'signature-from-future'
  // Its header holds by the key's own word, whatever the size of that key.
  if (holds === 'header' && signature.keyBits !== undefined && signature.keyBits < 1024) return 'key-weak'
  if (holds !== 'nothing') return undefined
  return /^(?:no key|invalid public key|unknown key|key not for)/.test(trouble ?? '')
    ? 'key-missing'
    : 'signature-broken'
}

const bad = (reason: SignatureRefusal): SignatureVerdict => ({ kind: 'bad', reason })
