import { decodeBase64, encodeBase64, joinBytes, utf8 } from './bytes.ts'
import { HASH_BYTES, type Hasher } from './hasher.ts'

/** What a key signs: `ed25519` a note's text as it is, `cosignature` a checkpoint together with a time. */
export type VerifierKind = 'ed25519' | 'cosignature'

/** A key that a reader of notes knows. */
export type NoteVerifier = {
  readonly name: string
  readonly keyId: number
  readonly kind: VerifierKind
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array
}

const ALGORITHMS: Readonly<Record<VerifierKind, number>> = { ed25519: 0x01, cosignature: 0x04 }
const KINDS: readonly VerifierKind[] = ['ed25519', 'cosignature']
const VERIFIER_KEY = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s

/** Whether a text can name a key: not empty, no white space, no plus (C2SP signed-note), no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed()
}

/** A verifier with its key id: the first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key). */
export function verifierOf(name: string, publicKey: Uint8Array, kind: VerifierKind, hasher: Hasher): NoteVerifier {
  const hash = hasher(joinBytes(utf8(name), Uint8Array.of(0x0a, ALGORITHMS[kind]), publicKey))
  return { name, keyId: new DataView(hash.buffer, hash.byteOffset, 4).getUint32(0), kind, publicKey }
}

/** The text form of a verifier: `name+keyid+base64(algorithm ‖ public key)`. */
export function writeVerifierKey({ name, keyId, kind, publicKey }: NoteVerifier): string {
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${encodeBase64(joinBytes(Uint8Array.of(ALGORITHMS[kind]), publicKey))}`
}

/**
 * Reads a verifier's text form.
 * @returns `undefined` when the name is none, the key id is not that of the key, or the algorithm is neither Ed25519
 * (0x01) nor an Ed25519 cosignature (0x04); never throws.
 */
export function parseVerifierKey(vkey: string, hasher: Hasher): NoteVerifier | undefined {
  const [, name = '', , encoded = ''] = VERIFIER_KEY.exec(vkey) ?? []
  const bytes = decodeBase64(encoded)
  const kind = KINDS.find((each) => ALGORITHMS[each] === bytes?.[0])
  if (!isKeyName(name) || bytes?.length !== 1 + HASH_BYTES || kind === undefined) return undefined
  const verifier = verifierOf(name, bytes.subarray(1), kind, hasher)
  return writeVerifierKey(verifier) === vkey ? verifier : undefined
}
