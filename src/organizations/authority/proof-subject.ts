import { oneLine, type VersionHash } from '#kernel'
import { sha256 } from '#proof'
import { readEncodedWords } from './encoded-words.ts'

/** A fresh random text that only one proof can answer: 32 lower-case hexadecimal digits (128 bits). */
export type Challenge = string & { readonly __kind: 'Challenge' }

/** The hash of the texts that are signed: 64 lower-case hexadecimal digits. */
export type TextHash = string & { readonly __kind: 'TextHash' }

/** A challenge as it is written, in either case; `undefined` when it is none. */
export function parseChallenge(text: string): Challenge | undefined {
  return /^[0-9a-f]{32}$/i.test(text) ? (text.toLowerCase() as Challenge) : undefined
}

/**
 * One hash for the versions that an organization signs: the hash of a single version as it stands on the page, or the
 * SHA-256 of several such hashes, ascending, each with a line feed.
 */
export function textHashOf(versions: readonly VersionHash[]): TextHash {
  const [first, ...more] = [...new Set(versions)].toSorted()
  if (first === undefined || more.length === 0) return (first ?? '') as string as TextHash
  const list = [first, ...more].map((one) => `${one}\n`).join('')
  return Buffer.from(sha256(Buffer.from(list))).toString('hex') as TextHash
}

/** The Subject that a representative sends: what is asked, and the hash of what is signed. */
export function proofSubject(challenge: Challenge, textHash: TextHash): string {
  return `Undersigned ${challenge} ${textHash}`
}

/**
 * What a Subject says of a proof. `alone`: nothing else stands in it. Words around it are how answers, lists and
 * automatic replies begin, so they are no reason to refuse and a reason to look.
 */
export type SubjectProof = {
  readonly challenge: Challenge | undefined
  readonly textHash: TextHash | undefined
  readonly alone: boolean
}

/** Reads a Subject field, encoded words included. Mail programs may fold it and write its letters large. */
export function readProofSubject(value: string): SubjectProof {
  const text = oneLine(readEncodedWords(value))
  const [, challenge] = /(?<![0-9a-z])([0-9a-f]{32})(?![0-9a-z])/i.exec(text) ?? []
  const [, hash] = /(?<![0-9a-z])([0-9a-f]{64})(?![0-9a-z])/i.exec(text) ?? []
  const alone = /^undersigned [0-9a-f]{32} [0-9a-f]{64}$/i.test(text)
  return {
    challenge: challenge === undefined ? undefined : parseChallenge(challenge),
    textHash: hash?.toLowerCase() as TextHash | undefined,
    alone,
  }
}
