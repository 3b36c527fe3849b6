import { oneLine } from '#kernel'
import { lineTrouble, type LineTrouble } from './hidden-characters.ts'

/** A name as its bearer writes it: one line in NFC, at most {@link longestName} characters, nothing hidden in it. */
export type SignerName = string & { readonly __kind: 'SignerName' }

/** Most characters (code points) of a name, a place and an occupation. */
export const longestName = 100
/** Most characters (code points) of a comment. */
export const longestComment = 500

/** Why a name was not taken. `no-letter`: only marks and signs. */
export type NameTrouble = LineTrouble | 'empty' | 'too-long' | 'no-letter'

/** What came of reading a name. */
export type ParsedName =
  | { readonly kind: 'read'; readonly name: SignerName }
  | { readonly kind: 'wrong'; readonly why: NameTrouble }

/**
 * Reads a name. No real name is refused: one letter and one word are names, in any script. Refused is what could show
 * otherwise than it reads: controls, direction controls, invisible characters (joiners stay where a script needs them).
 */
export function parseName(typed: string): ParsedName {
  const read = parseField(typed, longestName)
  if (read.kind === 'wrong') return read
  if (read.text === undefined) return { kind: 'wrong', why: 'empty' }
  if (!/[\p{L}\p{N}]/u.test(read.text)) return { kind: 'wrong', why: 'no-letter' }
  return { kind: 'read', name: read.text as SignerName }
}

/** A field that may be left empty: then `text` is `undefined`. */
export type ParsedField =
  | { readonly kind: 'read'; readonly text: string | undefined }
  | { readonly kind: 'wrong'; readonly why: LineTrouble | 'too-long' }

/** Reads an optional field (place, occupation, comment) as one line of at most `longest` characters. */
export function parseField(typed: string, longest: number = longestName): ParsedField {
  const why = lineTrouble(typed)
  if (why) return { kind: 'wrong', why }
  const text = oneLine(typed)
  if (text === '') return { kind: 'read', text: undefined }
  // A character is a code point; the cheaper count of code units decides nearly always.
  if (text.length > longest && [...text].length > longest) return { kind: 'wrong', why: 'too-long' }
  return { kind: 'read', text }
}
