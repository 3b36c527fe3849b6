import type { Means } from '#kernel'
import type { Database, DnsAsk, SiteFile, Vault } from '#platform'
import type { KeptChallenge } from './challenge.ts'
import { judgeDns, judgeFile, recordToMake, type RecordVerdict } from './judge-record.ts'
import { keepEvidence } from './keep-evidence.ts'

/** What looking for a record or a file needs. */
export type RecordMeans = Means & {
  readonly vault: Vault
  readonly ask: DnsAsk
  readonly fetchFile: (address: string) => Promise<SiteFile>
}

/** What came of looking. Only what proved is kept: a representative may look as often as they like. */
export type RecordAnswer =
  | RecordVerdict
  /** It fits, and the challenge counted before or was answered too often. */
  | { readonly kind: 'used' }

/** Looks for the record in the DNS, or the file on the site, that answers a challenge; what proves is kept as evidence. */
export async function answerByRecord(
  database: Database,
  challenge: KeptChallenge,
  level: 'dns' | 'file',
  means: RecordMeans,
): Promise<RecordAnswer> {
  const verdict = level === 'dns' ? await judgeDns(challenge, means) : await judgeFile(challenge, means)
  if (verdict.kind !== 'proved') return verdict
  const { organization, letter, textHash, id, provedFor } = challenge
  const { dnsName, fileAddress, line } = recordToMake(challenge)
  const shown = { place: level === 'dns' ? dnsName : fileAddress, line }
  const about = { organization, letter, textHash, challenge: id, provedFor }
  const evidence = { ...about, level, reasons: [], shown, raw: undefined } as const
  const kept = await database.transaction((tx) =>
    keepEvidence(tx, challenge.campaign, { ...evidence, verdict: 'proved' }, means),
  )
  return kept.kind === 'kept' && kept.verdict === 'proved' ? verdict : { kind: 'used' }
}
