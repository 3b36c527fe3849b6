import type {
  AssessmentId,
  CommitmentId,
  DeliveryId,
  EditionId,
  FileHash,
  LetterId,
  PartialDate,
  RecipientId,
  RecordEventId,
  ReplyId,
  VersionHash,
} from '#kernel'
import { canonicalJson } from './canonical-json.ts'
import type {
  AssessmentSubject,
  Citing,
  CommitmentTerms,
  Evidence,
  RecordAttachment,
  RecordNote,
  RecordReply,
  Wording,
} from './record.ts'
import type { Scope } from './scope.ts'
import type {
  AnswerValue,
  AssessmentValue,
  CommitmentStage,
  CorrespondenceState,
  Coverage,
  ReplyChannel,
  ReplyKind,
  ScopeDimension,
  Verification,
} from './vocabulary.ts'

/** What each kind of event says. docs/formats/record.md has every key. */
export type EventFacts = {
  readonly 'demand-put': {
    readonly demand: string
    readonly title?: string | undefined
    readonly wording: string
    readonly letter?: LetterId | undefined
    readonly edition?: EditionId | undefined
    readonly scope: Scope
  }
  readonly 'reply-published': {
    readonly reply: ReplyId
    readonly kind: ReplyKind
    readonly channel: ReplyChannel
    readonly author?: string | undefined
    readonly text: string
    readonly delivery?: DeliveryId | undefined
    readonly version?: VersionHash | undefined
    readonly proof: RecordReply['proof']
    readonly message: FileHash
    readonly attachments: readonly RecordAttachment[]
  }
  readonly 'reply-classified': { readonly reply: ReplyId; readonly kind: ReplyKind }
  readonly 'demand-answered': {
    readonly reply: ReplyId
    readonly demand: string
    readonly value: AnswerValue
    readonly words?: string | undefined
    readonly note?: string | undefined
  }
  readonly 'correspondence-described': {
    readonly state: CorrespondenceState
    readonly note?: string | undefined
  }
  readonly 'commitment-stated': {
    readonly commitment: CommitmentId
    readonly title: string
    readonly reply?: ReplyId | undefined
    readonly wording: Wording
    readonly terms: CommitmentTerms
  }
  readonly 'commitment-revised': {
    readonly commitment: CommitmentId
    readonly stage: CommitmentStage
    readonly wording: Wording
    readonly terms: CommitmentTerms
  }
  readonly 'demand-linked': {
    readonly commitment: CommitmentId
    readonly demand: string
    readonly covers: Coverage
    readonly wider: readonly ScopeDimension[]
    readonly note?: string | undefined
  }
  readonly 'commitment-characterized': {
    readonly commitment: CommitmentId
    readonly words: string
    readonly by: string
    readonly citing: Citing
  }
  readonly 'assessment-published': {
    readonly assessment: AssessmentId
    readonly about: AssessmentSubject
    readonly value: AssessmentValue
    readonly reason: string
    readonly rubric: { readonly name: string; readonly version: number }
    readonly evidence: readonly Evidence[]
    readonly verification: Verification
    readonly asked?: { readonly on: PartialDate; readonly until: PartialDate } | undefined
    readonly comment?: { readonly text: string; readonly on: PartialDate } | undefined
  }
  readonly countersigned: {
    /** The reply or the assessment that was signed, and the hash of the event that published it. */
    readonly of: ReplyId | AssessmentId
    readonly hash: FileHash
    readonly name: string
    readonly note?: string | undefined
  }
  readonly noted: {
    readonly kind: RecordNote['kind']
    readonly wording: Wording
    readonly demand?: string | undefined
  }
  readonly 'event-redacted': {
    readonly redacted: RecordEventId
    readonly hash: FileHash
    readonly reason: string
  }
}

/** What kinds of events there are. */
export type EventKind = keyof EventFacts

/** Something that happened, before it has been written down. */
export type Happening = {
  readonly [kind in EventKind]: {
    readonly kind: kind
    readonly on: PartialDate
    readonly recipient: RecipientId
    readonly facts: EventFacts[kind]
  }
}[EventKind]

/** An event of the record. */
export type RecordEvent = Happening & {
  readonly id: RecordEventId
  readonly recordedAt: Date
  readonly hash: FileHash
  readonly leafIndex: number | undefined
}

/** The first key of every document. */
export const documentFormat = 'undersigned record event 1'

/** An event's document, docs/formats/record.md: what its hash is of. */
export function documentOf(
  happening: Happening,
  { id, recordedAt, recipientName }: Pick<RecordEvent, 'id' | 'recordedAt'> & { readonly recipientName: string },
): string {
  const { kind, on, recipient, facts } = happening
  const about = { id: recipient, name: recipientName }
  return canonicalJson({
    format: documentFormat,
    event: id,
    kind,
    on,
    recorded: recordedAt.toISOString(),
    recipient: about,
    facts,
  })
}

/** Reads a document that this room wrote; the database holds its bytes to their hash. */
export function happeningOf(document: string): Happening {
  const { kind, on, recipient, facts } = JSON.parse(document)
  return { kind, on, recipient: recipient.id, facts }
}
