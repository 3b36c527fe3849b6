/** What kind of letter came back, whatever it says on the demands. A machine's `out-of-office` and `bounce` are no replies. */
export const replyKinds = [
  'acknowledgement',
  'holding',
  'substantive',
  'form-reply',
  'referral',
  'refusal',
  'neither-confirm-nor-deny',
  'correction-request',
  'legal-threat',
  'out-of-office',
  'bounce',
] as const
/** One of {@link replyKinds}. */
export type ReplyKind = (typeof replyKinds)[number]

/** What a reply says on one demand. That it says nothing (`not-addressed`) is not that it says no (`refused`). */
export const answerValues = [
  'agreed',
  'agreed-in-part',
  'refused',
  'deflected',
  'says-already-done',
  'not-addressed',
] as const
/** One of {@link answerValues}. */
export type AnswerValue = (typeof answerValues)[number]

/** What became of a promise, as its promiser said so. That it ran out by the calendar is derived, never written here. */
export const commitmentStages = [
  'stated',
  'clarified',
  'narrowed',
  'widened',
  'extended',
  'expired',
  'withdrawn',
  'superseded',
] as const
/** One of {@link commitmentStages}. */
export type CommitmentStage = (typeof commitmentStages)[number]

/** The ways in which a promise promises less than it seems to. */
export const loopholes = [
  'open-ended-until',
  'self-judging',
  'entity-scope',
  'product-scope',
  'verb-scope',
  'customer-scope',
  'carve-out',
  'time-limited',
  'past-tense-only',
  'conditional-on-law',
  'encourage-not-require',
  'applies-to-others',
] as const
/** One of {@link loopholes}. */
export type Loophole = (typeof loopholes)[number]

/** A judgment whether a promise or a demand was kept. */
export const assessmentValues = [
  'not-yet-rated',
  'in-the-works',
  'stalled',
  'partly-kept',
  'kept',
  'broken',
  'uncheckable',
  'not-applicable',
] as const
/** One of {@link assessmentValues}. */
export type AssessmentValue = (typeof assessmentValues)[number]

/** How far a fact was checked, the least first: what is made of several is as sure as the least of them. */
export const verifications = ['flagged', 'unverified', 'second-reader', 'steward'] as const
/** One of {@link verifications}. */
export type Verification = (typeof verifications)[number]

/** Where an exchange with a recipient stands, as a person says. What the clock says stands beside it. */
export const correspondenceStates = [
  'awaiting-response',
  'acknowledged',
  'clarification-requested',
  'by-post',
  'meeting-offered',
  'response-received',
  'refused-to-engage',
  'referred-elsewhere',
  'withdrawn-by-coalition',
  'requires-attention',
] as const
/** One of {@link correspondenceStates}. */
export type CorrespondenceState = (typeof correspondenceStates)[number]

/** Where an exchange stands by the calendar and what came in. `overdue` needs a deadline that the recipient was told. */
export const derivedCorrespondences = [
  'not-sent',
  'awaiting-response',
  'past-follow-up-date',
  'overdue',
  'long-overdue',
  'unclassified',
  'answered',
  'closed-without-response',
] as const
/** One of {@link derivedCorrespondences}. */
export type DerivedCorrespondence = (typeof derivedCorrespondences)[number]

/** How much of a demand a commitment covers; `none`: it is of the same subject and covers nothing of it. */
export const coverages = ['whole', 'part', 'none'] as const
/** One of {@link coverages}. */
export type Coverage = (typeof coverages)[number]

/** In what a demand or a promise can be wide or narrow. */
export const scopeDimensions = ['action', 'product', 'actor', 'use', 'place', 'subsidiary'] as const
/** One of {@link scopeDimensions}: what is (not) done, with what, to or for whom, for what, where, by which part of the recipient. */
export type ScopeDimension = (typeof scopeDimensions)[number]

/** How a reply came. */
export const replyChannels = ['mail', 'post', 'hand', 'web-form'] as const
/** One of {@link replyChannels}. */
export type ReplyChannel = (typeof replyChannels)[number]

/** How far a letter that came in has got with the organizers. */
export const replyStates = ['waiting', 'accepted', 'set-aside', 'published'] as const
/** One of {@link replyStates}. */
export type ReplyState = (typeof replyStates)[number]

/** How far an assessment has got before strangers see it. */
export const assessmentStates = ['draft', 'sent-for-comment', 'published', 'dropped'] as const
/** One of {@link assessmentStates}. */
export type AssessmentState = (typeof assessmentStates)[number]
