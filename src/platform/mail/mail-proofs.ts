import type { ARCResult, DKIMResult } from 'mailauth'
import { parseDomainName, type DomainName } from './domain-name.ts'
import type { DnsAsk } from './dns-ask.ts'
import { headerSignatureHolds, rsaBitsOf } from './header-signature.ts'

/** One DKIM signature of a mail (RFC 6376) and what checking it found. */
export type SignatureProof = {
  /** Who signed: the tag `d`; `undefined` when it is no domain name. */
  readonly domain: DomainName | undefined
  readonly selector: string
  /** The tag `a`, for example `rsa-sha256`. */
  readonly algorithm: string
  /** Names of the header fields that are there and signed, in lower case. */
  readonly signedFields: readonly string[]
  /** The tag `l` is there, so that whatever is appended is not signed. */
  readonly limitsBody: boolean
  /**
   * `whole`: header and body are as they were signed. `header`: the header is, the body is not. `unanswered`: nobody
   * answered for the key.
   */
  readonly holds: 'whole' | 'header' | 'nothing' | 'unanswered'
  /** Why it does not hold, in the words of the check. */
  readonly trouble: string | undefined
  /** What the standard forbids and a lenient reader lets pass, in the words of the check. */
  readonly oddities: readonly string[]
  /** Bits of an RSA key, where the key was read. */
  readonly keyBits: number | undefined
  /** The key's record says that its domain is only trying DKIM out. */
  readonly isTest: boolean
  readonly signedAt: Date | undefined
  readonly endsAt: Date | undefined
}

/** What forwarders say of a mail (ARC, RFC 8617). Each says what it likes: a hint, never a proof. */
export type ForwarderProof = {
  readonly result: 'pass' | 'fail' | 'none'
  /** Who sealed, first to last. */
  readonly sealers: readonly string[]
  /** The domains whose DKIM signature held when the first of them took the mail. */
  readonly sawSigned: readonly string[]
}

/** What a mail carries of proofs. Says nothing about what they are worth. */
export type MailProofs = {
  /** The addresses of all From fields, as the package that checks signatures reads them. */
  readonly from: readonly string[]
  readonly signatures: readonly SignatureProof[]
  readonly forwarders: ForwarderProof
  /** Who may send for the envelope's domain (SPF, RFC 7208); `none` too when no envelope was handed in. */
  readonly sender: string
}

/** How a mail came in, as far as an SMTP server saw it. */
export type MailEnvelope = { readonly ip: string; readonly helo: string; readonly from: string }

/** What reading proofs needs: the DNS, the hour, and the envelope where it is known. */
export type ProofMeans = { readonly ask: DnsAsk; readonly now: () => Date; readonly envelope?: MailEnvelope }

/** A mail may name any number of keys, and each is a question to somebody else's server. */
const mostQuestions = 40

/** Checks the signatures and seals of a mail: DKIM, SPF and ARC. Never throws for what stands in the mail. */
export async function readMailProofs(raw: Uint8Array, { ask, now, envelope }: ProofMeans): Promise<MailProofs> {
  // Loaded when a mail comes in: it brings along more than all the rest of the house, and each start would pay for it.
  const { arc, dkimVerify, spf } = await import('mailauth')
  const resolver = sparing(ask)
  const dkim = await dkimVerify(Buffer.from(raw), { resolver, curTime: now(), minBitLength: 1024, rejectRsaSha1: true })
  const chain = dkim.arc?.chain
  const sealed = chain ? await arc({ ...dkim.arc, chain }, { resolver }) : undefined
  const signed = dkim.results.filter((one) => one.signature !== undefined || one.signingDomain !== undefined)
  return {
    from: dkim.headerFrom,
    signatures: await Promise.all(signed.map((one) => signatureProof(one, resolver))),
    forwarders: forwarderProof(sealed),
    sender: envelope ? (await spf({ ...spfOf(envelope), resolver })).status.result : 'none',
  }
}

