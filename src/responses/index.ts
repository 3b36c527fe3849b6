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
export { recordOf } from './record-of.ts'
export { recordWork } from './record-work.ts'
export type { Reader } from './asked.ts'
export type { EventFacts, EventKind, Happening, RecordEvent } from './event.ts'
export { publicEvent, publicEvents, type PublicEvent } from './public-events.ts'
export { documentFormat } from './event.ts'
export { mayFollow, type Axis } from './transitions.ts'
export type { Acting, On, RecordOutcome, Refusal, Refused } from './act.ts'
export { putDemand, type DemandWish } from './put-demand.ts'
export { describeCorrespondence } from './describe-correspondence.ts'
export { enterReply, type EnterOutcome, type ReplyWish } from './enter-reply.ts'
export type { GivenFile } from './keep-reply.ts'
export { classifyReply, publishReply, responseJobs, reviewReply, type ReviewOutcome } from './review-reply.ts'
export { answerDemand } from './answer-demand.ts'
export { characterize, linkDemand, reviseCommitment, stateCommitment, type CommitmentOutcome } from './commit.ts'
export { noteFact } from './note-fact.ts'
export {
  draftAssessment,
  dropAssessment,
  fewestCommentDays,
  keepRubric,
  publishAssessment,
  readSecond,
  sendForComment,
  verificationOf,
  type DraftOutcome,
} from './assess.ts'
export {
  assessmentRows as assessmentsOf,
  rubricRows as rubricsOf,
  type AssessmentWork,
  type Rubric,
} from './store-assessment.ts'
export {
  commentOn,
  countersign,
  longestComment,
  recipientDesk,
  type CommentOutcome,
  type RecipientDesk,
} from './comment.ts'
export { answerByLink, longestAnswer, type AnswerOutcome } from './answer-by-link.ts'
export { readRecipientToken, recipientToken, type LinkedTo } from './recipient-link.ts'
export { redact } from './redact.ts'
export {
  confirmRedaction,
  lonelyDays,
  proposeRedaction,
  redactionStanding,
  refuseRedaction,
  type ProposalOutcome,
  type RedactionStanding,
  type RedactionWish,
} from './propose-redaction.ts'
export { redactionProposals, type RedactionProposal } from './store-redaction.ts'
export { insertTold as tellOnce } from './store-reply.ts'
export { waitingCounts, type WaitingCounts } from './store-waiting.ts'
export { publicFile, repliesFor, replyFor, type WaitingReply } from './reads.ts'
export type { Sender } from './sealed-sender.ts'
export { checkRecord } from './check-record.ts'
export { readRecord, type ReadRecord } from './read-record.ts'
export type { RecordFile } from './record-shapes.ts'
export { recordRecord, type RecordFileOutcome, type RecordImport } from './record-record.ts'
export { exportRecord } from './export-record.ts'
export { receiveReply, mostReplies, type ReceiveOutcome } from './receive-reply.ts'
export { provenSender, type ProvenSender } from './proven-domain.ts'
export { renewResponseSeals } from './renew-seals.ts'
export { tellOrganizers } from './tell-organizers.ts'
export type { WaitingPlaces } from './compose-waiting.ts'
export { remindOfPromises, responseComposers, type ResponseMailMeans } from './remind.ts'
export { mostFailures, mostHooks, type Hook, type HookId, type HookOutcome } from './hook.ts'
export { hookHeaders, hookSecret } from './hook-signature.ts'
export { addHook, removeHook, resumeHook, type AddHookOutcome, type ChangeHookOutcome } from './change-hooks.ts'
export { settleHook, takeHooks } from './settle-hook.ts'
export { hookRows as hooksOf, putBackHook, type DueHook } from './store-hook.ts'
export { describedExchanges, recordedCampaigns } from './store-event.ts'
