import type { CampaignId, LetterId, OrganizationId } from '#kernel'
import type { ChallengeId, ProvedFor } from './challenge.ts'
import type { EvidenceLevel } from './level.ts'
import type { TextHash } from './proof-subject.ts'
import type { RecordRefusal } from './judge-record.ts'
import type { MailDoubt, MailRefusal } from './verdict.ts'

/** Names a piece of evidence; a UUID. */
export type EvidenceId = string & { readonly __kind: 'EvidenceId' }

/** Why evidence was refused or has to be looked at. */
export type EvidenceReason = MailDoubt | MailRefusal | RecordRefusal | 'challenge-used'

/** What a person made of evidence. */
export type EvidenceJudgement = { readonly kind: 'accepted' | 'declined'; readonly by: string; readonly at: Date }

/** A piece of evidence without what is personal. */
export type Evidence = {
  readonly id: EvidenceId
  readonly organization: OrganizationId
  readonly letter: LetterId
  readonly level: EvidenceLevel
  readonly textHash: TextHash
  readonly cameAt: Date
  readonly verdict: 'proved' | 'review' | 'refused'
  readonly reasons: readonly EvidenceReason[]
  readonly judgement: EvidenceJudgement | undefined
  /** SHA-256 of the mail as it came, in hexadecimal digits. */
  readonly rawHash: string | undefined
  /** Whose proof it is. */
  readonly provedFor: ProvedFor | undefined
  readonly forgotten: boolean
}

/** What was shown to whoever judged: free text by name, such as `from` or `note`. Personal; kept sealed. */
export type ShownEvidence = Readonly<Record<string, string>>

/** Evidence as it is handed in. */
export type NewEvidence = {
  readonly organization: OrganizationId
  readonly letter: LetterId
  readonly textHash: TextHash
  readonly level: EvidenceLevel
  /** The challenge it answers; a call-back answers none. */
  readonly challenge: ChallengeId | undefined
  /** Whose proof it is; without, it speaks for no line of a list. */
  readonly provedFor?: ProvedFor | undefined
  readonly verdict: Evidence['verdict']
  readonly reasons: readonly EvidenceReason[]
  readonly shown: ShownEvidence
  /** The mail as it came. */
  readonly raw: Uint8Array | undefined
}

/** Whether evidence counts: it proved and nobody took that away, or a person accepted it. Refused evidence never does. */
export function counts({ verdict, judgement }: Pick<Evidence, 'verdict' | 'judgement'>): boolean {
  if (verdict === 'refused' || judgement?.kind === 'declined') return false
  return verdict === 'proved' || judgement?.kind === 'accepted'
}

/** What a seal of evidence is bound to: moved to another row, or from mail to facts, it does not open. */
export function boundTo(campaign: CampaignId, id: EvidenceId, part: 'shown' | 'raw'): string {
  return `organizations.evidence\n${campaign}\n${id}\n${part}`
}
