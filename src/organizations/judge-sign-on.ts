import { recordEvent } from '#accounts'
import type { CampaignId, OrganizerId, SignOnId } from '#kernel'
import { touchCampaign } from '#letters'
import type { Tx } from '#platform'
import { recordCallBack, type CallBackOutcome } from './authority/call-back.ts'
import type { EvidenceId } from './authority/evidence.ts'
import { judgeEvidence, type JudgeOutcome } from './authority/judge-evidence.ts'
import { textHashOf } from './authority/proof-subject.ts'
import { lockedContext, lockSignOns, type By, type SealedMeans } from './begin.ts'
import { plainField } from './line-name.ts'
import { newestHashes, type ListContext } from './line-standing.ts'
import { settleLine } from './settle-sign-ons.ts'
import { updateLine } from './store-gathered.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines } from './store-lines.ts'

/** What an organizer decides about a sign-on. */
export type SignOnJudging = {
  readonly campaign: CampaignId
  readonly signOn: SignOnId
  readonly by: By
  readonly verdict: 'accepted' | 'declined'
  /** Told to the representative. */
  readonly reason?: string
}

/** What came of it. */
export type JudgeSignOnOutcome =
  | { readonly kind: 'judged' }
  | { readonly kind: 'gone' }
  /** The letter is closed: nothing is added to what was sent. Declining still works. */
  | { readonly kind: 'closed' }
  /** Nothing is signed, or it was withdrawn. */
  | { readonly kind: 'not-signed' }
  /** Another line of the same organization is accepted. */
  | { readonly kind: 'stands-already'; readonly signOn: SignOnId }

const mostReason = 1000

/** A line with what decides about its letter, once everybody else waits; `undefined` where it is gone. */
export async function lockedLine(
  tx: Tx,
  campaign: CampaignId,
  signOn: SignOnId,
): Promise<{ readonly line: GatheredLine; readonly context: ListContext } | undefined> {
  const [found] = await gatheredLines(tx, campaign, { signOn })
  const context = found && (await lockedContext(tx, campaign, found.letter))
  const [line] = context ? await gatheredLines(tx, campaign, { signOn }) : []
  return line && context && { line, context }
}

/** Accepts or declines a sign-on; the later word holds. It is printed once it is accepted and its authority is known. */
export async function judgeSignOn(tx: Tx, judging: SignOnJudging, means: SealedMeans): Promise<JudgeSignOnOutcome> {
  const { campaign, signOn, by, verdict } = judging
  const found = await lockedLine(tx, campaign, signOn)
  if (!found) return { kind: 'gone' }
  const { line, context } = found
  if (line.withdrawnAt || !line.signedAt) return { kind: 'not-signed' }
  if (verdict === 'accepted') {
    if (context.letter.state === 'closed') return { kind: 'closed' }
    const rival = await acceptedRival(tx, line, campaign)
    if (rival) return { kind: 'stands-already', signOn: rival }
  }
  const at = means.now()
  const reason = plainField(judging.reason, mostReason)
  await updateLine(tx, campaign, signOn, {
    verdict: { kind: verdict, by: by === 'server' ? undefined : by, at, reason },
  })
  const before = { verdict: line.verdict ?? 'none' }
  await recordEvent(tx, { by, act: 'judge-sign-on', campaign, subject: [signOn], before, after: { verdict } }, means)
  await settleLine(tx, context, signOn, means)
  await touchCampaign(tx, campaign)
  return { kind: 'judged' }
}

/** Two lines of one organization on one list would print its name twice. */
async function acceptedRival(tx: Tx, line: GatheredLine, campaign: CampaignId): Promise<SignOnId | undefined> {
  if (line.organizationSlug === undefined) return undefined
  const all = await gatheredLines(tx, campaign, { letter: line.letter, organizationSlug: line.organizationSlug })
  return all.find(({ id, verdict, withdrawnAt }) => id !== line.id && verdict === 'accepted' && !withdrawnAt)?.id
}

/** A call-back to an organization about its sign-on. Personal, and kept sealed. */
export type SignOnCall = {
  readonly campaign: CampaignId
  readonly signOn: SignOnId
  readonly by: OrganizerId
  /** Who was spoken to. */
  readonly spokeTo: string
  /** Where the number or address was found: not from the representative, or it proves nothing. */
  readonly foundAt: string
  readonly note: string
}

/** Keeps an organizer's call-back as evidence for whoever speaks for a sign-on now. */
export async function callBackFor(
  tx: Tx,
  { campaign, signOn, by, spokeTo, foundAt, note }: SignOnCall,
  means: SealedMeans,
): Promise<CallBackOutcome | { readonly kind: 'gone' }> {
  const found = await lockedLine(tx, campaign, signOn)
  const organization = found?.line.organization
  if (!found || !organization) return { kind: 'gone' }
  const { line, context } = found
  const about = { organization, letter: line.letter, textHash: textHashOf(newestHashes(line)) }
  const provedFor = { signOn, term: line.term }
  const outcome = await recordCallBack(tx, campaign, { ...about, provedFor, spokeTo, foundAt, note, by }, means)
  if (outcome.kind !== 'kept') return outcome
  await recordEvent(tx, { by, act: 'call-back', campaign, subject: [signOn, outcome.id] }, means)
  await settleLine(tx, context, signOn, means)
  await touchCampaign(tx, campaign)
  return outcome
}

/** Lets evidence in review count, or takes away what counts or waits; what the line stands for follows. */
export async function judgeEvidenceFor(
  tx: Tx,
  {
    campaign,
    evidence,
    by,
    kind,
  }: {
    readonly campaign: CampaignId
    readonly evidence: EvidenceId
    readonly by: OrganizerId
    readonly kind: 'accepted' | 'declined'
  },
  means: SealedMeans,
): Promise<JudgeOutcome> {
  await lockSignOns(tx, campaign)
  const outcome = await judgeEvidence(tx, campaign, evidence, { kind, by }, means)
  if (outcome.kind !== 'judged') return outcome
  const signOn = outcome.provedFor?.signOn
  const subject = signOn === undefined ? [evidence] : [evidence, signOn]
  await recordEvent(tx, { by, act: 'judge-authority', campaign, subject, after: { kind } }, means)
  const found = signOn && (await lockedLine(tx, campaign, signOn))
  if (found) await settleLine(tx, found.context, found.line.id, means)
  await touchCampaign(tx, campaign)
  return outcome
}
