import { wordsFor } from '#kernel'

/** What the bytes of a file turn out to be: a text, or a file this reader refuses with a sentence that helps. */
export type BytesOutcome =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'unreadable'; readonly sentence: string }

/** The encodings that are recognized. Windows-1252 is what is left when nothing else fits. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The largest file that is read, in bytes: 20 MB, some 400,000 names. */
export const largestFile = 20_000_000

/** How many bytes are looked at to tell text from anything else. */
const sampled = 65_536

/**
 * Reads the bytes of a plain text file. Detects UTF-8 and UTF-16 with and without a byte order mark (Unicode 15,
 * section 23.8) and Windows-1252. Refuses empty, binary and oversized files. Never throws, whatever the bytes.
 */
export function readBytes(bytes: Uint8Array): BytesOutcome {
  const say = wordsFor('en').intake.unreadable
  if (bytes.length > largestFile) return { kind: 'unreadable', sentence: say.tooLarge(largestFile / 1_000_000) }
  const encoding = encodingOf(bytes)
  const text = encoding === undefined ? undefined : new TextDecoder(encoding).decode(bytes)
  if (bytes.length === 0 || text?.trim() === '') return { kind: 'unreadable', sentence: say.empty }
  if (encoding === undefined || text === undefined || looksBinary(text))
    return { kind: 'unreadable', sentence: say.binary }
  return { kind: 'text', text, encoding }
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = zerosOf(bytes)
  if (zeros.even + zeros.odd > 0) return encodingByZeros(zeros, Math.min(bytes.length, sampled))
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function zerosOf(bytes: Uint8Array): { readonly even: number; readonly odd: number } {
  let even = 0
  let odd = 0
  const sample = bytes.subarray(0, sampled)
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even += 1
    else odd += 1
  }
  return { even, odd }
}

/** UTF-16 without a mark: Latin letters leave every second byte zero, and hardly ever the others. */
function encodingByZeros(zeros: { readonly even: number; readonly odd: number }, length: number): Encoding | undefined {
  if (zeros.odd > length * 0.2 && zeros.even < length * 0.02) return 'utf-16le'
  if (zeros.even > length * 0.2 && zeros.odd < length * 0.02) return 'utf-16be'
  return undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** More than one control character in a hundred is not something a person typed. */
function looksBinary(text: string): boolean {
  const sample = text.slice(0, sampled)
  const controls = sample.match(/(?!\s)[\p{Cc}\uFFFD]/gu)?.length ?? 0
  return controls > Math.max(2, sample.length / 100)
}
