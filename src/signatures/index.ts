/** The public's signatures: wished, confirmed by mail, counted in the log, and their bearers' own. Holds what is personal sealed, until the days set have passed (see README). */
export type { Consent, NamedLetter, NamedVersion, SigningLetter, SigningSettings, SigningWish } from './settings.ts'
export { openSigning, type SigningOpened } from './open-signing.ts'
export { openSigningBy, type OpeningBy } from './open-signing-by.ts'
export { signingLetter, signingOf } from './signing-letter.ts'
export { canonicalAddress } from './canonical-address.ts'
export {
  longestComment,
  longestName,
  parseField,
  parseName,
  type NameTrouble,
  type ParsedField,
  type ParsedName,
  type SignerName,
} from './name.ts'
export { linkOf, parseLink, type LinkKind, type LinkTarget } from './link.ts'
export type { ConfirmOutcome, ConfirmWish, DenyOutcome, Peek, Wish, WishOutcome } from './wish.ts'
export { signBatch } from './sign.ts'
export { confirmBatch } from './confirm.ts'
export { signingDesk, type PostedForm, type PostedOutcome, type SigningDesk } from './desk.ts'
export { openHandle } from './handle.ts'
export { peekPending } from './peek.ts'
export { denyWish } from './deny.ts'
export { stopMails } from './undeliverable.ts'
export { resend } from './resend.ts'
export type { MineOutcome, MySignature, SignatureStatus, Supporter } from './signature.ts'
export { copyOfData, mySignature } from './mine.ts'
export { setShown } from './show.ts'
export { withdraw } from './withdraw.ts'
export { erase, type EraseOutcome } from './erase.ts'
export { stopHearing } from './hearing.ts'
export { tellSupporters } from './tell-answer.ts'
export { endOfLeaves, type LeafWindow } from './store-hearing.ts'
export type { AnswerTold, FindAnswer } from './compose-answer.ts'
export { composers, restingMails } from './composers.ts'
export type { MailLinks } from './mail-links.ts'
export { receiptOfSignature, type ReceiptMeans, type SignatureReceipt } from './receipt.ts'
export { findSupporters, supportersAfter } from './supporters.ts'
export { shownMark } from './store-shown.ts'
export { openingsOf } from './openings.ts'
export { checkSignatures } from './check.ts'
export { renewKeys, type VaultChange } from './renew-keys.ts'
export { signingCampaigns } from './store-settings.ts'
export { formReader, makeFormToken, slotSeconds, type FormReader } from './form-token.ts'
export { packSignals, signalsOf, type FormTraits } from './review/signals.ts'
export { reviewSignatures, type Looked, type LookMeans } from './review-signatures.ts'
export {
  continueReview,
  leavesOfReview,
  listReviews,
  matchingIn,
  samplesOf,
  tryCondition,
  type Matching,
  type ReviewRun,
  type ReviewScope,
  type Sample,
} from './act-on-review.ts'
export {
  beginReviewBy,
  cancelReviewBy,
  leaveRun,
  reviewCommentBy,
  stopReviewBy,
  type ReviewBegun,
  type ReviewWish,
} from './review-by.ts'
export {
  approveStrike,
  strike,
  strikeNow,
  strikePlan,
  type ApproveStrike,
  type StrikeOutcome,
  type StrikePlan,
} from './strike.ts'
export { continueLeft, goalsOf, leftReviews, type LeftReview } from './run-reviews.ts'
export type { PlanId } from './store-plan.ts'
export type { ConditionScope } from './store-condition.ts'
export { longestReason, parseReason } from './reason.ts'
export type { StandingAct } from './change-standing.ts'
export type { Review, ReviewAct, ReviewId } from './store-review.ts'
export { parseCondition, type Condition, type ParsedCondition } from './condition.ts'
export {
  reviewComment,
  waitingCommentCount,
  waitingComments,
  type CommentOutcome,
  type WaitingComment,
} from './comments.ts'
export { daysKeptOf, keepRetention, type Retained } from './retention.ts'
