import { oneLine, type CampaignId } from '#kernel'
import { append, hasLog, lockLogs } from '#ledger'
import { tryEach, type Database, type Tx } from '#platform'
import { encodeLeaf } from '#proof'
import { isPublic } from './letter.ts'
import { insertLogged, unloggedVersions, type UnloggedVersion } from './store-logged.ts'

/**
 * Declares in the campaign's log every version that strangers may read now and that is not declared yet; nothing where
 * the campaign has no log. To be called wherever a letter may have become public or a public one was frozen anew.
 */
export async function logOpenVersions(tx: Tx, campaign: CampaignId, at: Date): Promise<void> {
  if ((await openVersions(tx, at, campaign)).length === 0 || !(await hasLog(tx, campaign))) return
  // Under the log's lock nobody else declares the same.
  await lockLogs(tx, [campaign])
  const versions = await openVersions(tx, at, campaign)
  if (versions.length === 0) return
  // Two editions may have one text: it is declared once, for the first.
  const once = [...new Map(versions.toReversed().map((one) => [one.hash, one])).values()].toReversed()
  await append(tx, campaign, once.map(leafOf), [])
  await insertLogged(tx, versions)
}

/**
 * The same for every campaign: an embargo ends by the clock, and nobody writes it down. A campaign that fails keeps no
 * other waiting; what it threw is thrown in the end.
 */
export async function logAllOpenVersions(database: Database, now: () => Date): Promise<void> {
  const open = await database.read((tx) => openVersions(tx, now()))
  await tryEach(new Set(open.map(({ campaignId }) => campaignId)), (campaign) =>
    database.transaction((tx) => logOpenVersions(tx, campaign, now())),
  )
}

async function openVersions(tx: Tx, at: Date, campaign?: CampaignId): Promise<readonly UnloggedVersion[]> {
  const rows = await unloggedVersions(tx, campaign)
  return rows.filter(({ state, embargoUntil }) => isPublic({ state, embargoUntil: embargoUntil ?? undefined }, at))
}

/** The leaf of a version, docs/formats/leaves.md. */
function leafOf({ frozenAt, edition, hash, letter, number, recipient }: UnloggedVersion): Uint8Array {
  const day = frozenAt.toISOString().slice(0, 10)
  return encodeLeaf({ t: 'version', d: day, e: edition, h: hash, l: letter, n: number, r: asText(recipient), v: 1 })
}

/** A name as a leaf takes it: whoever imports may have typed a line end, or an é in two parts. */
const asText = (name: string): string => oneLine(name.replace(/[\p{Cc}\p{Cs}]/gu, ' ')) || '–'
