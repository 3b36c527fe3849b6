import type { Checkpoint } from './checkpoint.ts'
import { compareCounts, parseCounts, type ComparedCount, type PublishedCounts } from './published-counts.ts'
import { recountLog, type LogFiles, type Recount, type RecountProblem } from './recount.ts'
import type { HashCore } from './sha256.ts'

/** A published log, wherever it lies, with its head and the numbers that its server prints. */
export type PublishedLog = LogFiles & {
  readonly readCheckpoint: () => Promise<string | undefined>
  readonly readCounts: () => Promise<string | undefined>
}

/** How to audit. */
export type AuditWish = {
  readonly log: PublishedLog
  readonly core: HashCore
  /** Verifies a checkpoint's signatures. @returns what it says, or `undefined` when it must not be believed. */
  readonly open: (note: string) => Checkpoint | undefined | Promise<Checkpoint | undefined>
  /**
   * Given for a log that may grow while it is read: waits until the server may have sealed more leaves. A log that
   * lies still is audited more strictly: its numbers must be those of its checkpoint.
   */
  readonly wait?: () => Promise<void>
  readonly onProgress?: (leaves: number, of: number) => void | Promise<void>
}

/** Everything that an audit can find. */
export type AuditProblem =
  | RecountProblem
  | { readonly kind: 'checkpoint-missing' | 'checkpoint-refused' | 'counts-missing' | 'counts-broken' }
  | { readonly kind: 'counts-of-another-size'; readonly size: number; readonly checkpoint: number }
  | { readonly kind: 'count-differs'; readonly count: ComparedCount }

/** What an audit found; all is well when `problems` is empty. */
export type Audit = {
  readonly checkpoint: Checkpoint | undefined
  readonly recount: Recount | undefined
  readonly compared: readonly ComparedCount[]
  readonly problems: readonly AuditProblem[]
}

/** A server seals at least every second; one that has not after so many waits publishes numbers nobody can check. */
const MOST_WAITS = 10

type Head = { readonly checkpoint: Checkpoint } | { readonly problem: AuditProblem }

async function readHead({ log, open }: AuditWish): Promise<Head> {
  const note = await log.readCheckpoint()
  if (note === undefined) return { problem: { kind: 'checkpoint-missing' } }
  const checkpoint = await open(note)
  return checkpoint ? { checkpoint } : { problem: { kind: 'checkpoint-refused' } }
}

/** The head that has all leaves the numbers are of: numbers are read first and may be a second ahead of the seal. */
async function headFor(wish: AuditWish, size: number): Promise<Head> {
  for (let waits = 0; ; waits += 1) {
    const head = await readHead(wish)
    if ('problem' in head || head.checkpoint.size >= size || !wish.wait || waits === MOST_WAITS) return head
    await wish.wait()
  }
}

function sizeProblems(counts: PublishedCounts, { size }: Checkpoint, isStill: boolean): readonly AuditProblem[] {
  const fits = isStill ? counts.size === size : counts.size <= size
  return fits ? [] : [{ kind: 'counts-of-another-size', size: counts.size, checkpoint: size }]
}

/**
 * Audits a published log: its checkpoint's signatures, the root recomputed from the entries, the counts recomputed and
 * held against the published ones, and what else `recountLog` checks. Throws only what reading throws.
 */
export async function auditLog(wish: AuditWish): Promise<Audit> {
  const { log, core, wait, onProgress } = wish
  const text = await log.readCounts()
  const counts = text === undefined ? undefined : parseCounts(text)
  const missing: readonly AuditProblem[] = counts
    ? []
    : [{ kind: text === undefined ? 'counts-missing' : 'counts-broken' }]
  const head = await headFor(wish, counts?.size ?? 0)
  if ('problem' in head)
    return { checkpoint: undefined, recount: undefined, compared: [], problems: [head.problem, ...missing] }
  const { checkpoint } = head
  const recount = await recountLog({
    checkpoint,
    files: log,
    core,
    growing: wait !== undefined,
    ...(counts ? { countAt: counts.size } : {}),
    ...(onProgress ? { onProgress: (leaves) => onProgress(leaves, checkpoint.size) } : {}),
  })
  const compared = counts ? compareCounts(counts, recount.tally) : []
  const differing = compared.filter(({ published, recounted }) => published !== recounted)
  return {
    checkpoint,
    recount,
    compared,
    problems: [
      ...recount.problems,
      ...missing,
      ...(counts ? sizeProblems(counts, checkpoint, wait === undefined) : []),
      ...differing.map((count): AuditProblem => ({ kind: 'count-differs', count })),
    ],
  }
}
