import type { CampaignId, LetterId, Means, OrganizationId } from '#kernel'
import type { Database, MailEnvelope, ProofMeans, Vault } from '#platform'
import { findChallenge, type KeptChallenge } from './challenge.ts'
import type { EvidenceReason, ShownEvidence } from './evidence.ts'
import { judgeMail, longestMail } from './judge-mail.ts'
import { keepEvidence } from './keep-evidence.ts'
import { readMailHeader, withoutHandOverLine } from './mail-header.ts'
import { challengeOf } from './read-proof-mail.ts'
import type { MailVerdict } from './verdict.ts'

/** What becomes of a mail that came in. */
export type MailAnswer =
  /** It answers no challenge of ours: somebody else's business. */
  | { readonly kind: 'not-ours' }
  /** The DNS did not answer: hand the same mail in again later. */
  | { readonly kind: 'later' }
  /** The challenge was answered too often; this answer is not kept. */
  | { readonly kind: 'too-many' }
  /** It is evidence now, whatever it is worth. */
  | {
      readonly kind: 'kept'
      readonly campaign: CampaignId
      readonly organization: OrganizationId
      readonly letter: LetterId
      readonly verdict: 'proved' | 'review' | 'refused'
    }

/** What taking in a mail needs. */
export type AnswerMeans = Means &
  Pick<ProofMeans, 'ask'> & {
    readonly vault: Vault
    /** The address of ours to which proofs are sent. */
    readonly inbox: string
    /** How it came in, where an SMTP server saw that. */
    readonly envelope?: MailEnvelope
  }

/**
 * Takes in one raw mail: finds the challenge that its Subject names, judges it, and keeps it as evidence with what was
 * found. Asks the DNS outside of any transaction.
 */
export async function answerByMail(database: Database, raw: Uint8Array, means: AnswerMeans): Promise<MailAnswer> {
  const named = challengeNamedIn(raw)
  const challenge = named && (await database.read((tx) => findChallenge(tx, named)))
  if (!challenge) return { kind: 'not-ours' }
  const verdict = await judgeMail(raw, { ...challenge, inbox: means.inbox }, means)
  if (verdict.kind === 'later') return { kind: 'later' }
  const kept = await database.transaction((tx) =>
    keepEvidence(tx, challenge.campaign, evidenceOfMail(challenge, verdict, raw), means),
  )
  const { campaign, organization, letter } = challenge
  return kept.kind === 'kept' ? { kind: 'kept', campaign, organization, letter, verdict: kept.verdict } : kept
}

/** The challenge in the only Subject; a header that cannot be read for certain names it all the same, to be refused. */
function challengeNamedIn(raw: Uint8Array) {
  const header = readMailHeader(withoutHandOverLine(raw))
  if (header) return challengeOf(header)
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 64_000)).toString('latin1')
  const [subject] = /^Subject:(?:[^\r\n]|\r?\n[ \t])*/im.exec(start) ?? []
  return subject === undefined ? undefined : challengeOf([{ name: 'subject', value: subject.slice('Subject:'.length) }])
}

function evidenceOfMail(
  { organization, letter, textHash, id, provedFor }: KeptChallenge,
  verdict: Exclude<MailVerdict, { readonly kind: 'later' }>,
  raw: Uint8Array,
) {
  const { from, signedBy, selector, sender } = verdict.facts
  const shown: ShownEvidence = {
    sender,
    ...(from && { from }),
    ...(signedBy && { signedBy }),
    ...(selector && { selector }),
  }
  const reasons: readonly EvidenceReason[] =
    verdict.kind === 'review' ? verdict.doubts : verdict.kind === 'refused' ? verdict.reasons : []
  const kept = raw.byteLength <= longestMail ? raw : undefined
  const about = { organization, letter, textHash, challenge: id, provedFor, level: 'mail' as const }
  return { ...about, verdict: verdict.kind, reasons, shown, raw: kept }
}
