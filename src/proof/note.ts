import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { Fault } from '#kernel'
import { joinBytes, utf8 } from './bytes.ts'
import { sha256 } from './node-hasher.ts'
import * as noteText from './note-text.ts'
import { isKeyName, verifierOf, writeVerifierKey, type NoteVerifier, type VerifierKind } from './verifier-key.ts'

/** A key that signs notes. */
export type NoteKey = {
  readonly name: string
  /** The seed of an Ed25519 key (RFC 8032), 32 bytes. */
  readonly seed: Uint8Array
}

/** A note whose every known signature verified. */
export type OpenedNote = {
  readonly text: string
  /** Each known key that signed, once; of a cosignature also its time, in seconds since 1970. */
  readonly verified: readonly { readonly verifier: NoteVerifier; readonly time?: number }[]
}

// RFC 8410: an Ed25519 key is these bytes and then its own 32.
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateKeyOf({ name, seed }: NoteKey): KeyObject {
  if (!isKeyName(name) || seed.length !== 32) throw new Fault('bad-state', 'A key of a log has no usable name or seed.')
  return createPrivateKey({ key: Buffer.from(joinBytes(PKCS8, seed)), format: 'der', type: 'pkcs8' })
}

/** The verifier that belongs to a key. */
export function verifierOfKey(key: NoteKey, kind: VerifierKind): NoteVerifier {
  const spki = createPublicKey(privateKeyOf(key)).export({ format: 'der', type: 'spki' })
  return verifierOf(key.name, new Uint8Array(spki.subarray(SPKI.length)), kind, sha256)
}

/** The text form (vkey) of the verifier that belongs to a key: what is published. */
export function verifierKeyOf(key: NoteKey, kind: VerifierKind): string {
  return writeVerifierKey(verifierOfKey(key, kind))
}

function signatureLine(key: NoteKey, kind: VerifierKind, signature: Uint8Array): string {
  return noteText.writeSignatureLine({ name: key.name, keyId: verifierOfKey(key, kind).keyId, signature })
}

/**
 * The note of a text, signed by every key (algorithm 0x01).
 * @throws a Fault when the text does not end in a line feed or has control characters, or no key is given.
 */
export function signNote(text: string, keys: readonly NoteKey[]): string {
  if (!noteText.isNoteText(text) || keys.length === 0)
    throw new Fault('bad-state', 'A text was to be signed that can be no note.')
  const lines = keys.map((key) => signatureLine(key, 'ed25519', sign(null, utf8(text), privateKeyOf(key))))
  return `${text}\n${lines.join('\n')}\n`
}

function verifies({ verifier, message, signature }: noteText.NoteCheck): boolean {
  if (signature.length !== 64) return false
  const key = createPublicKey({ key: Buffer.from(joinBytes(SPKI, verifier.publicKey)), format: 'der', type: 'spki' })
  return verify(null, message, key, signature)
}

/**
 * Opens a signed note: at least one known key signed it and no signature of a known key is wrong. Unknown keys are
 * passed over. @returns `undefined` for every other note; never throws.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote | undefined {
  const parsed = noteText.parseNote(note)
  if (parsed === undefined) return undefined
  const checks = noteText.checksOf(parsed, verifiers)
  if (checks.length === 0 || !checks.every(verifies)) return undefined
  const once = checks.filter(({ verifier }, i) => checks.findIndex((check) => check.verifier === verifier) === i)
  return {
    text: parsed.text,
    verified: once.map(({ verifier, time }) => (time === undefined ? { verifier } : { verifier, time })),
  }
}

function textOf(note: string): string {
  const text = noteText.parseNote(note)?.text
  if (text === undefined) throw new Fault('bad-state', 'A signature was to be put below what is no note.')
  return text
}

/**
 * One line (without line feed) by which a key cosigns a checkpoint: "as of this time, the largest tree I saw" (C2SP
 * tlog-cosignature v1, algorithm 0x04). The caller has checked that the tree only grew.
 * @param note the checkpoint as a signed note
 * @param time in whole seconds since 1970
 */
export function cosign(note: string, key: NoteKey, time: number): string {
  const signature = sign(null, noteText.cosignedMessage(textOf(note), time), privateKeyOf(key))
  return signatureLine(key, 'cosignature', joinBytes(noteText.timeBytes(time), signature))
}

/** The note with these signature lines (with or without line feed) below its own; a line that is there already is not repeated. */
export function addSignatures(note: string, lines: readonly string[]): string {
  const there = note.slice(textOf(note).length + 1, -1).split('\n')
  const all = new Set([...there, ...lines.map((line) => line.replace(/\n$/, ''))])
  const grown = `${textOf(note)}\n${[...all].join('\n')}\n`
  textOf(grown)
  return grown
}

/**
 * The good lines of what a witness answered: those by which a known key cosigned exactly this checkpoint. Lines of unknown
 * keys, and whatever else the answer holds, are passed over one by one.
 */
export function cosignaturesIn(answer: string, note: string, verifiers: readonly NoteVerifier[]): readonly string[] {
  const text = textOf(note)
  const known = verifiers.filter(({ kind }) => kind === 'cosignature')
  return answer
    .split('\n', noteText.NOTE_SIGNATURES_MAX)
    .filter((line) => openNote(`${text}\n${line}\n`, known) !== undefined)
}
