const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** What a byte stands for as a base64url letter, -1 for every other byte. */
export const LETTER_VALUES: Int8Array = Int8Array.from({ length: 128 }, (_, code) =>
  LETTERS.indexOf(String.fromCodePoint(code)),
)

/** RFC 4648 section 5, without padding. Written here because the browser's recount has no Buffer. */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const letters = Math.min(bytes.length - i, 3) + 1
    for (let n = 0; n < letters; n += 1) text += LETTERS.charAt((bits >> (18 - 6 * n)) & 63)
  }
  return text
}

/** @returns `undefined` for padding, foreign letters and unused bits that are not zero: one spelling for each value. */
export function fromBase64url(text: string): Uint8Array | undefined {
  const unused = (text.length * 6) % 8
  if (unused === 6) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let bits = 0
  let held = 0
  let next = 0
  for (let i = 0; i < text.length; i += 1) {
    const value = LETTER_VALUES[text.charCodeAt(i)] ?? -1
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[next] = (bits >> held) & 0xff
    next += 1
  }
  return (bits & ((1 << unused) - 1)) === 0 ? bytes : undefined
}

const HASH_BYTES = 32
const HASH_LETTERS = 43

/** Reads 32 bytes into `out` from `at` on. @returns `false` for everything but their one spelling; then `out` is spoiled. */
export function readHash(text: string, out: Uint8Array, at: number): boolean {
  if (text.length !== HASH_LETTERS) return false
  let bits = 0
  let held = 0
  let next = at
  for (let i = 0; i < HASH_LETTERS; i += 1) {
    const value = LETTER_VALUES[text.charCodeAt(i)] ?? -1
    if (value < 0) return false
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    out[next] = (bits >> held) & 0xff
    next += 1
  }
  return next === at + HASH_BYTES && (bits & 3) === 0
}

const LETTER_CODES = new TextEncoder().encode(LETTERS)

/** Whether the bytes from `at` on are the 43 letters that spell these 32 bytes; makes neither text nor bytes. */
export function spellsHash(hash: Uint8Array, letters: Uint8Array, at: number): boolean {
  for (let i = 0, letter = at; i < HASH_BYTES; i += 3) {
    const bits = ((hash[i] ?? 0) << 16) | ((hash[i + 1] ?? 0) << 8) | (hash[i + 2] ?? 0)
    const count = Math.min(HASH_BYTES - i, 3) + 1
    for (let n = 0; n < count; n += 1, letter += 1)
      if (letters[letter] !== LETTER_CODES[(bits >> (18 - 6 * n)) & 63]) return false
  }
  return true
}
