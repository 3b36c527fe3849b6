import { Fault, type CommitmentId, type PartialDate } from '#kernel'
import { recordAt } from './as-of.ts'
import { lastDayOf } from './day.ts'
import { droppedWords } from './dropped-words.ts'
import type { CampaignRecord, CommitmentRevision, RecordCommitment } from './record.ts'
import type { CommitmentStage } from './vocabulary.ts'
import type { CommitmentView } from './views.ts'

/** A promise as it stood at the end of a day; `undefined` when it had not been made. */
export function commitmentAt(
  record: CampaignRecord,
  commitment: CommitmentId,
  day: PartialDate,
): CommitmentView | undefined {
  const known = recordAt(record, day)
  const found = known.commitments.find(({ id }) => id === commitment)
  return found && viewOf(known, found, day)
}

/** A promise of a record that holds nothing later than the day. */
export function viewOf(record: CampaignRecord, commitment: RecordCommitment, day: PartialDate): CommitmentView {
  const latest = latestOf(commitment)
  return {
    commitment,
    latest,
    stands: standsOf(latest, day),
    expiryRemovedOn: expiryRemovedOn(commitment.revisions),
    characterizations: commitment.characterizations.map((one) => ({
      ...one,
      differs: droppedWords(wordingAt(commitment, one.on), one.words),
    })),
    assessment: record.assessments.findLast(
      ({ about }) => about.kind === 'commitment' && about.commitment === commitment.id,
    ),
  }
}

function latestOf({ revisions }: RecordCommitment): CommitmentRevision {
  const latest = revisions.at(-1)
  if (!latest) throw new Fault('internal', 'A commitment is without the wording it was stated in.')
  return latest
}

const over: ReadonlySet<CommitmentStage> = new Set(['expired', 'withdrawn', 'superseded'])

function standsOf({ stage, terms }: CommitmentRevision, day: PartialDate): CommitmentView['stands'] {
  if (over.has(stage)) return 'ended'
  return terms.expires !== undefined && lastDayOf(terms.expires) < lastDayOf(day) ? 'lapsed' : 'in-force'
}

/** When the expiry last went out of the terms, and stayed out. */
function expiryRemovedOn(revisions: readonly CommitmentRevision[]): PartialDate | undefined {
  const last = revisions.findLastIndex(({ terms }) => terms.expires !== undefined)
  return last < 0 ? undefined : revisions[last + 1]?.on
}

/** The promiser's words that somebody had before them on a day; what was worded before it was said is held against the first. */
function wordingAt({ revisions }: RecordCommitment, on: PartialDate): string {
  const before = revisions.findLast((revision) => lastDayOf(revision.on) <= lastDayOf(on)) ?? revisions[0]
  return before?.wording.words ?? ''
}
