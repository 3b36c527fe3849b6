import type { CampaignId } from '#kernel'

/** Names a hook. */
export type HookId = string & { readonly __kind: 'HookId' }

/** What came of the last post: `not-public`: its name leads to an address that strangers cannot reach, and was not asked. */
export type HookOutcome = 'taken' | 'refused' | 'unreachable' | 'not-public'

/** An address that is told of every public event. */
export type Hook = {
  readonly campaign: CampaignId
  readonly id: HookId
  readonly url: string
  readonly addedAt: Date
  /** How many posts failed, one after the other. */
  readonly failures: number
  readonly nextAt: Date
  readonly last: { readonly at: Date; readonly outcome: HookOutcome; readonly status: number | undefined } | undefined
  /** Set once it failed too often: nothing more is posted until an organizer says so. */
  readonly stoppedAt: Date | undefined
  /** How many events wait for it. */
  readonly waiting: number
}

/** How many hooks a campaign may have. */
export const mostHooks = 10

/** After how many failures in a row nothing more is posted: some 21 hours. */
export const mostFailures = 12

const firstWaitSeconds = 30
const longestWaitSeconds = 6 * 3600

/** How long to wait after a number of failures in a row: 30 s, then twice as long each time, at most six hours. */
export const waitSeconds = (failures: number): number =>
  Math.min(firstWaitSeconds * 2 ** (failures - 1), longestWaitSeconds)

/** The address that somebody typed, if events may be posted there: HTTPS at its usual port, no password in it. */
export function hookUrl(typed: string): string | undefined {
  const url = URL.parse(typed.trim())
  if (!url || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return undefined
  url.hash = ''
  // A name without a dot is one of a network of one's own.
  const isName = url.hostname.includes('.') || url.hostname.startsWith('[')
  return isName && url.href.length <= 500 ? url.href : undefined
}
