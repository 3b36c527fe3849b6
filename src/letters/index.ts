/** Letters and their editions: from an author's source to the text that is signed, and editions side by side. */
export { parseSource } from './parse-source.ts'
export type { Audience, ParsedSource, Passage, Run, SourceRecipient, SourceWarning } from './passage.ts'
export { sentenceOfWarning, warningsOf } from './source-warnings.ts'
export { bodyFor, type DemandInText, type EditionBody } from './edition-body.ts'
export { citationsOf, type Citation } from './citations.ts'
export { citationsIn, type FixedCitation } from './latest-texts.ts'
export { markedDemands, type MarkedDemand } from './store-latest.ts'
export { sentencesOf, type Sentence } from './sentences.ts'
export { wholeBlocks } from './whole-blocks.ts'
export {
  compareEditions,
  compareVersions,
  type ComparedEdition,
  type Comparison,
  type ComparisonPart,
  type ComparisonRow,
  type SharedQuotation,
} from './compare.ts'
export { sameWords, wordMarks, type MarkedRun } from './word-marks.ts'
export { passagesOf, type FoundPassage } from './passages-of.ts'
export { reservedSlugs, type Campaign, type Recipient } from './campaign.ts'
export {
  isPublic,
  letterStates,
  type Demand,
  type Edition,
  type Letter,
  type LetterState,
  type PublicEdition,
  type TextChange,
  type Version,
} from './letter.ts'
export { beginCampaign, logOrigin, openCampaignLog, type Beginning, type BeginOutcome } from './begin-campaign.ts'
export { changeCampaign, type CampaignChange, type CampaignChangeOutcome } from './change-campaign.ts'
export { duplicateCampaign, type DuplicateOutcome } from './duplicate-campaign.ts'
export { changeRecipients, type RecipientsOutcome, type RecipientWish } from './change-recipients.ts'
export { nameRecipients, startCampaign, type CampaignStart, type RecipientNamed } from './start-campaign.ts'
export { draftLetter, type LetterStart } from './draft-letter.ts'
export { startLetter, type LetterBeginning, type LetterStarted } from './start-letter.ts'
export { followUpLetter, type FollowUpOutcome } from './follow-up.ts'
export { changeLetter, type LetterChange, type LetterChangeOutcome } from './change-letter.ts'
export {
  addEdition,
  changeEdition,
  removeEdition,
  type EditionAddedOutcome,
  type EditionChange,
  type EditionOutcome,
  type EditionRemovedOutcome,
} from './change-edition.ts'
export { addresseeLine, parseAddressee, parseAddressees } from './addressee-line.ts'
export type { LetterKey } from './store-draft.ts'
export { letterDraft, type DraftEdition, type LetterDraft } from './draft.ts'
export { longestSource, type Lock, type SaveId } from './save.ts'
export { saveSource, type SaveOutcome, type SourceSave } from './save-source.ts'
export { savedSource, savedTexts, savesOf, type SavedText } from './saves.ts'
export type { SaveRow } from './store-save.ts'
export { releaseLock, takeLock, type LockOutcome, type LockWish } from './lock.ts'
export {
  structureOf,
  type Reading,
  type Structure,
  type StructureCitation,
  type StructureDemand,
  type StructurePassage,
} from './structure.ts'
export {
  contentOf,
  draftContent,
  draftTexts,
  draftWords,
  type DraftText,
  type DraftTexts,
  type DraftWords,
} from './draft-texts.ts'
export {
  addComment,
  commentsOf,
  longestComment,
  resolveComment,
  type Comment,
  type CommentId,
  type CommentOutcome,
  type CommentWish,
  type PlacedComment,
} from './comment.ts'
export { addNote, longestNote, notesOf, removeNote, type Note, type NoteId, type NoteOutcome } from './note.ts'
export { letterFor, lettersFor, type LetterOverview } from './overview.ts'
export { versionTexts, type VersionText } from './version-texts.ts'
export { checkLetters } from './check-letters.ts'
export type { Doing } from './write-down.ts'
export {
  freezeDraft,
  freezeLetter,
  type FreezeDraftOutcome,
  type FreezeMeans,
  type FreezeOutcome,
  type FreezeWish,
  type Freezing,
} from './freeze.ts'
export { jobNames, setState, type StateOutcome, type StateWish } from './set-state.ts'
export { logAllOpenVersions, logOpenVersions } from './log-versions.ts'
export { lettersAndRecipients } from './store-signable.ts'
export { signableLetters, type SignableLetter, type SignableVersion } from './signable.ts'
export {
  findCampaign,
  findLetter,
  openCampaign,
  publicCampaign,
  publicCampaigns,
  publicText,
  type PublicCampaign,
  type PublicLetter,
  type PublicText,
} from './read-public.ts'
export {
  campaignById,
  campaignPulses,
  campaignRevisions,
  campaignsByIds,
  hasCampaigns,
  recipientsOf,
  touchCampaign,
  type CampaignPulse,
} from './store.ts'
export { writeSource, type RecipientBody } from './write-source.ts'
export {
  isPlainSlug,
  plainList,
  type CampaignPlaces,
  type CampaignRecord,
  type EditionRecord,
  type EndorsementRecord,
  type LetterRecord,
  type ListInFile,
  type ListOrder,
  type VersionRecord,
} from './campaign-record.ts'
export { slugOfFolder, writeCampaignFiles } from './campaign-files.ts'
export { readCampaignFiles, type ReadCampaignFiles } from './read-campaign-files.ts'
export { readCampaignRecord } from './read-campaign-record.ts'
export { recordCampaign, type RecordOutcome } from './record-campaign.ts'
export {
  frozenTexts,
  gatheringLetter,
  gatheringCampaign,
  gatheringLetters,
  gathersAt,
  isOpenToAll,
  type GatheringCampaign,
  type GatheringEdition,
  type GatheringLetter,
  type GatheringVersion,
} from './gathering.ts'
