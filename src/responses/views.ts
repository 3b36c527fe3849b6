import type { CommitmentId, PartialDate, RecipientId } from '#kernel'
import type { DroppedWords } from './dropped-words.ts'
import type {
  Characterization,
  CommitmentRevision,
  DemandLink,
  RecordAnswer,
  RecordAssessment,
  RecordCommitment,
  RecordCorrespondence,
  RecordDelivery,
  RecordDemand,
  RecordNote,
  RecordRecipient,
  RecordReply,
} from './record.ts'
import type { ScopeGap } from './scope.ts'
import type { Coverage, DerivedCorrespondence, Loophole } from './vocabulary.ts'

/** A promise as it stood on a day. */
export type CommitmentView = {
  /** With what was said of it by then. */
  readonly commitment: RecordCommitment
  /** The wording and the terms that held. */
  readonly latest: CommitmentRevision
  /** `lapsed`: its last day had passed, by the calendar. `ended`: its promiser had ended it, or put another in its place. */
  readonly stands: 'in-force' | 'lapsed' | 'ended'
  /** The day on which an expiry that it had was taken out. */
  readonly expiryRemovedOn: PartialDate | undefined
  /** How others worded it, beside the promiser's own words of that day. */
  readonly characterizations: readonly (Characterization & { readonly differs: DroppedWords })[]
  readonly assessment: RecordAssessment | undefined
}

/** Where an exchange stood on a day: what a person said, and what the calendar and the replies say. */
export type Correspondence = {
  readonly described: RecordCorrespondence | undefined
  readonly derived: DerivedCorrespondence
  /** The day that the derived state is about: a deadline, a follow-up date, a reply's day. */
  readonly since: PartialDate | undefined
}

/** All recipients, demand by demand, as of a day. */
export type Comparison = {
  readonly on: PartialDate
  readonly recipients: readonly RecordRecipient[]
  readonly rows: readonly ComparisonRow[]
}

/** One demand. */
export type ComparisonRow = {
  readonly demand: string
  /** In neutral words, or those of the first recipient who was asked. */
  readonly title: string
  /** One per recipient, in their order. */
  readonly cells: readonly ComparisonCell[]
}

/** What one recipient had to say, and had done, about one demand. */
export type ComparisonCell = {
  readonly recipient: RecipientId
  /** Absent: this recipient was not asked. */
  readonly demand: RecordDemand | undefined
  /** In force, and meeting the demand wholly or in part; the widest first. */
  readonly commitments: readonly CellCommitment[]
  /** Met it once, and do not bind any more. */
  readonly past: readonly CellCommitment[]
  /** In force and of the same subject, but covering nothing of the demand. */
  readonly beside: readonly CellCommitment[]
  /** What the latest reply that speaks of it says. */
  readonly answer: RecordAnswer | undefined
  readonly correspondence: Correspondence
  /** The latest, of the demand or of a commitment that meets it. */
  readonly assessment: RecordAssessment | undefined
  readonly sentence: CellSentence
}

/** A commitment as it meets one demand. */
export type CellCommitment = {
  readonly view: CommitmentView
  readonly link: DemandLink
  readonly gap: readonly ScopeGap[]
}

/** What a cell says, as data; the words are the page's. */
export type CellSentence =
  | { readonly kind: 'not-asked' }
  | {
      readonly kind: 'commitment'
      readonly covers: Exclude<Coverage, 'none'>
      readonly loopholes: readonly Loophole[]
      readonly carveOuts: readonly string[]
      readonly expires: PartialDate | undefined
      readonly expiryRemovedOn: PartialDate | undefined
    }
  /** There was one, until that day where it is known. */
  | { readonly kind: 'past-commitment'; readonly until: PartialDate }
  | {
      readonly kind: 'no-commitment'
      /** What was promised instead, and for when. */
      readonly beside: readonly { readonly title: string; readonly deadline: PartialDate | undefined }[]
    }

/** Everything about one recipient as of a day. */
export type RecipientView = {
  readonly on: PartialDate
  readonly recipient: RecordRecipient
  readonly correspondence: Correspondence
  readonly deliveries: readonly RecordDelivery[]
  readonly demands: readonly RecipientDemand[]
  readonly replies: readonly (RecordReply & { readonly answers: readonly RecordAnswer[] })[]
  readonly commitments: readonly CommitmentView[]
  /** What the others committed to about the demands that this recipient was asked. */
  readonly others: readonly {
    readonly recipient: RecordRecipient
    readonly demand: string
    readonly commitment: CellCommitment
  }[]
  readonly notes: readonly RecordNote[]
  readonly open: readonly OpenItem[]
  readonly timeline: readonly TimelineEntry[]
}

/** A demand with what came of it. */
export type RecipientDemand = {
  readonly demand: RecordDemand
  readonly cell: ComparisonCell
  /** Every answer, the latest first. */
  readonly answers: readonly RecordAnswer[]
}

/** What is still open with a recipient. */
export type OpenItem =
  /** Asked, and no reply says anything on it. */
  | { readonly kind: 'unanswered'; readonly demand: string; readonly since: PartialDate }
  /** Asked, and nothing in force meets it wholly. */
  | { readonly kind: 'not-committed'; readonly demand: string; readonly covers: 'part' | 'none' }
  /** Its own deadline has passed, and nobody has judged it since. */
  | { readonly kind: 'deadline-passed'; readonly commitment: CommitmentView; readonly deadline: PartialDate }
  /** It binds no longer than this day. */
  | { readonly kind: 'expires'; readonly commitment: CommitmentView; readonly expires: PartialDate }

/** What happened, the latest first. */
export type TimelineEntry = { readonly on: PartialDate; readonly recipient: RecipientId } & (
  | { readonly kind: 'demanded'; readonly demand: RecordDemand }
  | { readonly kind: 'delivery'; readonly delivery: RecordDelivery; readonly status: string }
  | { readonly kind: 'reply'; readonly reply: RecordReply }
  | { readonly kind: 'described'; readonly correspondence: RecordCorrespondence }
  | { readonly kind: 'commitment'; readonly commitment: RecordCommitment; readonly revision: CommitmentRevision }
  | { readonly kind: 'assessment'; readonly assessment: RecordAssessment }
  | { readonly kind: 'note'; readonly note: RecordNote }
)

/** A number of a number, never a bare percentage. */
export type Rate = { readonly of: number; readonly count: number }

/** How much came back, in the five forms in which evasion does not pay. */
export type ResponseRates = {
  /** Editions whose delivery is proved, of those dispatched. */
  readonly delivered: Rate
  /** Any reply by a person, of the editions delivered. */
  readonly replied: Rate
  /** A substantive reply, of the editions delivered. */
  readonly substantive: Rate
  /** Demands agreed to, agreed in part, refused or said to be done already, of the demands delivered. */
  readonly answered: Rate
  /** Days from delivery to the first substantive reply; absent: there is none. */
  readonly medianDays: number | undefined
}

/** Something that organizers must not forget. */
export type Reminder = {
  /** The same thing is reminded of once per key. */
  readonly key: string
  /** Whether it ends on that day, or is to be done by it. */
  readonly kind: 'expires' | 'deadline'
  readonly commitment: CommitmentId
  readonly recipient: RecipientId
  /** The commitment's. */
  readonly title: string
  readonly dueOn: PartialDate
  readonly daysLeft: number
}
