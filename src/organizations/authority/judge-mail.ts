import { isSharedMailDomain } from '#kernel'
import {
  parseDomainName,
  readMailProofs,
  registeredName,
  type DomainName,
  type MailProofs,
  type ProofMeans,
  type SignatureProof,
} from '#platform'
import { domainLine } from './domain-line.ts'
import { judgeSignature, type SignatureVerdict } from './judge-signature.ts'
import { parseAuthor, type Author } from './mail-address.ts'
import { readMailHeader, withoutHandOverLine, type MailField } from './mail-header.ts'
import type { Challenge, TextHash } from './proof-subject.ts'
import { automaticReply, doubtsOfHeader, refusalsOfSubject, theOnly } from './read-proof-mail.ts'
import type { MailDoubt, MailFacts, MailRefusal, MailVerdict } from './verdict.ts'

/** What a proof by mail is asked of. */
export type ExpectedMail = {
  /** The organization's own domain, as its organizers know it. */
  readonly domain: DomainName
  readonly challenge: Challenge
  readonly textHash: TextHash
  /** Where the mail is to be sent: an address of ours. */
  readonly inbox: string
  /** When the challenge ends. */
  readonly endsAt: Date
}

/** A sender, a service and a forwarder or two sign. More only cost us questions to the DNS, and could be kept waiting for. */
const mostSignatures = 20

/** A mail larger than this, in bytes, is not read. */
export const longestMail = 10_000_000

/**
 * What a raw mail (RFC 5322) proves of the authority of whoever sent it to speak for an organization.
 *
 * Proved is: one From with one address of exactly the organization's domain; a DKIM signature of exactly that domain, by
 * a key of 2048 bits or Ed25519, over the whole mail, From, Subject and To among it; in the Subject nothing but the
 * fresh challenge and the hash of the text; addressed to us. It says that the domain's mail server sent this, for
 * somebody with a mailbox there. SPF and DMARC do not count; ARC is a hint for a person.
 *
 * Domains at which strangers have mailboxes, and public suffixes, prove nothing.
 */
export async function judgeMail(raw: Uint8Array, expected: ExpectedMail, means: ProofMeans): Promise<MailVerdict> {
  const nothing: MailFacts = { from: undefined, signedBy: undefined, selector: undefined, sender: 'none' }
  if (!provesOrganization(expected.domain)) return refused(['domain-proves-nothing'], nothing)
  if (raw.byteLength > longestMail) return refused(['too-large'], nothing)
  const mail = withoutHandOverLine(raw)
  const header = readMailHeader(mail)
  if (!header) return refused(['header-unclear'], nothing)
  const proofs = await readMailProofs(mail, means)
  return judgeRead(header, proofs, expected, means.now())
}

/** Whether mail from a domain can prove an organization at all: it is registered, and not to let out mailboxes. */
export function provesOrganization(domain: DomainName): boolean {
  const registered = registeredName(domain)
  return registered !== undefined && !isSharedMailDomain(registered) && !isSharedMailDomain(domain)
}

function judgeRead(header: readonly MailField[], proofs: MailProofs, expected: ExpectedMail, now: Date): MailVerdict {
  const author = authorOf(header, proofs)
  const base = { from: author && `${author.local}@${author.domain}`, sender: proofs.sender }
  const mailLine = author === undefined ? 'other' : domainLine(author.domain, expected.domain)
  const isOutside = mailLine === 'other' || mailLine === 'beside'
  const best = author && bestSignature(proofs, author.domain, now)
  const facts: MailFacts = { ...base, signedBy: best?.signature.domain, selector: best?.signature.selector }
  // A list that puts its own address in From, or its name in the Subject, is known by a careful forwarder's word alone.
  const isVouched = (isOutside || best?.verdict.kind !== 'good') && forwarderVouches(proofs, expected.domain)
  const reasons = [
    ...(author ? [] : (['author-unclear'] as const)),
    ...(isOutside && author && !isVouched ? (['other-domain'] as const) : []),
    ...automaticReply(header, author),
    ...refusalsOfSubject(header, expected, now),
    ...(proofs.signatures.length > mostSignatures ? (['too-many-signatures'] as const) : []),
    ...(isVouched || !author ? [] : refusalsOfSignature(best?.verdict)),
  ]
  if (reasons.length > 0) return refused(reasons, facts)
  if (!isVouched && best?.verdict.kind === 'unanswered') return { kind: 'later', facts }
  const doubts: readonly MailDoubt[] = [
    ...(mailLine === 'below' ? (['from-subdomain'] as const) : []),
    ...(mailLine === 'above' ? (['from-parent-domain'] as const) : []),
    ...(isVouched ? (['forwarder-vouches'] as const) : best?.verdict.kind === 'good' ? best.verdict.doubts : []),
    ...doubtsOfHeader(header, best?.signature.signedFields ?? [], expected.inbox),
  ]
  return doubts.length > 0 ? { kind: 'review', doubts, facts } : { kind: 'proved', facts }
}

/** The author, if two readers of the mail agree about who that is. */
function authorOf(header: readonly MailField[], proofs: MailProofs): Author | undefined {
  const value = theOnly(header, 'from')
  const author = value === undefined ? undefined : parseAuthor(value)
  const [other = '', ...more] = proofs.from
  const otherDomain = parseDomainName(other.slice(other.lastIndexOf('@') + 1))
  return author !== undefined && more.length === 0 && author.domain === otherDomain ? author : undefined
}

type Judged = { readonly signature: SignatureProof; readonly verdict: SignatureVerdict }

/** The signature that proves most. */
function bestSignature(proofs: MailProofs, from: DomainName, now: Date): Judged | undefined {
  const judged = proofs.signatures.map((signature) => ({ signature, verdict: judgeSignature(signature, from, now) }))
  return judged.toSorted((one, other) => rankOf(one.verdict) - rankOf(other.verdict))[0]
}

function rankOf(verdict: SignatureVerdict): number {
  if (verdict.kind === 'good') return verdict.doubts.length
  if (verdict.kind === 'unanswered') return 100
  return verdict.reason === 'signed-by-other-domain' ? 102 : 101
}

function refusalsOfSignature(verdict: SignatureVerdict | undefined): readonly MailRefusal[] {
  if (!verdict) return ['unsigned']
  return verdict.kind === 'bad' ? [verdict.reason] : []
}

/** Forwarders who check what they forward and whose seals are hard to come by with lies inside. */
const carefulForwarders: ReadonlySet<string> = new Set([
  'google.com',
  'googlegroups.com',
  'microsoft.com',
  'messagingengine.com',
  'fastmail.com',
  'topicbox.com',
  'forwardemail.net',
])

function forwarderVouches({ forwarders }: MailProofs, domain: DomainName): boolean {
  return (
    forwarders.result === 'pass' &&
    forwarders.sealers.every((sealer) => carefulForwarders.has(sealer)) &&
    forwarders.sawSigned.includes(domain)
  )
}

const refused = (reasons: readonly MailRefusal[], facts: MailFacts): MailVerdict => ({
  kind: 'refused',
  reasons,
  facts,
})
