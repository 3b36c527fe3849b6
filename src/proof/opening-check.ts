import { readHash, spellsHash } from './base64url.ts'
import type { Opening } from './commitment-rule.ts'
import type { HashCore } from './sha256.ts'

/**
 * Whether an opening's facts are the ones that a commitment was made of, whose 43 letters (base64url) stand in the bytes
 * from `at` on. Never throws.
 */
export type OpeningCheck = (opening: Opening, commitment: Uint8Array, at: number) => boolean

const BLOCK = 64
const HASH = 32
const encoder = new TextEncoder()
const DISPLAY = encoder.encode('undersigned/display/v1\n')
const SIGNER = encoder.encode('undersigned/signer/v1\n')
/** Bytes that a UTF-16 unit can take in JSON: `\\u0000`. */
const LONGEST_UNIT = 6

/** Plain text needs no look at Unicode; it is what most names are. */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)
const isCanonical = (text: string | undefined): boolean =>
  text === undefined || isPlain(text) || (text.isWellFormed() && text.normalize('NFC') === text)

/** RFC 8785 of the shown facts. */
function shownJson({ n, o, p }: Opening): string {
  const occupation = o === undefined ? '' : `,"o":${JSON.stringify(o)}`
  const place = p === undefined ? '' : `,"p":${JSON.stringify(p)}`
  return `{"n":${JSON.stringify(n)}${occupation}${place}}`
}

/**
 * Starts a check that allocates next to nothing: a recount makes one for each of millions of names. It computes HMAC
 * (RFC 2104) from its two hashes, and is the second implementation of docs/formats/leaves.md beside `commit`.
 */
export function startOpeningCheck(core: HashCore): OpeningCheck {
  const [salt, found] = [new Uint8Array(HASH), new Uint8Array(HASH)]
  const start = BLOCK + DISPLAY.length
  let inner = new Uint8Array(start + 1024)
  const outer = new Uint8Array(BLOCK + HASH).fill(0x5c, 0, BLOCK)
  const whole = new Uint8Array(SIGNER.length + 2 * HASH)
  whole.set(SIGNER)

  function display(json: string): void {
    if (json.length * LONGEST_UNIT > inner.length - start) inner = new Uint8Array(start + json.length * LONGEST_UNIT)
    inner.fill(0x36, HASH, BLOCK).set(DISPLAY, BLOCK)
    for (let i = 0; i < HASH; i += 1) {
      inner[i] = (salt[i] ?? 0) ^ 0x36
      outer[i] = (salt[i] ?? 0) ^ 0x5c
    }
    const { written } = encoder.encodeInto(json, inner.subarray(start))
    core.hashInto(inner, start + written, outer, BLOCK)
    core.hashInto(outer, outer.length, whole, SIGNER.length)
  }

  return (opening, commitment, at) => {
    if (!readHash(opening.s, salt, 0) || !readHash(opening.q, whole, SIGNER.length + HASH)) return false
    if (!isCanonical(opening.n) || !isCanonical(opening.p) || !isCanonical(opening.o)) return false
    display(shownJson(opening))
    core.hashInto(whole, whole.length, found, 0)
    return spellsHash(found, commitment, at)
  }
}
