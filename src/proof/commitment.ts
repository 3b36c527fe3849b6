import { hash } from 'node:crypto'
import {
  commitmentFrom,
  openingFrom,
  saltsFrom,
  type HiddenFacts,
  type Opening,
  type Sha256,
  type ShownFacts,
} from './commitment-rule.ts'
import { startOpeningCheck } from './opening-check.ts'
import { startHashCore } from './sha256.ts'

// As text and back: node:crypto takes three times as long to hand out a buffer.
const sha256: Sha256 = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'binary')

/** A signature's two salts: HMAC-SHA-256(seed, "undersigned/salt/display/v1") and (seed, "undersigned/salt/private/v1"). */
export function saltsOf(seed: Uint8Array): { readonly display: Uint8Array; readonly private: Uint8Array } {
  return saltsFrom(sha256, seed)
}

/**
 * What a leaf says of its signer, docs/formats/leaves.md: 32 bytes in base64url which nobody can guess from, as long
 * as the seed (32 random bytes, one per signature, never reused) is kept apart; and which nobody can open once it is
 * destroyed. Texts are committed to in NFC. @throws Fault `bad-state` for a seed of another length.
 */
export function commit(seed: Uint8Array, shown: ShownFacts, hidden: HiddenFacts): string {
  return commitmentFrom(sha256, seed, shown, hidden)
}

/** What a public list may serve of a signature so that everyone can check the name; it tells nothing of the address. */
export function openingOf(seed: Uint8Array, shown: ShownFacts, hidden: HiddenFacts): Opening {
  return openingFrom(sha256, seed, shown, hidden)
}

/** Whether the facts of an opening are the ones committed to; `false` for a damaged one, never throws. */
export function openingHolds(opening: Opening, commitment: string): boolean {
  const letters = new TextEncoder().encode(commitment)
  return letters.length === 43 && startOpeningCheck(startHashCore())(opening, letters, 0)
}
