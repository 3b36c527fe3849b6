import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { openNote } from './note.ts'
import { quorumHolds, type Policy, type PolicyWitness } from './policy.ts'
import type { NoteVerifier } from './verifier-key.ts'

/** A checkpoint that a reader may believe, and who vouches for it. */
export type OpenedCheckpoint = Checkpoint & {
  /** The policy's witnesses that cosigned it, with their times in seconds since 1970. */
  readonly witnesses: readonly { readonly witness: PolicyWitness; readonly time: number }[]
}

/** A policy without witnesses for logs that are known otherwise. */
export function policyOf(verifiers: readonly NoteVerifier[]): Policy {
  return { logs: verifiers.map((verifier) => ({ verifier })), witnesses: [], groups: [], quorum: 'none' }
}

/**
 * Opens a checkpoint under a policy: one of the policy's logs, named like the checkpoint's origin, signed it, the quorum
 * of witnesses cosigned it, and no signature of a known key is wrong.
 * @returns `undefined` for every other note; never throws.
 */
export function openCheckpoint(note: string, { logs, witnesses, ...policy }: Policy): OpenedCheckpoint | undefined {
  const opened = openNote(
    note,
    [...logs, ...witnesses].map(({ verifier }) => verifier),
  )
  const checkpoint = opened && parseCheckpoint(opened.text)
  if (opened === undefined || checkpoint === undefined) return undefined
  const time = new Map(opened.verified.map((each) => [each.verifier, each.time]))
  if (!logs.some(({ verifier }) => verifier.name === checkpoint.origin && time.has(verifier))) return undefined
  const seen = witnesses.flatMap((witness) => {
    const at = time.get(witness.verifier)
    return at === undefined ? [] : [{ witness, time: at }]
  })
  const names = new Set(seen.map(({ witness }) => witness.name))
  return quorumHolds({ logs, witnesses, ...policy }, names) ? { ...checkpoint, witnesses: seen } : undefined
}

/** Whether a signed checkpoint has the signatures a policy asks for; see `openCheckpoint`. */
export function policyHolds(policy: Policy, note: string): boolean {
  return openCheckpoint(note, policy) !== undefined
}
