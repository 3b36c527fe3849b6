import { decodeLooseBase64, encodeBase64, joinBytes, utf8 } from './bytes.ts'
import { isKeyName, type NoteVerifier } from './verifier-key.ts'

/** A signature below a note, not yet verified. */
export type NoteSignature = {
  readonly name: string
  readonly keyId: number
  /** What follows the key id: for a cosignature the time comes first. */
  readonly signature: Uint8Array
}

/** A note as it was read, nothing verified. */
export type ParsedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** One Ed25519 check that must hold before a note is believed. */
export type NoteCheck = {
  readonly verifier: NoteVerifier
  readonly message: Uint8Array
  /** Ed25519, 64 bytes (whatever the length was in the note: a wrong one does not verify). */
  readonly signature: Uint8Array
  /** Seconds since 1970 at which a cosigner says it saw this as the largest tree. */
  readonly time?: number
}

/** More signatures than this below one note are refused: each costs its reader a verification. */
export const NOTE_SIGNATURES_MAX = 100
/** More characters than this are no note. */
const NOTE_LENGTH_MAX = 1_000_000
const TIME_BYTES = 8

/** Whether a text can be signed as a note: ends in a line feed, and has no other control character below a space. */
export function isNoteText(text: string): boolean {
  return text.endsWith('\n') && !/[\0-\t\v-\x1f]/.test(text) && text.isWellFormed()
}

/** A signature line, without line feed: em dash, key name, base64 of key id and signature. */
export function writeSignatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Uint8Array.of(keyId >>> 24, keyId >>> 16, keyId >>> 8, keyId)
  return `— ${name} ${encodeBase64(joinBytes(id, signature))}`
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, name = '', encoded = '', ...rest] = line.split(' ')
  // Loose, as other readers are: what counts is whether the bytes verify, not how a stranger spelled them.
  const bytes = decodeLooseBase64(encoded)
  if (dash !== '—' || !isKeyName(name) || rest.length > 0 || bytes === undefined || bytes.length < 5) return undefined
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.subarray(4) }
}

/**
 * Reads a signed note (C2SP signed-note) without verifying anything: the text is not to be believed yet.
 * @returns `undefined` for what is no note or has more than 100 signatures; never throws.
 */
export function parseNote(note: string): ParsedNote | undefined {
  const end = note.lastIndexOf('\n\n') + 1
  if (end === 0 || note.length > NOTE_LENGTH_MAX || !isNoteText(note)) return undefined
  const lines = note.slice(end + 1, -1).split('\n', NOTE_SIGNATURES_MAX + 1)
  if (lines.length > NOTE_SIGNATURES_MAX) return undefined
  const signatures = lines.flatMap((line) => parseSignatureLine(line) ?? [])
  return signatures.length === lines.length ? { text: note.slice(0, end), signatures } : undefined
}

/** The bytes a cosigner signs: a header, its time, and the checkpoint's whole text (C2SP tlog-cosignature v1). */
export function cosignedMessage(text: string, time: number | bigint): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`)
}

/** The time of a cosignature in eight bytes, big-endian. */
export function timeBytes(time: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time))
  return bytes
}

function checkOf(text: string, { signature }: NoteSignature, verifier: NoteVerifier): NoteCheck {
  if (verifier.kind === 'ed25519') return { verifier, message: utf8(text), signature }
  // Too short for a time: an empty signature, which no key verifies.
  if (signature.length < TIME_BYTES) return { verifier, message: utf8(text), signature: new Uint8Array(0) }
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  return {
    verifier,
    message: cosignedMessage(text, time),
    signature: signature.subarray(TIME_BYTES),
    time: Number(time),
  }
}

/**
 * What must be verified before a note is believed: every signature of a known key, and no other. A note holds when there
 * is at least one check and **all** of them verify. Pure, so that a browser can verify with its own Ed25519.
 */
export function checksOf({ text, signatures }: ParsedNote, verifiers: readonly NoteVerifier[]): readonly NoteCheck[] {
  return signatures.flatMap((signature) => {
    const verifier = verifiers.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId)
    return verifier ? [checkOf(text, signature, verifier)] : []
  })
}
