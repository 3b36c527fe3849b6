/** What a signature stands on: the canonical text of an edition and its hash. Uses node:crypto only, so that it can be read and re-written by strangers. */
export { canonicalText, hashText, LETTER_TEXT_FORMAT } from './letter-text.ts'
export { parseCanonicalText } from './parse-letter-text.ts'
export { normalizeBlocks, normalizeEdition } from './normalize.ts'
export { canonicalLine } from './characters.ts'
