import type { SendOutcome } from './mail.ts'

/** What is known of a mail that was tried. */
export type Tried = {
  readonly at: Date
  readonly dueAt: Date
  /** Its place in the queue. */
  readonly nextAt: Date
  /** Before this try. */
  readonly tries: number
  readonly doubts: number
}

/** What becomes of a mail that was not accepted. */
export type Fate =
  | {
      readonly kind: 'again'
      readonly nextAt: Date
      readonly tries: number
      readonly doubts: number
      readonly code: string
    }
  | { readonly kind: 'refused'; readonly code: string }
  /** All of it was sent twice and no answer came: a third copy would be worse than the chance that both were lost. */
  | { readonly kind: 'taken-as-accepted'; readonly code: string }

/** Seconds between tries, doubled each time. */
export type Backoff = {
  /** After trouble with one recipient: greylisting asks for a minute or more. */
  readonly recipientSeconds: number
  readonly doubtSeconds: number
  readonly longestSeconds: number
  /** After this the mail is given up, if it was tried some times in vain. */
  readonly expirySeconds: number
  /** How long a server in trouble is left alone, at first and at most. */
  readonly pauseSeconds: readonly [first: number, longest: number]
}

export const usualBackoff: Backoff = {
  recipientSeconds: 60,
  doubtSeconds: 600,
  longestSeconds: 3600,
  expirySeconds: 3 * 86_400,
  pauseSeconds: [1, 60],
}

/** The first tries on a server in trouble cost a mail nothing: it keeps its place, so that order of age holds. */
const freeTries = 3
/** A clock that jumps ahead must not end what has hardly been tried. */
const fewestTries = 5

/** @param believed whether a refusal is the mail's own, and not that of a server that refuses everything. */
export function fateOf(
  outcome: Exclude<SendOutcome, { readonly kind: 'accepted' }>,
  tried: Tried,
  believed: boolean,
  backoff: Backoff,
): Fate {
  const { code } = outcome
  if (outcome.kind === 'refused' && (outcome.sure || believed)) return { kind: 'refused', code }
  const inDoubt = outcome.kind === 'later' && outcome.inDoubt
  if (inDoubt && tried.doubts >= 1) return { kind: 'taken-as-accepted', code }
  const isOld = tried.at.getTime() - tried.dueAt.getTime() > backoff.expirySeconds * 1000
  if (isOld && tried.tries >= fewestTries) return { kind: 'refused', code: 'expired' }
  const again = { kind: 'again', tries: tried.tries + 1, doubts: tried.doubts + (inDoubt ? 1 : 0), code } as const
  return { ...again, nextAt: nextTry(outcome, tried, inDoubt, backoff) }
}

function nextTry(outcome: SendOutcome, tried: Tried, inDoubt: boolean, backoff: Backoff): Date {
  const after = (seconds: number) => new Date(tried.at.getTime() + Math.min(seconds, backoff.longestSeconds) * 1000)
  const doubled = 2 ** Math.min(tried.tries, 20)
  if (inDoubt) return after(backoff.doubtSeconds)
  if (outcome.kind === 'refused' || (outcome.kind === 'later' && outcome.whose === 'recipient'))
    return after(backoff.recipientSeconds * doubled)
  return tried.tries < freeTries ? tried.nextAt : after(doubled)
}
