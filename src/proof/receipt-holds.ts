import type { Policy } from './policy.ts'
import { openCheckpoint, policyOf, type OpenedCheckpoint } from './policy-holds.ts'
import { sha256 } from './node-hasher.ts'
import { inclusionHolds } from './proof-holds.ts'
import type { Receipt } from './receipt.ts'
import { leafHash } from './tree.ts'
import type { NoteVerifier } from './verifier-key.ts'

/**
 * Opens a receipt: its checkpoint holds under the policy (or was signed by one of these logs), and the entry stands at
 * the index in the tree of that checkpoint. Needs no network. `extra` is not looked at: nobody signed it.
 * @returns the checkpoint and who cosigned it, or `undefined`; never throws.
 */
export function openReceipt(
  receipt: Receipt,
  entry: Uint8Array,
  trusted: Policy | readonly NoteVerifier[],
): OpenedCheckpoint | undefined {
  const policy = 'quorum' in trusted ? trusted : policyOf(trusted)
  const checkpoint = openCheckpoint(receipt.checkpoint, policy)
  if (checkpoint === undefined) return undefined
  const { index, proof } = receipt
  const { size, root } = checkpoint
  return inclusionHolds({ index, size, leafHash: leafHash(entry, sha256), proof, root }, sha256)
    ? checkpoint
    : undefined
}

/** Whether a receipt proves that an entry stands in a log; see `openReceipt`. */
export function receiptHolds(receipt: Receipt, entry: Uint8Array, trusted: Policy | readonly NoteVerifier[]): boolean {
  return openReceipt(receipt, entry, trusted) !== undefined
}
