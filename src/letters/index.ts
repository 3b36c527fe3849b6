/** Letters and their editions: from an author's source to the text that is signed, and editions side by side. */
export { parseSource } from './parse-source.ts'
export type { Audience, ParsedSource, Passage, Run, SourceRecipient, SourceWarning } from './passage.ts'
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
