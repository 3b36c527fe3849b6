import type {
  AssessmentId,
  CampaignId,
  CaptureId,
  CommitmentId,
  DeliveryId,
  EditionId,
  FileHash,
  LetterId,
  PartialDate,
  QuoteId,
  RecipientId,
  RecordEventId,
  ReplyId,
  SourceId,
  VersionHash,
} from '#kernel'
import type { Scope } from './scope.ts'
import type {
  AnswerValue,
  AssessmentValue,
  CommitmentStage,
  CorrespondenceState,
  Coverage,
  Loophole,
  ReplyChannel,
  ReplyKind,
  ScopeDimension,
  Verification,
} from './vocabulary.ts'

/** What every entry of a record carries: when it happened, in the campaign's zone, and when and by which event it was written down. */
export type Dated = {
  /** As exact as it is known. */
  readonly on: PartialDate
  readonly recordedAt: Date
  readonly event: RecordEventId
}

/**
 * The public record of a campaign as plain data: who was asked for what, and all that was sent, said, promised and
 * judged. Lists are in the order of the days on which things happened.
 */
export type CampaignRecord = {
  readonly campaign: RecordCampaign
  /** In the campaign's order. */
  readonly recipients: readonly RecordRecipient[]
  readonly demands: readonly RecordDemand[]
  readonly deliveries: readonly RecordDelivery[]
  readonly replies: readonly RecordReply[]
  readonly answers: readonly RecordAnswer[]
  readonly correspondence: readonly RecordCorrespondence[]
  readonly commitments: readonly RecordCommitment[]
  readonly assessments: readonly RecordAssessment[]
  readonly notes: readonly RecordNote[]
  readonly redactions: readonly RecordRedaction[]
  /** Every source that something here names. */
  readonly sources: readonly RecordSource[]
}

/** The campaign that a record is of. */
export type RecordCampaign = {
  readonly id: CampaignId
  readonly slug: string
  readonly title: string
  readonly language: string
  /** IANA name: days end there. */
  readonly timeZone: string
}

/** Who was asked. */
export type RecordRecipient = {
  readonly id: RecipientId
  readonly slug: string
  /** As readers call it. */
  readonly name: string
}

/** A demand as one recipient was asked it. The same demand has the same slug with every recipient. */
export type RecordDemand = {
  readonly slug: string
  readonly recipient: RecipientId
  /** The demand in a few neutral words, the same for all; absent: nobody wrote them. */
  readonly title: string | undefined
  /** In the words of the recipient's own edition. */
  readonly wording: string
  /** The letter and edition in which it was asked; absent where nobody said. */
  readonly letter: LetterId | undefined
  readonly edition: EditionId | undefined
  /** From when on it was asked. */
  readonly on: PartialDate
  /** How wide it is; what is not named is not limited. */
  readonly scope: Scope
}

/** One dispatch of an edition, as far as strangers may know. */
export type RecordDelivery = {
  readonly id: DeliveryId
  readonly recipient: RecipientId
  readonly letter: LetterId
  readonly edition: EditionId
  readonly version: VersionHash | undefined
  readonly channel: string
  /** Every status it had, in order. */
  readonly statuses: readonly {
    readonly status: 'draft' | 'ready' | 'sent' | 'delivered' | 'failed' | 'bounced' | 'unknown'
    readonly on: PartialDate
  }[]
  /** The day until which the letter itself asks for a response; absent: it names none, and nothing is ever overdue. */
  readonly statedDeadline: PartialDate | undefined
  /** The coalition's own day to ask again; for organizers only. */
  readonly followUpOn: PartialDate | undefined
  /** Days after a stated deadline from which on it is long overdue. */
  readonly longOverdueDays: number
}

/** Where words can be read: a span of a capture of a source, as far as each is at hand. */
export type Citing = {
  readonly source: SourceId | undefined
  readonly capture: CaptureId | undefined
  readonly quote: QuoteId | undefined
}

/** Words as somebody said them, verbatim. */
export type Wording = Citing & {
  readonly words: string
  /** Who said it, with their post, as it was known then. */
  readonly speaker: string | undefined
}

/** What a recipient wrote, verbatim. */
export type RecordReply = Dated & {
  readonly id: ReplyId
  readonly recipient: RecipientId
  readonly kind: ReplyKind
  /** Every kind it was taken for, in order; the last one is its kind. */
  readonly kinds: readonly { readonly on: PartialDate; readonly kind: ReplyKind }[]
  readonly channel: ReplyChannel
  /** Name and post of whoever signed it, as printed there. Never an address. */
  readonly author: string | undefined
  readonly text: string
  /** The delivery that it answers, with the text that was delivered. */
  readonly delivery: DeliveryId | undefined
  readonly version: VersionHash | undefined
  /** `domain`: the mail bears a signature (DKIM) of this domain of the recipient's; `reviewed`: an organizer looked at it. */
  readonly proof: { readonly kind: 'domain'; readonly domain: string } | { readonly kind: 'reviewed' }
  /** SHA-256 of the message or scan as it came in. The message itself is for organizers: it holds addresses. */
  readonly message: FileHash
  readonly attachments: readonly RecordAttachment[]
  /** Set once the recipient said that this is what it wrote. */
  readonly countersigned: Countersignature | undefined
}

