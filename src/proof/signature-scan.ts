import { LETTER_VALUES } from './base64url.ts'
import { isCalendarDay, MOST_VERSIONS } from './leaf-shapes.ts'
import { LONGEST_LEAF } from './leaf.ts'

/** Where a `sig` leaf's parts stand in its bytes. */
export type SignatureScan = {
  /**
   * Reads the entry from `start` to `end`, where it lies among others. @returns whether `parseLeaf` would give a leaf of
   * type `sig`; only then the fields below mean something.
   */
  readonly read: (bytes: Uint8Array, start: number, end: number) => boolean
  /** First byte of the list of version hashes, its bracket. */
  readonly listStart: number
  /** The byte after the list's closing bracket. */
  readonly listEnd: number
  /** The index of the leaf that this one replaces, -1 for none. */
  readonly replaces: number
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const BEFORE_COMMITMENT = bytesOf('{"c":"')
const BEFORE_DAY = bytesOf('","d":"')
const BEFORE_LIST = bytesOf('","e":')
const BEFORE_REPLACED = bytesOf(',"r":')
const END = bytesOf(',"t":"sig","v":1}')
const COMMITMENT_LETTERS = 43
const HASH_LETTERS = 64
const [QUOTE, COMMA, HYPHEN, OPEN, CLOSE, ZERO] = [0x22, 0x2c, 0x2d, 0x5b, 0x5d, 0x30] as const

function stands(text: Uint8Array, entry: Uint8Array, at: number): boolean {
  for (let i = 0; i < text.length; i += 1) if (entry[at + i] !== text[i]) return false
  return true
}

/** 32 bytes in base64url: 43 letters, the two bits that the last has to spare are zero. */
function isCommitment(entry: Uint8Array, at: number): boolean {
  for (let i = 0; i < COMMITMENT_LETTERS; i += 1) if ((LETTER_VALUES[entry[at + i] ?? 0] ?? -1) < 0) return false
  return ((LETTER_VALUES[entry[at + COMMITMENT_LETTERS - 1] ?? 0] ?? 1) & 3) === 0
}

/** The number that the digits spell, -1 when one of them is none. */
function digits(entry: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = at; i < at + count; i += 1) {
    const digit = (entry[i] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

const isDay = (entry: Uint8Array, at: number): boolean =>
  entry[at + 4] === HYPHEN &&
  entry[at + 7] === HYPHEN &&
  isCalendarDay(digits(entry, at, 4), digits(entry, at + 5, 2), digits(entry, at + 8, 2))

function isHash(entry: Uint8Array, at: number): boolean {
  for (let i = at; i < at + HASH_LETTERS; i += 1) {
    const byte = entry[i] ?? 0
    if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66))) return false
  }
  return true
}

function ascends(entry: Uint8Array, before: number, at: number): boolean {
  for (let i = 0; i < HASH_LETTERS; i += 1) {
    const difference = (entry[at + i] ?? 0) - (entry[before + i] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}

/** The byte after a list of ascending version hashes, -1 when none stands here. */
function endOfList(entry: Uint8Array, start: number): number {
  if (entry[start] !== OPEN) return -1
  const step = HASH_LETTERS + 3
  for (let n = 0, at = start + 1; n < MOST_VERSIONS; n += 1, at += step) {
    const after = at + HASH_LETTERS + 2
    if (entry[at] !== QUOTE || !isHash(entry, at + 1) || entry[after - 1] !== QUOTE) return -1
    if (n > 0 && !ascends(entry, at + 1 - step, at + 1)) return -1
    if (entry[after] === CLOSE) return after + 1
    if (entry[after] !== COMMA) return -1
  }
  return -1
}

/** A whole number as JSON spells it in all bytes from `start` to `end`, -1 for anything else. */
function wholeNumber(entry: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length < 1 || length > 16 || (entry[start] === ZERO && length > 1)) return -1
  const value = digits(entry, start, length)
  return Number.isSafeInteger(value) ? value : -1
}

/**
 * Reads `sig` leaves without making an object for each: millions of them are most of a log, and JSON.parse was
 * most of a recount's time. It accepts exactly the entries that `parseLeaf` reads as `sig` (a property test).
 */
export function startSignatureScan(): SignatureScan {
  const scan = { read, listStart: 0, listEnd: 0, replaces: -1 }
  function read(bytes: Uint8Array, start: number, end: number): boolean {
    const commitment = start + BEFORE_COMMITMENT.length
    const day = commitment + COMMITMENT_LETTERS + BEFORE_DAY.length
    const tail = end - END.length
    scan.listStart = day + 10 + BEFORE_LIST.length
    if (tail <= scan.listStart || end - start > LONGEST_LEAF) return false
    if (!stands(BEFORE_COMMITMENT, bytes, start) || !isCommitment(bytes, commitment)) return false
    if (!stands(BEFORE_DAY, bytes, day - BEFORE_DAY.length) || !isDay(bytes, day)) return false
    if (!stands(BEFORE_LIST, bytes, day + 10) || !stands(END, bytes, tail)) return false
    // A list that ran on into the next entry would end behind this one's tail.
    scan.listEnd = endOfList(bytes, scan.listStart)
    scan.replaces = -1
    if (scan.listEnd === tail) return true
    if (scan.listEnd < 0 || !stands(BEFORE_REPLACED, bytes, scan.listEnd)) return false
    scan.replaces = wholeNumber(bytes, scan.listEnd + BEFORE_REPLACED.length, tail)
    return scan.replaces >= 0
  }
  return scan
}
