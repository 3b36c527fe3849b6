import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import type { ProvedFor } from './challenge.ts'
import type { EvidenceId } from './evidence.ts'
import { useChallenge } from './store-challenge.ts'
import { lockEvidence, writeJudgement } from './store-evidence.ts'

/** What a person makes of evidence: the organizer is named by id, the audit trail is the caller's. */
export type Judging = { readonly kind: 'accepted' | 'declined'; readonly by: string }

/** What comes of judging. */
export type JudgeOutcome =
  | { readonly kind: 'judged'; readonly letter: LetterId; readonly provedFor: ProvedFor | undefined }
  | { readonly kind: 'unknown' }
  /** Only what is in review can be accepted, and only once; what was refused by the rules never counts. */
  | { readonly kind: 'not-open' }
  /** Other evidence answered the same challenge in the meantime. */
  | { readonly kind: 'challenge-used' }

/** Lets evidence in review count, or takes away what counts or waits. What was declined stays so. */
export async function judgeEvidence(
  tx: Tx,
  campaign: CampaignId,
  id: EvidenceId,
  { kind, by }: Judging,
  { now }: { readonly now: () => Date },
): Promise<JudgeOutcome> {
  const evidence = await lockEvidence(tx, campaign, id)
  if (!evidence) return { kind: 'unknown' }
  const { verdict, judgement, challenge } = evidence
  const isOpen =
    kind === 'accepted'
      ? verdict === 'review' && judgement === undefined
      : verdict !== 'refused' && judgement?.kind !== 'declined'
  if (!isOpen) return { kind: 'not-open' }
  const at = now()
  if (kind === 'accepted' && challenge !== undefined && !(await useChallenge(tx, campaign, challenge, at)))
    return { kind: 'challenge-used' }
  await writeJudgement(tx, campaign, id, { kind, by, at })
  return { kind: 'judged', letter: evidence.letter, provedFor: evidence.provedFor }
}
