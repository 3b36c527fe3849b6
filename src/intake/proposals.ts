import { recordEvent } from '#accounts'
import { newId, type CampaignId, type LetterId, type Means, type OrganizerId } from '#kernel'
import { letterDraft } from '#letters'
import { addToList } from '#organizations'
import type { Tx } from '#platform'
import { proposalDaysKept, type ProposalId } from './kept-proposal.ts'
import type { ReadFiles } from './read-files.ts'
import type { ReviewAct } from './review-act.ts'
import {
  deleteDecision,
  deleteOldProposals,
  deleteProposal,
  insertDecision,
  insertProposal,
  proposalRow,
  updateResult,
} from './store-proposal.ts'

/** Decisions about one proposal; more are no work of a person. */
const mostDecisions = 20_000

type Mine = { readonly campaign: CampaignId; readonly by: OrganizerId }
type About = Mine & { readonly proposal: ProposalId }

/** Keeps what was read until somebody accepts or drops it. `letter`: whose list it shall join. */
export async function keepProposal(
  tx: Tx,
  { campaign, by, letter, read }: Mine & { readonly letter?: LetterId | undefined; readonly read: ReadFiles },
  means: Means,
): Promise<ProposalId> {
  const id = newId<ProposalId>(means)
  await insertProposal(tx, campaign, { id, letter, by, at: means.now(), read })
  await recordEvent(tx, { by, act: 'read-file', campaign, after: { files: read.files.length } }, means)
  return id
}

/** What can come of deciding. */
export type DecideOutcome = { readonly kind: 'decided' | 'too-many' | 'gone' }

/** Writes down what somebody decided about a proposal that waits. */
export async function decide(
  tx: Tx,
  { campaign, proposal, by, act }: About & { readonly act: ReviewAct },
  means: Means,
): Promise<DecideOutcome> {
  const kept = await proposalRow(tx, campaign, proposal, true)
  if (!kept || kept.result) return { kind: 'gone' }
  if (kept.acts.length >= mostDecisions) return { kind: 'too-many' }
  await insertDecision(tx, campaign, proposal, { number: kept.acts.length + 1, at: means.now(), by, act })
  return { kind: 'decided' }
}

/** Takes the last decision back, if there is one. */
export async function takeBack(tx: Tx, { campaign, proposal }: Omit<About, 'by'>): Promise<DecideOutcome> {
  const kept = await proposalRow(tx, campaign, proposal, true)
  if (!kept || kept.result || kept.acts.length === 0) return { kind: 'gone' }
  await deleteDecision(tx, campaign, proposal, kept.acts.length)
  return { kind: 'decided' }
}

/** Forgets what was read. What was accepted of it stays. */
export async function dropProposal(tx: Tx, { campaign, proposal, by }: About, means: Means): Promise<DecideOutcome> {
  if (!(await proposalRow(tx, campaign, proposal, true))) return { kind: 'gone' }
  await deleteProposal(tx, campaign, proposal)
  await recordEvent(tx, { by, act: 'drop-file', campaign }, means)
  return { kind: 'decided' }
}

/** Gives a name that was merged a line of its own: another body, or another person, of the same name. */
export async function unmerge(
  tx: Tx,
  { campaign, proposal, by, merged }: About & { readonly merged: number },
  means: Means,
): Promise<DecideOutcome | { readonly kind: 'not-a-draft' }> {
  const kept = await proposalRow(tx, campaign, proposal, true)
  const one = kept?.result?.merged[merged]
  const slug = kept?.result?.letters[0]?.slug
  if (!kept?.result || !one || one.isApart || slug === undefined) return { kind: 'gone' }
  const draft = await letterDraft(tx, campaign, { slug }, means)
  if (!draft) return { kind: 'gone' }
  if (draft.letter.state !== 'draft') return { kind: 'not-a-draft' }
  const editions = draft.editions.map(({ id }) => id)
  const row = { campaign, letter: draft.letter.id, editions, by, rows: [one.line], isApart: true }
  await addToList(tx, row, means)
  const result = { ...kept.result, merged: kept.result.merged.with(merged, { ...one, isApart: true }) }
  await updateResult(tx, campaign, proposal, { at: means.now(), result })
  return { kind: 'decided' }
}

const day = 86_400_000
const batch = 200

/** Forgets what was read long enough ago, a batch at most: call it hourly, and again while there is `more`. */
export async function keepProposals(tx: Tx, means: Means): Promise<{ readonly done: number; readonly more: boolean }> {
  const done = await deleteOldProposals(tx, new Date(means.now().getTime() - proposalDaysKept * day), batch)
  return { done, more: done === batch }
}
