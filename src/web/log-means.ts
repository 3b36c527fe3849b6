import { logFacts } from '#ledger'
import type { Secrets } from '#platform'
import { openingsFile, type Policy } from '#proof'
import { openingsOf } from '#signatures'
import type { LogMeans } from './log-files.ts'

/** What the log's files say besides the tree: our keys, the operator's witnesses, and the names people asked to show. */
export function logMeans({ logSeeds, vault }: Secrets, witnesses: Policy | undefined): LogMeans {
  return {
    facts: (origin, url) => logFacts(origin, url, { seeds: logSeeds }, witnesses),
    openings: async (tx, campaign, bundle) => openingsFile(bundle, await openingsOf(tx, campaign, bundle, vault)),
  }
}
