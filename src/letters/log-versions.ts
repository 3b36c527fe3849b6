import type { CampaignId, LetterId } from '#kernel'
import { append, hasLog } from '#ledger'
import type { Tx } from '#platform'
import { encodeLeaf } from '#proof'
import type { Version } from './letter.ts'
import { letterIdsOf, signableRows, type SignableRow } from './store-signable.ts'

/** Adds the `version` leaves of versions just frozen, if the campaign has a log. */
export async function logVersions(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  frozen: readonly Version[],
): Promise<void> {
  if (frozen.length === 0 || !(await hasLog(tx, campaign))) return
  const fresh = new Set(frozen.map(({ hash }) => hash))
  const rows = await signableRows(tx, [campaign], [letter])
  await appendEntries(
    tx,
    campaign,
    rows.filter(({ hash }) => hash !== null && fresh.has(hash)),
  )
}

/**
 * Adds the leaf of every version that was ever frozen, for a log that has just been opened.
 * @returns how many.
 */
export async function logAllVersions(tx: Tx, campaign: CampaignId): Promise<number> {
  return appendEntries(tx, campaign, await signableRows(tx, [campaign], await letterIdsOf(tx, campaign)))
}

async function appendEntries(tx: Tx, campaign: CampaignId, rows: readonly SignableRow[]): Promise<number> {
  // Two editions may have one text: it is declared once, for the first.
  const once = [...new Map(rows.toReversed().map((row) => [row.hash, row])).values()].toReversed()
  const entries = once.flatMap((row) => versionEntry(row) ?? [])
  if (entries.length > 0) await append(tx, campaign, entries, [])
  return entries.length
}

/** The leaf of a version, docs/formats/leaves.md; nothing for an edition without one. */
function versionEntry({ hash, edition, recipient, number, frozenAt, letterSlug }: SignableRow): Uint8Array | undefined {
  if (hash === null || edition === null || recipient === null || number === null || frozenAt === null) return undefined
  const day = frozenAt.toISOString().slice(0, 10)
  return encodeLeaf({ t: 'version', d: day, e: edition, h: hash, l: letterSlug, n: number, r: recipient, v: 1 })
}
