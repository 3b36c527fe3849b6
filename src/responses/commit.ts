import { newId, type CommitmentId, type Means, type RecipientId, type RecordEventId, type ReplyId } from '#kernel'
import type { Tx } from '#platform'
import {
  fits,
  groundFor,
  hasCome,
  record,
  recordAnew,
  refused,
  standingFor,
  statusFrom,
  type Acting,
  type Ground,
  type On,
  type RecordOutcome,
  type Refusal,
  type Refused,
} from './act.ts'
import type { Citing, CommitmentTerms, RecordCommitment, Wording } from './record.ts'
import { isDemand } from './record-of.ts'
import type { CommitmentStage, Coverage, ScopeDimension } from './vocabulary.ts'
import { isQuoted } from './is-quoted.ts'
import { standsIn, typedText } from './words-in.ts'

/** What came of stating a commitment. */
export type CommitmentOutcome =
  | { readonly kind: 'recorded'; readonly event: RecordEventId; readonly commitment: CommitmentId }
  | Refused

/** Puts a promise on record, in its promiser's own words. What is said to stand in a reply must stand there. */
export async function stateCommitment(
  tx: Tx,
  wish: Acting &
    On & {
      readonly recipient: RecipientId
      readonly title: string
      readonly reply?: ReplyId
      readonly wording: Wording
      readonly terms: CommitmentTerms
    },
  means: Means,
): Promise<CommitmentOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { recipient, reply, terms, on } = wish
  const wording = { ...wish.wording, words: typedText(wish.wording.words) }
  const title = typedText(wish.title)
  if (wording.words === '' || title === '') return refused('empty')
  if (!ground.recipients.some(({ id }) => id === recipient)) return refused('no-such-recipient')
  const trouble = unsaid(ground, reply, wording) ?? (hasCome(on, ground) ? undefined : 'in-the-future')
  if (trouble) return refused(trouble)
  if (!(await isQuoted(tx, wish.campaign, wording))) return refused('words-not-found')
  const commitment = newId<CommitmentId>(means)
  const facts = { commitment, title, reply, wording, terms }
  const happening = { kind: 'commitment-stated', on, recipient, facts } as const
  const standing = await standingFor(tx, wish.campaign, happening)
  if (standing?.kind === 'commitment-stated')
    return { kind: 'recorded', event: standing.id, commitment: standing.facts.commitment }
  const statuses = [statusFrom('stage', commitment, 'stated', on)]
  const outcome = await recordAnew(
    tx,
    wish,
    { act: 'state-commitment', subject: [commitment], happening, statuses },
    means,
  )
  return { ...outcome, commitment }
}

function unsaid({ record: known }: Ground, reply: ReplyId | undefined, { words }: Wording): Refusal | undefined {
  if (reply === undefined) return undefined
  const found = known.replies.find(({ id }) => id === reply)
  if (!found) return 'no-such-reply'
  return standsIn(words, found.text) ? undefined : 'words-not-found'
}

/** Puts a later wording of a promise on record, and what has become of it by that. Earlier wordings stay. */
export async function reviseCommitment(
  tx: Tx,
  wish: Acting &
    On & {
      readonly commitment: CommitmentId
      readonly stage: CommitmentStage
      readonly wording: Wording
      readonly terms: CommitmentTerms
    },
  means: Means,
): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { campaign, commitment, stage, terms, on } = wish
  const found = ground.record.commitments.find(({ id }) => id === commitment)
  if (!found) return refused('no-such-commitment')
  const wording = { ...wish.wording, words: typedText(wish.wording.words) }
  if (wording.words === '') return refused('empty')
  if (!(await isQuoted(tx, campaign, wording))) return refused('words-not-found')
  if (!hasCome(on, ground)) return refused('in-the-future')
  if (!(await fits(tx, campaign, { axis: 'stage', subject: commitment, status: stage, on })))
    return refused('not-allowed-now')
  const facts = { commitment, stage, wording, terms }
  const happening = { kind: 'commitment-revised', on, recipient: found.recipient, facts } as const
  const statuses = [statusFrom('stage', commitment, stage, on)]
  return record(tx, wish, { act: 'revise-commitment', subject: [commitment], happening, statuses }, means)
}

/** Says how far a promise meets a demand, and in what the demand is wider. A later word on the same two takes its place. */
export async function linkDemand(
  tx: Tx,
  wish: Acting & {
    readonly commitment: CommitmentId
    readonly demand: string
    readonly covers: Coverage
    readonly wider: readonly ScopeDimension[]
    readonly note?: string
    /** From which day on; as long as the promise has been there, unless told. */
    readonly on?: On['on']
  },
  means: Means,
): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { commitment, demand, covers, wider } = wish
  const found = ground.record.commitments.find(({ id }) => id === commitment)
  if (!found) return refused('no-such-commitment')
  if (!(await isDemand(tx, wish.campaign, demand, ground.at))) return refused('no-such-demand')
  const on = wish.on ?? firstDay(found)
  if (on === undefined || !hasCome(on, ground)) return refused('in-the-future')
  const facts = { commitment, demand, covers, wider, note: typedText(wish.note ?? '') || undefined }
  const happening = { kind: 'demand-linked', on, recipient: found.recipient, facts } as const
  return record(tx, wish, { act: 'link-demand', subject: [commitment], happening }, means)
}

const firstDay = ({ revisions }: RecordCommitment): On['on'] | undefined => revisions[0]?.on

/** Puts someone else's wording of a promise beside the promiser's own. */
export async function characterize(
  tx: Tx,
  wish: Acting &
    On & {
      readonly commitment: CommitmentId
      readonly words: string
      /** Who worded it so, and where. */
      readonly wordedBy: string
      readonly citing: Citing
    },
  means: Means,
): Promise<RecordOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { commitment, citing, on } = wish
  const [words, wordedBy] = [typedText(wish.words), typedText(wish.wordedBy)]
  if (words === '' || wordedBy === '') return refused('empty')
  const found = ground.record.commitments.find(({ id }) => id === commitment)
  if (!found) return refused('no-such-commitment')
  if (!(await isQuoted(tx, wish.campaign, { ...citing, words }))) return refused('words-not-found')
  if (!hasCome(on, ground)) return refused('in-the-future')
  const facts = { commitment, words, by: wordedBy, citing }
  const happening = { kind: 'commitment-characterized', on, recipient: found.recipient, facts } as const
  return record(tx, wish, { act: 'characterize-commitment', subject: [commitment], happening }, means)
}
