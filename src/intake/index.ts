/** Files of others become proposals that a person accepts. Pure: bytes in, data out; nothing is kept here. */
export type {
  Proposal,
  ProposedAddressee,
  ProposedLetter,
  ProposedParagraph,
  ProposedPassage,
  ProposedSignatory,
} from './proposal.ts'
export { largestFile, readBytes, type BytesOutcome, type Encoding } from './read-bytes.ts'
export { readFile, type FileFormat, type FileReading, type SourceShown } from './read-file.ts'
export { readLetters } from './read-letters.ts'
export { readLists, type PrintedLists } from './read-lists.ts'
export { acceptProposal } from './accept-late.ts'
export type { Acceptance, AcceptedLetter, AcceptOutcome } from './accept.ts'
export { summaryOf } from './summary.ts'
export { importFolder } from './accept-late.ts'
export type { FolderOutcome } from './import-folder.ts'
