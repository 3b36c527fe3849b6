/**
 * Organizations and the lists they stand on: names, order, the list linter and the list as a file.
 * Holds no personal data of its own but the names that people gave to be printed.
 */
export { namesOnBoard } from './store-asks.ts'
export type { SpellingKind } from './key.ts'
export { acronymOf, sameName, strictKey, type NameJudgement } from './name.ts'
export { orderSignatories, type Orderable, type OrderSettings } from './order.ts'
export { letterheadNames, signatureGroups, type ListedSignatory } from './listing.ts'
export { isClean, lintLists, type LintFindings, type NameList, type Spelling } from './lint.ts'
export { lintText } from './lint-text.ts'
export { readSignatoriesCsv, writeSignatoriesCsv, type ReadSignatories, type SignatoryRow } from './csv.ts'
export type { EarlierSignOn, KeptSignOn, ListSettings, Organization, PrintedSignOn, SignOn } from './sign-on.ts'
export { recordList, type SignOnStart } from './record-list.ts'
export { addToList, type ListAddition, type ListRow, type RowOutcome } from './add-to-list.ts'
export { lastPositionOf, listSettings, signOnCounts, signOnsOf, signOnsOfOrganization } from './store.ts'
export type { LetterList, LetterOfList, ListsRecord, OrganizationRecord } from './list-record.ts'
export { readListFiles, writeListFiles, type ReadListFiles } from './list-files.ts'
export { readLists, recordLists } from './record-lists.ts'
export { judgeMail, provesOrganization, type ExpectedMail } from './authority/judge-mail.ts'
export type { MailDoubt, MailFacts, MailRefusal, MailVerdict } from './authority/verdict.ts'
export { parseChallenge, proofSubject, textHashOf, type Challenge, type TextHash } from './authority/proof-subject.ts'
export { authorityLevels, isPrintable, type AuthorityLevel, type EvidenceLevel } from './authority/level.ts'
export {
  findChallenge,
  makeChallenge,
  type AskedChallenge,
  type ChallengeId,
  type ChallengeOutcome,
  type KeptChallenge,
} from './authority/challenge.ts'
export type { Evidence, EvidenceId, EvidenceReason, NewEvidence, ShownEvidence } from './authority/evidence.ts'
export { keepEvidence, type KeepOutcome } from './authority/keep-evidence.ts'
export { judgeEvidence, type JudgeOutcome, type Judging } from './authority/judge-evidence.ts'
export { recordCallBack, type CallBack, type CallBackOutcome } from './authority/call-back.ts'
export { authoritiesOf, authorityOf, type Authority, type AuthorityAsked } from './authority/authority-of.ts'
export { forgetRepresentatives, openRaw, openShown } from './authority/open-evidence.ts'
export { evidenceOf, waitingEvidence } from './authority/store-evidence.ts'
export {
  judgeDns,
  judgeFile,
  recordToMake,
  type ExpectedRecord,
  type RecordRefusal,
  type RecordToMake,
  type RecordVerdict,
} from './authority/judge-record.ts'
export { renewEvidenceSeals } from './authority/renew-seals.ts'
export { nameTrouble, skeletonOf, skeletonRegister, type NameTrouble, type SkeletonRegister } from './skeleton.ts'
export type { AnswerMeans, MailAnswer } from './authority/answer-by-mail.ts'
export { answerByRecord, type RecordAnswer, type RecordMeans } from './authority/answer-by-record.ts'
export { checkAuthority } from './authority/check-authority.ts'
export {
  gatherLinkOf,
  homeLinkOf,
  parseGatherLink,
  parseHomeLink,
  parseSignOnLink,
  signOnLinkOf,
  type GatherLink,
  type HomeTarget,
  type SignOnTarget,
} from './gather-link.ts'
export {
  type AskId,
  type Consent,
  type EditionOfSignOn,
  type Endorsement,
  type EndorsementId,
  type GatherView,
  type HomeAnswer,
  type HomeId,
  type HomeQuestion,
  type NamedPlace,
  type OfferedEdition,
  type Representative,
  type SignOnState,
  type SignOnView,
} from './gathered.ts'
export type { LineFacts } from './line-facts.ts'
export type { BadName, ConsentOutcome, SignOnOutcome, SignOnWish } from './sign-on-wish.ts'
export {
  askStatuses,
  queueNames,
  type AskChange,
  type AskOutcome,
  type AskStatus,
  type AskWish,
  type BoardRow,
  type BoardStatus,
  type HistoryEntry,
  type NameDoubt,
  type Queue,
  type QueueName,
  type ShownSignOnEvidence,
  type SignOnDetail,
} from './gathered-board.ts'
export { type By, type SealedMeans } from './begin.ts'
export { openGather, startSignOn } from './start-sign-on.ts'
export { signOnView } from './sign-on-view.ts'
export { confirmSignOn, renewConsent, type ReadByLink } from './confirm-sign-on.ts'
export {
  eraseRepresentative,
  handOver,
  renameSignOn,
  setCarries,
  withdrawSignOn,
  type MineOutcome,
} from './my-sign-on.ts'
export { answerByMail, checkRecord, proofFor, type ProofOffer, type CheckRecordMeans } from './proof-for.ts'
export { answerHome, askHome, homeView, type HomeView } from './home-approval.ts'
export { callBackFor, judgeEvidenceFor, judgeSignOn, type JudgeSignOnOutcome } from './judge-sign-on.ts'
export {
  printedCounts,
  printedOfOrganization,
  printedSignOns,
  standingSignOns,
  type ListCount,
} from './printed-sign-ons.ts'
export { settleDueSignOns } from './settle-sign-ons.ts'
export { freezeAndFollow, setStateAndSettle, type FreezeAndFollowOutcome } from './freeze-and-follow.ts'
export { checkSignOns } from './check-sign-ons.ts'
export { gatheringCampaigns } from './store-leaves.ts'
export { askOrganizations, type Asking } from './ask-organizations.ts'
export { changeAsk, remind, type AskChangeOutcome } from './follow-asks.ts'
export { boardOf } from './board.ts'
export { progressOf, type Progress } from './progress.ts'
export { signOnFor, shownEvidenceOf } from './sign-on-for.ts'
export type { SignOnDay } from './sign-on-days.ts'
export {
  editLine,
  endorse,
  endorsementsOf,
  groupsOf,
  removeEndorsement,
  setGroups,
  setListSettings,
  type EditLineOutcome,
} from './edit-list.ts'
export { settleDoubt } from './name-doubts.ts'
export { factsFor, signOnShelf, type SignOnFacts, type SignOnShelf } from './shelf.ts'
export { finalContent, finalizeList, finalOf, listOf, type DrawnList } from './final-list.ts'
export { keepSignOns, signOnDaysKept } from './keep-sign-ons.ts'
export { renewSignOnSeals } from './renew-sign-on-seals.ts'
export type { SignOnMailLinks } from './sign-on-mail-links.ts'
export { signOnComposers } from './compose-sign-on.ts'
export { noteReturnedSignOnMails } from './returned-mails.ts'
export { remindDueSignOns } from './remind-due.ts'
