import { Fault } from '#kernel'
import { parseCount } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Hash } from './hasher.ts'
import { checkpointIn, headAndRest, parseHashes, writeHashes } from './receipt.ts'

/** What a log asks of a witness (C2SP tlog-witness, `add-checkpoint`): to cosign this, as grown from `old` leaves. */
export type AddCheckpoint = {
  /** The size that the witness cosigned last, 0 for none. */
  readonly old: number
  /** The proof that the tree of `old` leaves is the beginning of the new one; empty for 0. At most 63 hashes. */
  readonly proof: readonly Hash[]
  /** The signed checkpoint. */
  readonly checkpoint: string
}

/** A request as it was read; nothing verified. */
export type AddCheckpointRequest = AddCheckpoint & { readonly claims: Checkpoint }

/** The body of a request. @throws a Fault when it could not be read back. */
export function writeAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  const body = `old ${old}\n${writeHashes(proof)}\n${checkpoint}`
  if (parseAddCheckpoint(body) === undefined)
    throw new Fault('bad-state', 'A witness was to be asked in a way it could not read.')
  return body
}

/** Reads the body of a request. @returns `undefined` for what is none (status 400); never throws. */
export function parseAddCheckpoint(body: string): AddCheckpointRequest | undefined {
  const { lines: [oldLine = '', ...hashLines] = [], rest: checkpoint = '' } = headAndRest(body) ?? {}
  const old = oldLine.startsWith('old ') ? parseCount(oldLine.slice('old '.length)) : undefined
  const proof = parseHashes(hashLines)
  const claims = checkpointIn(checkpoint)
  return old === undefined || proof === undefined || claims === undefined
    ? undefined
    : { old, proof, checkpoint, claims }
}
