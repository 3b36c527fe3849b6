/** What recipients answered, promised and did, as a record of dated events, and recipients compared as of any day. Holds what recipients wrote (see README). */
export {
  answerValues,
  assessmentStates,
  assessmentValues,
  commitmentStages,
  correspondenceStates,
  coverages,
  derivedCorrespondences,
  loopholes,
  replyChannels,
  replyKinds,
  replyStates,
  scopeDimensions,
  verifications,
  type AnswerValue,
  type AssessmentState,
  type AssessmentValue,
  type CommitmentStage,
  type CorrespondenceState,
  type Coverage,
  type DerivedCorrespondence,
  type Loophole,
  type ReplyChannel,
  type ReplyKind,
  type ReplyState,
  type ScopeDimension,
  type Verification,
} from './vocabulary.ts'
export type {
  AssessmentSubject,
  CampaignRecord,
  Characterization,
  Citing,
  CommitmentRevision,
  CommitmentTerms,
  Condition,
  Countersignature,
  Dated,
  DemandLink,
  Evidence,
  RecordAnswer,
  RecordAssessment,
  RecordAttachment,
  RecordCampaign,
  RecordCommitment,
  RecordCorrespondence,
  RecordDelivery,
  RecordDemand,
  RecordNote,
  RecordRecipient,
  RecordRedaction,
  RecordReply,
  RecordSource,
  Wording,
} from './record.ts'
export { gapOf, type Scope, type ScopeGap } from './scope.ts'
export type {
  CellCommitment,
  CellSentence,
  CommitmentView,
  Comparison,
  ComparisonCell,
  ComparisonRow,
  Correspondence,
  OpenItem,
  Rate,
  RecipientDemand,
  RecipientView,
  Reminder,
  ResponseRates,
  TimelineEntry,
} from './views.ts'
export { recordAt } from './as-of.ts'
export { commitmentAt } from './commitment-at.ts'
export { comparisonAt } from './comparison.ts'
export { recipientAt } from './recipient-view.ts'
export { timelineOf } from './timeline.ts'
export { responseRates } from './rates.ts'
export { remindersDue, reminderDays } from './reminders.ts'
export { droppedWords, type DroppedWords, type WordStretch } from './dropped-words.ts'
