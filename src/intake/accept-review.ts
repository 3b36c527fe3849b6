import { recordEvent } from '#accounts'
import type { CampaignId, LetterId, Means, OrganizerId } from '#kernel'
import { letterDraft } from '#letters'
import { addToList, nameTrouble } from '#organizations'
import type { Tx } from '#platform'
import { keepLetter, lineOf } from './keep-letter.ts'
import type { KeptProposal, MergedName, ProposalId, RefusedName, ReviewResult } from './kept-proposal.ts'
import { letterheadSpellings } from './letterhead-spellings.ts'
import { isOpen, reviewOf, type Review, type ReviewLetter, type ReviewName } from './review.ts'
import { proposalRow, updateResult } from './store-proposal.ts'

/** What an organizer accepts: everything that was read, as letters of their own, or its names into one list. */
export type AcceptWish = {
  readonly campaign: CampaignId
  readonly proposal: ProposalId
  readonly by: OrganizerId
  /** The draft whose list the names join; none: letters are made. */
  readonly into: LetterId | undefined
}

/** What came of accepting. Only `accepted` changed anything. */
export type AcceptReviewOutcome =
  | { readonly kind: 'accepted'; readonly result: ReviewResult }
  /** Somebody has to look at so many names first. */
  | { readonly kind: 'open'; readonly names: number }
  | { readonly kind: 'nothing' }
  /** The letter is no draft: names join its list by asking the organizations. */
  | { readonly kind: 'not-a-draft' }
  | { readonly kind: 'already' }
  | { readonly kind: 'gone' }

/** Accepts what was read, in the caller's transaction: all of it or nothing, and nothing while a name is open. */
export async function acceptReview(tx: Tx, wish: AcceptWish, means: Means): Promise<AcceptReviewOutcome> {
  const { campaign, proposal, by, into } = wish
  const kept = await proposalRow(tx, campaign, proposal, true)
  if (!kept) return { kind: 'gone' }
  if (kept.result) return { kind: 'already' }
  const review = reviewOf(kept.read.proposal, kept.acts)
  if (review.open.length > 0) return { kind: 'open', names: review.open.length }
  const kind =
    into === undefined ? await keepLetters(tx, wish, { kept, review }, means) : await join(tx, wish, review, means)
  if ('kind' in kind) return kind
  const dropped = review.letters.flatMap(({ names }) =>
    names.flatMap((one) => (one.isDropped ? [one.signatory.name] : [])),
  )
  const result = { ...kind, dropped }
  await updateResult(tx, campaign, proposal, { at: means.now(), result })
  const after = { accepted: result.accepted, merged: result.merged.length, refused: result.refused.length }
  await recordEvent(tx, { by, act: 'accept-file', campaign, after }, means)
  return { kind: 'accepted', result }
}

type Done = Omit<ReviewResult, 'dropped'>

async function keepLetters(
  tx: Tx,
  { campaign, by }: AcceptWish,
  { kept, review }: { readonly kept: KeptProposal; readonly review: Review },
  means: Means,
): Promise<Done | { readonly kind: 'nothing' }> {
  const worth = review.letters.filter(
    (one) => standing(one).length > 0 || one.editions.some(({ draft }) => draft.paragraphs.length > 0),
  )
  if (worth.length === 0) return { kind: 'nothing' }
  const spelled = letterheadSpellings(kept.read.lists)
  const letters = []
  const refused: RefusedName[] = []
  let accepted = 0
  for (const one of worth) {
    const names = standing(one)
    refused.push(...names.flatMap(troubleOf))
    const signatories = names.filter((name) => troubleOf(name).length === 0)
    const [drafts, places] = [one.editions.map(({ draft }) => draft), one.editions.map(({ number }) => number)]
    const { letter, editions } = await keepLetter(
      tx,
      campaign,
      { drafts, places, signatories, spelled },
      { ...means, by },
    )
    await recordEvent(tx, { by, act: 'start-letter', campaign, subject: [letter.id] }, means)
    letters.push({ slug: letter.slug, title: letter.title, editions: editions.length })
    accepted += signatories.length
  }
  return { letters, accepted, merged: [], refused }
}

async function join(
  tx: Tx,
  { campaign, by, into }: AcceptWish,
  review: Review,
  means: Means,
): Promise<Done | { readonly kind: 'nothing' | 'not-a-draft' | 'gone' }> {
  const draft = into && (await letterDraft(tx, campaign, into, means))
  if (!draft) return { kind: 'gone' }
  // Whoever reads or signs a letter must know who stands on it by more than a file that somebody brought.
  if (draft.letter.state !== 'draft') return { kind: 'not-a-draft' }
  const rows = review.letters.flatMap(standing).map(({ signatory }) => lineOf(signatory))
  if (rows.length === 0) return { kind: 'nothing' }
  const editions = draft.editions.map(({ id }) => id)
  const outcomes = await addToList(tx, { campaign, letter: draft.letter.id, editions, by, rows }, means)
  const merged: MergedName[] = []
  const refused: RefusedName[] = []
  for (const [at, outcome] of outcomes.entries()) {
    const line = rows[at]
    if (!line) continue
    if (outcome.kind === 'merged') merged.push({ name: line.name, into: outcome.into, line, isApart: false })
    if (outcome.kind === 'refused') refused.push({ name: line.name, reason: outcome.trouble })
  }
  const { slug, title } = draft.letter
  const letters = [{ slug, title, editions: editions.length }]
  return { letters, accepted: rows.length - merged.length - refused.length, merged, refused }
}

const standing = ({ names }: ReviewLetter): readonly ReviewName[] =>
  names.filter((one) => !one.isDropped && !isOpen(one))

function troubleOf({ signatory: { name } }: ReviewName): readonly RefusedName[] {
  const reason = name.trim() === '' ? 'empty' : [...name].length > longestName ? 'too-long' : nameTrouble(name)
  return reason ? [{ name, reason }] : []
}

/** Most characters of a name in print. */
const longestName = 200
