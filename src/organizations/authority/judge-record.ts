import { oneLine } from '#kernel'
import { askTexts, registeredName, type DnsAsk, type DomainName, type SiteFile } from '#platform'
import { proofSubject, readProofSubject, type Challenge, type TextHash } from './proof-subject.ts'

/** Why a record in the DNS or a file on a site proves nothing. */
export type RecordRefusal =
  /** The domain is a public suffix: its records are nobody's own. */
  | 'domain-proves-nothing'
  | 'record-missing'
  /** There is a record of ours, and it answers another challenge or another text. */
  | 'record-other'
  | 'challenge-expired'
  /** The site is at a private address, or sends the question on to another domain. */
  | 'site-elsewhere'
  /** The site did not answer with a small plain text. */
  | 'site-unreadable'

/** What a record or file proves of an organization's authority. Nothing about them is for a person: they fit or not. */
export type RecordVerdict =
  | { readonly kind: 'proved' }
  | { readonly kind: 'refused'; readonly reasons: readonly [RecordRefusal] }
  /** Nobody answered: look again later. */
  | { readonly kind: 'later' }

/** What a record has to hold, where, and until when. */
export type ExpectedRecord = {
  readonly domain: DomainName
  readonly challenge: Challenge
  readonly textHash: TextHash
  readonly endsAt: Date
}

/** What an organization that proves by its DNS or its site is told to publish. */
export type RecordToMake = { readonly dnsName: string; readonly fileAddress: string; readonly line: string }

/** Where the file stands on a site (RFC 8615). */
const proofFilePath = '/.well-known/undersigned.txt'

/** The record or the file to make: one line, the same in both, and other lines may stand beside it. */
export function recordToMake({ domain, challenge, textHash }: Omit<ExpectedRecord, 'endsAt'>): RecordToMake {
  return {
    dnsName: `_undersigned.${domain}`,
    fileAddress: `https://${domain}${proofFilePath}`,
    line: proofSubject(challenge, textHash),
  }
}

/** Judges the text records of `_undersigned.DOMAIN`. Only who runs the DNS of a domain can make them. */
export async function judgeDns(
  expected: ExpectedRecord,
  { ask, now }: { readonly ask: DnsAsk; readonly now: () => Date },
): Promise<RecordVerdict> {
  if (registeredName(expected.domain) === undefined) return refused('domain-proves-nothing')
  const answer = await askTexts(ask, recordToMake(expected).dnsName)
  return answer.kind === 'silent' ? { kind: 'later' } : judgeLines(answer.texts, expected, now())
}

/** Judges the file `/.well-known/undersigned.txt` of a site, fetched over HTTPS from the domain itself. */
export async function judgeFile(
  expected: ExpectedRecord,
  { fetchFile, now }: { readonly fetchFile: (address: string) => Promise<SiteFile>; readonly now: () => Date },
): Promise<RecordVerdict> {
  if (registeredName(expected.domain) === undefined) return refused('domain-proves-nothing')
  const file = await fetchFile(recordToMake(expected).fileAddress)
  switch (file.kind) {
    case 'text':
      return judgeLines(file.text.split(/\r\n|\n|\r/), expected, now())
    case 'missing':
      return refused('record-missing')
    case 'elsewhere':
      return refused('site-elsewhere')
    case 'unreadable':
      return refused('site-unreadable')
    case 'silent':
      return { kind: 'later' }
    default:
      return file satisfies never
  }
}

function judgeLines(lines: readonly string[], expected: ExpectedRecord, now: Date): RecordVerdict {
  const ours = lines.map((line) => readProofSubject(oneLine(line))).filter(({ alone }) => alone)
  if (ours.length === 0) return refused('record-missing')
  const fits = ours.some((one) => one.challenge === expected.challenge && one.textHash === expected.textHash)
  if (!fits) return refused('record-other')
  return now < expected.endsAt ? { kind: 'proved' } : refused('challenge-expired')
}

const refused = (reason: RecordRefusal): RecordVerdict => ({ kind: 'refused', reasons: [reason] })
