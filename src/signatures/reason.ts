import { parseField, type ParsedField } from './name.ts'

/** Most characters (code points) of a reason. */
export const longestReason = 300

/**
 * Reads why signatures are held, freed or struck out. It stands in the public log for ever, so it is one line in NFC
 * without hidden characters, as the log takes it (docs/formats/leaves.md); `text` is `undefined` when nothing was typed.
 */
export function parseReason(typed: string): ParsedField {
  return parseField(typed, longestReason)
}
