/** What letters and assessments rest on: sources, their captures as bytes sent, and the words quoted from them (see README). */
export { longestTitle, longestUrl, normalUrl, type Source } from './source.ts'
export { addSource, type SourceOutcome } from './add-source.ts'
export { attachCitation, type AttachOutcome } from './attach-citation.ts'
export { attachmentRows as attachmentsOf, type Attachment } from './store-quote.ts'
export {
  mayBecome,
  type Capture,
  type CaptureResult,
  type CaptureState,
  type CaptureTrouble,
  type RemovalReason,
} from './capture.ts'
export { askCapture, evidenceJobs, type AskCaptureOutcome } from './ask-capture.ts'
export { removeCapture, settleCapture } from './settle-capture.ts'
export { askCheck, workCheck, type AskCheckOutcome } from './ask-check.ts'
export { captureFor, type CaptureView } from './capture-for.ts'
export { quoteRows as quotesOf } from './store-quote.ts'
export { type Quote, type Span } from './quote.ts'
export { captureText, quoteIn, type QuoteOutcome } from './quote-in.ts'
export { isAlarm, type Check, type CheckOutcome } from './check.ts'
export { standingAlarms, type StandingAlarm } from './store-check.ts'
export {
  alarmsOf,
  capturesByUrl,
  publicSources,
  quotesByIds,
  sourcesOf,
  type Alarm,
  type PublicCapture,
  type PublicSource,
  type SourceView,
} from './reads.ts'
export { uploadCapture, longestUpload, type UploadOutcome } from './upload-capture.ts'
export { openCapturer, type Capturer } from './capturer.ts'
export { captureSite, usualLimits, type SiteLook } from './capture-site.ts'
export { replayOf, replayPolicy, type Replayed } from './replay.ts'
export { verifyWacz } from './verify-wacz.ts'
export { checkEvidence } from './check-evidence.ts'
export { evidenceCampaigns, evidencePulses, sourceRows as sourceList } from './store.ts'
export { giveUpCaptures, workCapture, type EvidenceMeans } from './work-capture.ts'
export { checkDueSources, checkSource, type CheckSourceOutcome } from './check-source.ts'
export { readTimestamp } from './timestamp.ts'
export { workTimestamp } from './work-timestamp.ts'