function spfOf({ ip, helo, from }: MailEnvelope) {
  return { ip, helo, sender: from, mta: 'localhost', maxResolveCount: 10 }
}

function sparing(ask: DnsAsk): DnsAsk {
  let asked = 0
  const answers = new Map<string, ReturnType<DnsAsk>>()
  return async (name, type) => {
    const question = `${type} ${name.toLowerCase()}`
    const before = answers.get(question)
    if (before) return before
    asked += 1
    if (asked > mostQuestions) throw Object.assign(new Error('too many questions'), { code: 'ECANCELLED' })
    const answer = ask(name, type)
    answers.set(question, answer)
    return answer
  }
}

async function signatureProof(one: DKIMResult, ask: DnsAsk): Promise<SignatureProof> {
  const { status } = one
  const bodyChanged = status.comment === 'body hash did not verify'
  const record = one.rr ?? (bodyChanged ? await recordOf(one, ask) : undefined)
  const holds = bodyChanged ? headerOf(one, record) : status.result === 'pass' ? 'whole' : undefined
  return {
    domain: parseDomainName(one.signingDomain ?? ''),
    selector: one.selector ?? '',
    algorithm: (one.algo ?? '').toLowerCase(),
    signedFields: (one.signingHeaders?.keys ?? '').split(':').map((name) => name.trim().toLowerCase()),
    limitsBody: one.canonBodyLengthLimited === true,
    holds: holds ?? (status.result === 'temperror' ? 'unanswered' : 'nothing'),
    trouble: status.result === 'pass' ? undefined : (status.policy?.['dkim-rules'] ?? status.comment),
    oddities: status.warnings ?? [],
    keyBits: one.modulusLength ?? (typeof record === 'string' ? rsaBitsOf(record) : undefined),
    isTest: status.testing === true || (typeof record === 'string' && /(?:^|;)t=[^;]*\by\b/.test(record)),
    signedAt: dateOf(one.signTime),
    endsAt: dateOf(one.expiresAfter),
  }
}

/** The record of the key of a signature whose body was changed: then the check ends before it asks. */
async function recordOf(one: DKIMResult, ask: DnsAsk): Promise<string | false | undefined> {
  try {
    const [first = []] = await ask(`${one.selector}._domainkey.${one.signingDomain}`, 'TXT')
    return [first].flat().join('').replaceAll(/\s/g, '')
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && /^(?:ENOTFOUND|ENODATA)$/.test(String(error.code))
    return isMissing ? undefined : false
  }
}

function headerOf(one: DKIMResult, record: string | false | undefined): SignatureProof['holds'] {
  if (record === false) return 'unanswered'
  const header = Buffer.from(one.signingHeaders?.canonicalizedHeader ?? '', 'base64')
  const signature = { algorithm: (one.algo ?? '').toLowerCase(), value: one.signature ?? '', header }
  return record !== undefined && headerSignatureHolds({ ...signature, record }) ? 'header' : 'nothing'
}

function dateOf(text: string | null | undefined): Date | undefined {
  return text === null || text === undefined ? undefined : new Date(text)
}

function forwarderProof(sealed: ARCResult | undefined): ForwarderProof {
  const chain = Array.isArray(sealed?.chain) ? sealed.chain : []
  const result = sealed?.status.result
  // The package says that this is a string; it is a buffer.
  const text = Buffer.from(chain[0]?.['arc-authentication-results']?.original ?? '').toString()
  const first = text.replaceAll(/\([^()]*\)/g, ' ')
  return {
    result: result === 'pass' || result === 'none' || result === undefined ? (result ?? 'none') : 'fail',
    sealers: chain.map((link) => String(link['arc-seal']?.parsed?.d?.value ?? '').toLowerCase()),
    sawSigned: first
      .split(';')
      .filter((part) => /^\s*dkim=pass\b/i.test(part))
      .flatMap((part) => [...(/\bheader\.[di]=(?:[^\s@]*@)?([\w.-]+)/gi.exec(part)?.slice(1) ?? [])])
      .map((domain) => domain.toLowerCase()),
  }
}
