/** Plain values every room speaks: imports nothing, knows no clock, no database, no network. */
export { parseEmail, type EmailAddress, type EmailTrouble, type ParsedEmail } from './email.ts'
export { Fault, type FaultCode } from './fault.ts'
export {
  plainText,
  type Addressee,
  type Block,
  type BlockKind,
  type EditionText,
  type Inline,
  type Signatory,
  type SignatoryGroup,
} from './letter.ts'
export { valuesOf } from './header-fields.ts'
export { csvLine, safeCell } from './csv.ts'
export { directionOf } from './direction.ts'
export { dateInWords, dayOf, daysAt, momentInWords, parsePartialDate, type PartialDate } from './dates.ts'
export { localTimeOf, parseLocalTime, type LocalMoment, type LocalTime } from './local-time.ts'
export { wordsFor, type Words } from './words/index.ts'
export { isSharedMailDomain, sharedMailDomains } from './shared-mail-domains.ts'
export { fold, freshSlug, oneLine, slugOf } from './text.ts'
export {
  newId,
  parseFileHash,
  parseVersionHash,
  type AssessmentId,
  type CampaignId,
  type CaptureId,
  type CommitmentId,
  type DeliveryId,
  type EditionId,
  type FileHash,
  type LetterId,
  type Means,
  type OrganizationId,
  type OrganizerId,
  type QuoteId,
  type RecipientId,
  type RecordEventId,
  type ReplyId,
  type SignOnId,
  type SignatureId,
  type SourceId,
  type VersionHash,
} from './ids.ts'