/** A file that came with a reply. */
export type RecordAttachment = {
  readonly name: string
  readonly file: FileHash
  readonly mediaType: string
  readonly size: number
}

/** The recipient's own yes to what was published about it, by the link that was sent to it. */
export type Countersignature = Dated & { readonly name: string; readonly note: string | undefined }

/** What a reply says on one demand. */
export type RecordAnswer = Dated & {
  readonly reply: ReplyId
  readonly recipient: RecipientId
  readonly demand: string
  readonly value: AnswerValue
  /** The reply's own words for it; absent: it has none. */
  readonly words: string | undefined
  readonly note: string | undefined
}

/** Where an exchange stood from a day on, as an organizer described it. */
export type RecordCorrespondence = Dated & {
  readonly recipient: RecipientId
  readonly state: CorrespondenceState
  readonly note: string | undefined
}

/** A promise through all its wordings. */
export type RecordCommitment = {
  readonly id: CommitmentId
  readonly recipient: RecipientId
  /** A few words to name it by. */
  readonly title: string
  /** The reply it was made in, where it was. */
  readonly reply: ReplyId | undefined
  /** The first is `stated`; in order. */
  readonly revisions: readonly CommitmentRevision[]
  readonly characterizations: readonly Characterization[]
  readonly links: readonly DemandLink[]
}

/** A promise in its promiser's own words, from a day on. */
export type CommitmentRevision = Dated & {
  readonly stage: CommitmentStage
  readonly wording: Wording
  readonly terms: CommitmentTerms
}

/** What a promise comes to. Terms of a later revision replace all earlier ones. */
export type CommitmentTerms = {
  readonly scope: Scope
  readonly conditions: readonly Condition[]
  /** Whom or what the promise excepts. */
  readonly carveOuts: readonly string[]
  /** By when it is to be done. */
  readonly deadline: PartialDate | undefined
  /** The last day on which it binds; absent: it names none. */
  readonly expires: PartialDate | undefined
  readonly loopholes: readonly Loophole[]
}

/** What must come first, and who decides whether it has. */
export type Condition = { readonly text: string; readonly decider: string | undefined }

/** Someone else's wording of a promise. */
export type Characterization = Dated & {
  readonly words: string
  /** Who worded it so: an edition of the coalition's own letters, a newspaper. */
  readonly by: string
  readonly citing: Citing
}

/** That a promise meets a demand, how far, and where it stays behind. */
export type DemandLink = Dated & {
  readonly demand: string
  readonly covers: Coverage
  /** Where the demand is wider than the promise. */
  readonly wider: readonly ScopeDimension[]
  readonly note: string | undefined
}

/** What speaks for or against, and how far it was checked. */
export type Evidence = Citing & {
  readonly side: 'for' | 'against'
  readonly note: string
  readonly verification: Verification
}

/** A published judgment, with the comment of whom it is about beside it. */
export type RecordAssessment = Dated & {
  readonly id: AssessmentId
  readonly recipient: RecipientId
  readonly about: AssessmentSubject
  readonly value: AssessmentValue
  readonly reason: string
  readonly rubric: { readonly name: string; readonly version: number }
  readonly evidence: readonly Evidence[]
  /** The least of the evidence's and of the second reading's. */
  readonly verification: Verification
  /** When the recipient was asked for a comment, and until when. */
  readonly asked: { readonly on: PartialDate; readonly until: PartialDate } | undefined
  readonly comment: { readonly text: string; readonly on: PartialDate } | undefined
  readonly countersigned: Countersignature | undefined
}

/** What an assessment judges. */
export type AssessmentSubject =
  | { readonly kind: 'commitment'; readonly commitment: CommitmentId }
  | { readonly kind: 'demand'; readonly demand: string }

/** Something on record about a recipient that is neither promise nor answer: what it said, or what is known of what it does. */
export type RecordNote = Dated & {
  readonly recipient: RecipientId
  /** `statement`: the recipient's own words; `workers`: of people who work there; `fact`: what somebody found out; `deflection`: how it answered others. */
  readonly kind: 'statement' | 'workers' | 'fact' | 'deflection'
  readonly wording: Wording
  /** What it says about the demand it is noted at; absent: nothing. */
  readonly demand: string | undefined
}

/** What stood on record until it was taken down: nothing but that it did, its hash, and why. */
export type RecordRedaction = Dated & {
  readonly redacted: RecordEventId
  /** SHA-256 of the document of the event that was taken down, as the log has it. */
  readonly hash: FileHash
  readonly reason: string
}

/** A source, as a reader needs it beside a quotation. */
export type RecordSource = {
  readonly id: SourceId
  readonly title: string
  readonly url: string | undefined
  /** The latest capture that is whole. */
  readonly capture: CaptureId | undefined
  readonly capturedAt: Date | undefined
}
