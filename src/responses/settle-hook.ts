import type { Means } from '#kernel'
import type { Tx } from '#platform'
import { mostFailures, waitSeconds, type HookOutcome } from './hook.ts'
import { takeDueHooks, updateHook, type DueHook } from './store-hook.ts'

// Longer than a post may take: whoever died with one in hand leaves it to the next.
const leaseSeconds = 60

const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

/** Takes at most `most` hooks for which an event waits; nobody else posts for them within the next minute. */
export function takeHooks(tx: Tx, most: number, { now }: Pick<Means, 'now'>): Promise<readonly DueHook[]> {
  const at = now()
  return takeDueHooks(tx, { at, until: later(at, leaseSeconds), most })
}

/**
 * Notes what came of a post. What was not taken is posted again, after longer and longer; after twelve failures in a
 * row, or at once when the receiver says that it is gone for good (410), no more.
 */
export async function settleHook(
  tx: Tx,
  hook: DueHook,
  came: { readonly outcome: HookOutcome; readonly status: number | undefined },
  { now }: Pick<Means, 'now'>,
): Promise<void> {
  const at = now()
  if (came.outcome === 'taken') {
    await updateHook(tx, hook, { ...came, at, failures: 0, nextAt: at, stopped: false })
    return
  }
  const failures = hook.failures + 1
  const stopped = failures >= mostFailures || came.status === 410
  await updateHook(tx, hook, { ...came, at, failures, nextAt: later(at, waitSeconds(failures)), stopped })
}
