import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import {
  TILE_WIDTH,
  emptyEdge,
  growEdge,
  growTiles,
  leafHash,
  parseCheckpoint,
  parseNote,
  rootOf,
  startTally,
  type Edge,
  type Tally,
} from '#proof'
import { disagreements } from './check-counts.ts'
import { bundleLevel, tilesAt, type Tile } from './edge.ts'
import { parseEntries } from './entries.ts'
import { rootAt, tileOf } from './read-tiles.ts'
import { countsOf, findLog } from './store.ts'
import { batchesBetween, countTiles } from './store-tiles.ts'
import { findCosigned, findTree, type Head, type Tree } from './store-tree.ts'

/** What has been recomputed so far. */
type Recount = { edge: Edge; readonly partial: Map<number, Tile>; readonly tally: Tally; readonly problems: string[] }

const leavesAtOnce = 16 * TILE_WIDTH

/**
 * Recomputes a log from its leaves: every tile, the root, and by the counting rule every number. To be called on one
 * snapshot (`database.read`). Costs about what a stranger's recount does.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkLog(tx: Tx, campaign: CampaignId): Promise<readonly string[]> {
  const log = await findLog(tx, campaign)
  const tree = await findTree(tx, campaign)
  if (!log || !tree) return ['There is no log.']
  const recount: Recount = { edge: emptyEdge, partial: new Map(), tally: startTally(), problems: [] }
  const { problems } = recount
  if (!(await recountTiles(tx, campaign, tree, recount))) return problems
  await checkEdge(tx, campaign, tree, recount)
  await checkCosigned(tx, campaign, recount)
  if (!(await recountBatches(tx, campaign, { from: tree.size, to: log.size }, recount))) return problems
  const { problems: ruled, ...result } = recount.tally.result()
  problems.push(...ruled.map(({ index, kind }) => `Leaf ${index}: ${kind}.`))
  problems.push(...disagreements('The numbers now', await countsOf(tx, campaign), result))
  return problems
}

/** Recomputes what stands in tiles. @returns whether all leaves were there. */
async function recountTiles(tx: Tx, campaign: CampaignId, { size, head }: Tree, recount: Recount): Promise<boolean> {
  if (head?.size === 0) checkHead(head, recount)
  while (recount.edge.size < size) {
    const from = recount.edge.size
    // Stops at the checkpoint, whose root and numbers are looked at there.
    const stop = head && from < head.size ? head.size : size
    const entries = await entriesBetween(tx, campaign, from, Math.min(from + leavesAtOnce, stop))
    if (!entries) {
      recount.problems.push(`Leaves from ${from} on are missing.`)
      return false
    }
    await takeEntries(tx, campaign, entries, recount)
    if (head && recount.edge.size === head.size) checkHead(head, recount)
  }
  return true
}

async function takeEntries(
  tx: Tx,
  campaign: CampaignId,
  entries: readonly Uint8Array[],
  recount: Recount,
): Promise<void> {
  const from = recount.edge.size
  const hashes = entries.map((entry) => leafHash(entry))
  entries.forEach((entry, i) => recount.tally.takeEntry(from + i, entry))
  const partialAt = async (level: number) => recount.partial.get(level)?.bytes ?? new Uint8Array(0)
  for (const tile of await growTiles(from, hashes, ({ level }) => partialAt(level))) {
    recount.partial.set(tile.level, tile)
    if (tile.width === TILE_WIDTH) await compareTile(tx, campaign, tile, recount)
  }
  recount.edge = growEdge(recount.edge, hashes)
}

async function compareTile(tx: Tx, campaign: CampaignId, tile: Tile, { problems }: Recount): Promise<void> {
  const stored = await tileOf(tx, campaign, tile)
  if (!stored || !Buffer.from(stored).equals(tile.bytes))
    problems.push(`Tile ${tile.index} of level ${tile.level} is not what the leaves make it.`)
}

/** The tiles that are not full, and that there is no other. */
async function checkEdge(tx: Tx, campaign: CampaignId, { size }: Tree, recount: Recount): Promise<void> {
  for (const tile of recount.partial.values())
    if (tile.width < TILE_WIDTH) await compareTile(tx, campaign, tile, recount)
  let expected = 0
  for (let level = bundleLevel; tilesAt(level, size) > 0; level += 1) expected += tilesAt(level, size)
  const found = await countTiles(tx, campaign)
  if (found !== expected) recount.problems.push(`There are ${found} tiles where ${expected} belong.`)
}

async function checkCosigned(tx: Tx, campaign: CampaignId, { problems }: Recount): Promise<void> {
  const cosigned = await findCosigned(tx, campaign)
  const signed = cosigned && parseCheckpoint(parseNote(cosigned.checkpoint)?.text ?? '')
  if (!cosigned || problems.length > 0) return
  const root = await rootAt(tx, campaign, cosigned.size)
  if (signed?.size !== cosigned.size || !Buffer.from(signed.root).equals(root))
    problems.push(`The cosigned checkpoint of ${cosigned.size} leaves has another root than its leaves make.`)
}

function checkHead(head: Head, { edge, tally, problems }: Recount): void {
  const signed = parseCheckpoint(parseNote(head.checkpoint)?.text ?? '')
  if (signed?.size !== edge.size || !Buffer.from(signed.root).equals(rootOf(edge)))
    problems.push(`The checkpoint of ${head.size} leaves has another root than its leaves make.`)
  problems.push(...disagreements('The numbers of the checkpoint', head.counts, tally.result()))
}

/** The leaves that are promised and not yet in the tree. */
async function recountBatches(
  tx: Tx,
  campaign: CampaignId,
  { from, to }: { readonly from: number; readonly to: number },
  { tally, problems }: Recount,
): Promise<boolean> {
  let next = from
  for (const batch of await batchesBetween(tx, campaign, 0, Number.MAX_SAFE_INTEGER)) {
    const entries = parseEntries(batch.entries)
    if (batch.first_index !== next || entries?.length !== batch.leaves) break
    entries.forEach((entry, i) => tally.takeEntry(batch.first_index + i, entry))
    next += batch.leaves
  }
  if (next !== to) problems.push(`The log ends after ${next} leaves, and ${to} were added.`)
  return next === to
}

/** Some leaves out of their bundles. @returns `undefined` when one is missing. */
async function entriesBetween(
  tx: Tx,
  campaign: CampaignId,
  from: number,
  to: number,
): Promise<readonly Uint8Array[] | undefined> {
  const entries: Uint8Array[] = []
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index += 1) {
    const width = Math.min(TILE_WIDTH, to - index * TILE_WIDTH)
    const bundle = await tileOf(tx, campaign, { level: bundleLevel, index, width })
    const parsed = bundle && parseEntries(bundle)
    if (parsed?.length !== width) return undefined
    entries.push(...parsed.slice(Math.max(0, from - index * TILE_WIDTH)))
  }
  return entries
}
