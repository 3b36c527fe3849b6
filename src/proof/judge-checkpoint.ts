import type { AddCheckpointRequest } from './add-checkpoint.ts'
import { sameBytes } from './bytes.ts'
import type { Hash } from './hasher.ts'
import { sha256 } from './node-hasher.ts'
import { policyHolds, policyOf } from './policy-holds.ts'
import { growthHolds } from './proof-holds.ts'
import { emptyEdge, rootOf } from './tree.ts'
import type { NoteVerifier } from './verifier-key.ts'

/** What a witness remembers of one log: the largest tree it cosigned. */
export type SeenTree = { readonly size: number; readonly root: Hash }

/** The answer a witness owes, as an HTTP status. */
export type CheckpointVerdict =
  /** Cosign; `seen` must be stored first, and only if what was stored has not changed since it was read. */
  | { readonly status: 200; readonly seen: SeenTree }
  /** It knows another tree: it answers with the size of that, as `text/x.tlog.size`. */
  | { readonly status: 409; readonly size: number }
  /** 400 is no request, 403 has no good signature, 404 an unknown log, 422 a proof that does not hold. */
  | { readonly status: 400 | 403 | 404 | 422 }

/**
 * Judges a request to cosign a checkpoint (C2SP tlog-witness v1.0.0). Pure: reading what was seen, judging and storing
 * must be one atomic step of the caller's, or two requests at once could roll a log back.
 * @param seen what this witness cosigned last for the origin that the request claims; `undefined` for nothing
 * @param request what `parseAddCheckpoint` gave
 * @param logs the keys of the logs this witness watches, each named like its log's origin
 */
export function judgeCheckpoint(
  seen: SeenTree | undefined,
  request: AddCheckpointRequest | undefined,
  logs: readonly NoteVerifier[],
): CheckpointVerdict {
  if (request === undefined) return { status: 400 }
  const { old, proof, checkpoint, claims } = request
  const known = logs.filter(({ name }) => name === claims.origin)
  if (known.length === 0) return { status: 404 }
  if (!policyHolds(policyOf(known), checkpoint)) return { status: 403 }
  if (old > claims.size) return { status: 400 }
  const last = seen ?? { size: 0, root: rootOf(emptyEdge, sha256) }
  if (old !== last.size) return { status: 409, size: last.size }
  // The same size with another root is a fork, and the clearest proof of one.
  if (claims.size === last.size && !sameBytes(claims.root, last.root)) return { status: 409, size: last.size }
  return grew(last, claims, proof) ? { status: 200, seen: { size: claims.size, root: claims.root } } : { status: 422 }
}

function grew(before: SeenTree, after: SeenTree, proof: readonly Hash[]): boolean {
  if (before.size === 0) return proof.length === 0
  const claim = { before: before.size, after: after.size, rootBefore: before.root, rootAfter: after.root, proof }
  return growthHolds(claim, sha256)
}
