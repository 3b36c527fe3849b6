import { Fault } from '#kernel'
import { toBase64url } from './base64url.ts'

/** What a public list may show of a signer. All of it is committed to, shown or not. */
export type ShownFacts = { readonly name: string; readonly place?: string; readonly occupation?: string }
/** What no list ever shows. */
export type HiddenFacts = { readonly email: string }

/**
 * What a public list serves of one signature: the display salt `s`, the shown facts (`n` name, `p` place, `o`
 * occupation) and the private half `q`, which tells nothing about the address without its own salt.
 */
export type Opening = {
  readonly s: string
  readonly n: string
  readonly p?: string
  readonly o?: string
  readonly q: string
}

/** SHA-256, handed in: node:crypto's on the server, our own in a browser. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

const encoder = new TextEncoder()
const BLOCK_BYTES = 64
const KEY_BYTES = 32

/** HMAC-SHA-256 (RFC 2104) under a key of exactly 32 bytes: HMAC pads shorter keys, so two lengths could mean one key. */
function mac(sha256: Sha256, key: Uint8Array, message: Uint8Array): Uint8Array {
  if (key.length !== KEY_BYTES) throw new Fault('bad-state', 'a salt or seed is not 32 bytes long')
  const inner = new Uint8Array(BLOCK_BYTES + message.length).fill(0x36, 0, BLOCK_BYTES)
  const outer = new Uint8Array(BLOCK_BYTES + KEY_BYTES).fill(0x5c, 0, BLOCK_BYTES)
  for (let i = 0; i < KEY_BYTES; i += 1) {
    inner[i] = 0x36 ^ (key[i] ?? 0)
    outer[i] = 0x5c ^ (key[i] ?? 0)
  }
  inner.set(message, BLOCK_BYTES)
  outer.set(sha256(inner), BLOCK_BYTES)
  return sha256(outer)
}

/** The two salts of a signature, from its one 32-byte seed; both are HMAC-SHA-256 under the seed. */
export function saltsFrom(
  sha256: Sha256,
  seed: Uint8Array,
): { readonly display: Uint8Array; readonly private: Uint8Array } {
  return {
    display: mac(sha256, seed, encoder.encode('undersigned/salt/display/v1')),
    private: mac(sha256, seed, encoder.encode('undersigned/salt/private/v1')),
  }
}

const canonicalText = (text: string): string => {
  if (!text.isWellFormed()) throw new Fault('bad-state', 'a fact of a signer is not well-formed Unicode')
  return JSON.stringify(text.normalize('NFC'))
}

/** RFC 8785 of the shown facts: keys n, o, p in this order, absent ones left out. */
function shownJson({ name, occupation, place }: ShownFacts): string {
  const o = occupation === undefined ? '' : `,"o":${canonicalText(occupation)}`
  const p = place === undefined ? '' : `,"p":${canonicalText(place)}`
  return `{"n":${canonicalText(name)}${o}${p}}`
}

const displayHalf = (sha256: Sha256, salt: Uint8Array, shown: ShownFacts): Uint8Array =>
  mac(sha256, salt, encoder.encode(`undersigned/display/v1\n${shownJson(shown)}`))

const privateHalf = (sha256: Sha256, salt: Uint8Array, { email }: HiddenFacts): Uint8Array =>
  mac(sha256, salt, encoder.encode(`undersigned/private/v1\n{"e":${canonicalText(email)}}`))

const SIGNER = encoder.encode('undersigned/signer/v1\n')

function joined(sha256: Sha256, display: Uint8Array, hidden: Uint8Array): string {
  const bytes = new Uint8Array(SIGNER.length + 2 * KEY_BYTES)
  bytes.set(SIGNER)
  bytes.set(display, SIGNER.length)
  bytes.set(hidden, SIGNER.length + KEY_BYTES)
  return toBase64url(sha256(bytes))
}

/** The commitment of a signature's leaf, base64url. */
export function commitmentFrom(sha256: Sha256, seed: Uint8Array, shown: ShownFacts, hidden: HiddenFacts): string {
  const salts = saltsFrom(sha256, seed)
  return joined(sha256, displayHalf(sha256, salts.display, shown), privateHalf(sha256, salts.private, hidden))
}

/** The opening that a public list serves; it never holds the address nor what could test a guess of it. */
export function openingFrom(sha256: Sha256, seed: Uint8Array, shown: ShownFacts, hidden: HiddenFacts): Opening {
  const salts = saltsFrom(sha256, seed)
  return {
    s: toBase64url(salts.display),
    n: shown.name.normalize('NFC'),
    ...(shown.place === undefined ? {} : { p: shown.place.normalize('NFC') }),
    ...(shown.occupation === undefined ? {} : { o: shown.occupation.normalize('NFC') }),
    q: toBase64url(privateHalf(sha256, salts.private, hidden)),
  }
}
