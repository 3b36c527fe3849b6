import { newId, type CampaignId, type Means } from '#kernel'
import type { Tx, Vault } from '#platform'
import { sha256 } from '#proof'
import { boundTo, type Evidence, type EvidenceId, type EvidenceReason, type NewEvidence } from './evidence.ts'
import { useChallenge } from './store-challenge.ts'
import { countAnswers, insertEvidence } from './store-evidence.ts'

/** What comes of handing in evidence. */
export type KeepOutcome =
  /** @property verdict as it was judged, or refused because its challenge had counted before. */
  | { readonly kind: 'kept'; readonly id: EvidenceId; readonly verdict: Evidence['verdict'] }
  /** The challenge was answered so often that somebody floods it. */
  | { readonly kind: 'too-many' }

/** Answers to one challenge that are kept. */
const mostAnswers = 20

/**
 * Keeps a piece of evidence, whatever became of it: what is personal sealed, a mail with its SHA-256. What proved uses
 * its challenge up, so that the same mail or record counts once; of two at once, the slower is refused.
 */
export async function keepEvidence(
  tx: Tx,
  campaign: CampaignId,
  evidence: NewEvidence,
  means: Means & { readonly vault: Vault },
): Promise<KeepOutcome> {
  const { challenge, raw } = evidence
  if (challenge !== undefined && (await countAnswers(tx, campaign, challenge)) >= mostAnswers)
    return { kind: 'too-many' }
  const cameAt = means.now()
  const isUsed =
    challenge !== undefined && evidence.verdict === 'proved' && !(await useChallenge(tx, campaign, challenge, cameAt))
  const verdict = isUsed ? 'refused' : evidence.verdict
  const reasons: readonly EvidenceReason[] = isUsed ? [...evidence.reasons, 'challenge-used'] : evidence.reasons
  const id = newId<EvidenceId>(means)
  await insertEvidence(tx, {
    ...evidence,
    campaign,
    id,
    cameAt,
    provedFor: evidence.provedFor,
    verdict,
    reasons,
    sealed: means.vault.seal(JSON.stringify(evidence.shown), boundTo(campaign, id, 'shown')),
    // A character for each octet: mail is mostly ASCII, and so it is sealed at its own length.
    rawSealed: raw && means.vault.seal(Buffer.from(raw).toString('latin1'), boundTo(campaign, id, 'raw')),
    rawHash: raw && Buffer.from(sha256(raw)),
  })
  return { kind: 'kept', id, verdict }
}
