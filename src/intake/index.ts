/** Files of others become proposals that a person decides about and accepts. Reading is pure: bytes in, data out. */
export type {
  Proposal,
  ProposedAddressee,
  ProposedLetter,
  ProposedParagraph,
  ProposedPassage,
  ProposedSignatory,
} from './proposal.ts'
export { largestFile, readBytes, type BytesOutcome, type Encoding } from './read-bytes.ts'
export { needsNoLibrary } from './file-kind.ts'
export { readFile, type FileFormat, type FileReading, type SourceShown } from './read-file.ts'
export { bringFiles, type BroughtFiles } from './bring-files.ts'
export { openReader, type FileToRead, type Reader } from './reader.ts'
export { readLetters } from './read-letters.ts'
export { readLists, type PrintedLists } from './read-lists.ts'
export { acceptProposal } from './accept-late.ts'
export type { Acceptance, AcceptedLetter, AcceptOutcome } from './accept.ts'
export { summaryOf } from './summary.ts'
export { importFolder } from './accept-late.ts'
export type { FolderOutcome } from './import-folder.ts'
export { readTogether, type FileRead, type ReadFiles, type ReadFrom } from './read-files.ts'
export {
  doubtToDecide,
  isOpen,
  reviewOf,
  type LineUse,
  type Review,
  type ReviewEdition,
  type ReviewLetter,
  type ReviewName,
  type UnusedLine,
} from './review.ts'
export type { ReviewAct, ReviewedText, SetName } from './review-act.ts'
export { paragraphsTyped, typedParagraphs } from './review-text.ts'
export { sourceFinder, splitsOf, type SourceAround } from './review-source.ts'
export type {
  KeptProposal,
  ListedProposal,
  ListLine,
  MergedName,
  ProposalId,
  RefusedName,
  ReviewResult,
} from './kept-proposal.ts'
export {
  acceptReview,
  decide,
  dropProposal,
  keepProposal,
  keepProposals,
  proposalRow,
  proposalRows,
  takeBack,
  unmerge,
} from './accept-late.ts'
export type { AcceptReviewOutcome, AcceptWish } from './accept-review.ts'
export { proposalDaysKept } from './kept-proposal.ts'
