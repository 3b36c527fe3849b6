/** Letters and their editions: from an author's source to the text that is signed, and editions side by side. */
export { parseSource } from './parse-source.ts'
export type { Audience, ParsedSource, Passage, Run, SourceRecipient, SourceWarning } from './passage.ts'
export { sentenceOfWarning, warningsOf } from './source-warnings.ts'
export { bodyFor, type DemandInText, type EditionBody } from './edition-body.ts'
export { citationsOf, type Citation } from './citations.ts'
export { sentencesOf, type Sentence } from './sentences.ts'
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
  type Version,
} from './letter.ts'
export { nameRecipients, startCampaign, type CampaignStart, type RecipientNamed } from './start-campaign.ts'
export { draftLetter, type LetterStart } from './draft-letter.ts'
export { freezeLetter, type FreezeOutcome, type Freezing } from './freeze.ts'
export { jobNames, setState, type StateOutcome, type StateWish } from './set-state.ts'
export { logAllOpenVersions, logOpenVersions } from './log-versions.ts'
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
  touchCampaign,
  type CampaignPulse,
} from './store.ts'
export { writeSource, type RecipientBody } from './write-source.ts'
export {
  isPlainSlug,
  type CampaignPlaces,
  type CampaignRecord,
  type EditionRecord,
  type LetterRecord,
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
  gatheringLetters,
  gathersAt,
  isOpenToAll,
  type GatheringEdition,
  type GatheringLetter,
  type GatheringVersion,
} from './gathering.ts'
