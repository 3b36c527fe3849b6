import { isIP } from 'node:net'
import { isReportPath } from './routes-feeds.ts'
import { isListPrintPath } from './routes-lists.ts'
import { isLookPath } from './routes-represent.ts'
import { clientAddress, visitBudget, type PageShelf, type TrustedProxies } from '#platform'

/** What each network may ask of us in ten seconds, where the answer does not stand ready. */
const seconds = 10
// A search reads the whole list each time; a person types no faster than this.
const searchesAtMost = 30
// Pages built anew and addresses where nothing stands: room for a crawler's first visit, not for a flood.
const missesAtMost = 300
// A file of a log costs us two look-ups: a recount of six million signatures, 24,000 files, takes its reader a minute.
const logFilesAtMost = 5000
// A run of 64 bundles costs us one look-up and a copy of 700 kB: that recount, 370 runs, takes half a minute.
const runsAtMost = 150
// What opens names is unsealed for each reader anew, 256 at a time.
const openingsAtMost = 500
// Each makes us ask a server that a stranger named: nobody shall have us knock there in their stead.
const looksAtMost = 6
// Each sets a document of many pages, or asks whether one is set by now.
const reportsAtMost = 20
const groupsAtMost = 20_000

/** Says whether a request may be answered now; `waitSeconds` when not. */
export type VisitLimits = (request: Request, remoteAddress: string) => { readonly waitSeconds: number } | undefined

/**
 * Limits per network ({@link visitBudget}) for what costs us work: searches, and pages that are not on the shelf.
 * Pages on the shelf are free. Nothing about who asked is written down.
 */
export function visitLimits(means: {
  readonly shelf: PageShelf
  readonly trustedProxies: TrustedProxies
  readonly now: () => Date
}): VisitLimits {
  const budget = (atMost: number) => visitBudget({ atMost, seconds, groupsAtMost, now: means.now })
  const [searches, misses] = [budget(searchesAtMost), budget(missesAtMost)]
  const [logFiles, runs, openings] = [budget(logFilesAtMost), budget(runsAtMost), budget(openingsAtMost)]
  const [looks, reports] = [budget(looksAtMost), budget(reportsAtMost)]
  const budgetOf = (pathname: string) => {
    // Read as the router reads it, here too.
    if (isLookPath(decoded(pathname))) return looks
    if (isReportPath(decoded(pathname)) || isListPrintPath(decoded(pathname))) return reports
    if (!pathname.startsWith('/log/')) return misses
    // Read as the router reads it: `%72uns` is `runs` to it. No file of a log needs the sign.
    const [, folder] = /^\/log\/[^/]+\/(openings|runs)\//.exec(pathname.includes('%') ? '/log/-/runs/' : pathname) ?? []
    return folder === undefined ? logFiles : folder === 'runs' ? runs : openings
  }
  return (request, remoteAddress) => {
    const { pathname, searchParams } = new URL(request.url)
    // Read as the page reads it: `?%66ind=` searches too.
    const isSearch = searchParams.has('find')
    if (!isSearch && means.shelf.at(pathname)) return undefined
    const address = clientAddress(
      remoteAddress,
      request.headers.get('x-forwarded-for') ?? undefined,
      means.trustedProxies,
    )
    // A proxy on this machine that nobody told us of would make all visitors one; and we ask ourselves when warming.
    if (isIP(address) === 0 || isOwnMachine(address)) return undefined
    const spending = (isSearch ? searches : budgetOf(pathname)).spend(address)
    return spending.kind === 'used-up' ? { waitSeconds: spending.waitSeconds } : undefined
  }
}

/** A path as the router reads it; one that does not read leads nowhere. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

const isOwnMachine = (address: string): boolean => address.startsWith('127.') || address === '::1'
