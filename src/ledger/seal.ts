import type { CampaignId, Means } from '#kernel'
import type { Database, Tx } from '#platform'
import { rootOf, signNote, writeCheckpoint, type Edge } from '#proof'
import { growTree } from './grow-tree.ts'
import { damaged } from './head.ts'
import { goalOf, lockTree, unsealedLogs, writeHead, type Goal, type Tree } from './store-tree.ts'

/**
 * Ed25519 seeds of 32 bytes. The name of the key is each log's origin. The first is the key; all of them sign while one
 * takes the place of another.
 */
export type LogKeys = { readonly seeds: readonly Uint8Array[] }

const millisecondsApart = 1000
// One waits for the disk while the next hashes; more would only take connections from the visitors.
const logsAtOnce = 3

/**
 * Brings every log's tree up to its leaves and signs a checkpoint of it: at most one in a second for each log. To be called
 * about every second, by any number of processes: a log that another one works on is left to it. Works in bounded
 * transactions, each of which leaves a sound tree behind; what is not committed is never signed.
 * @returns the logs that have a new checkpoint.
 * @throws Fault `log-damaged` when what is stored contradicts what was signed before; the other logs are sealed first.
 */
export async function sealLogs(
  database: Database,
  keys: LogKeys,
  { now }: Pick<Means, 'now'>,
): Promise<readonly CampaignId[]> {
  const sealed: CampaignId[] = []
  const failures: unknown[] = []
  const waiting = [...(await database.read(unsealedLogs))]
  const sealOnes = async (): Promise<void> => {
    for (let campaign = waiting.shift(); campaign !== undefined; campaign = waiting.shift())
      try {
        if (await sealLog(database, campaign, keys, now)) sealed.push(campaign)
      } catch (error) {
        failures.push(error)
      }
  }
  await Promise.all(Array.from({ length: logsAtOnce }, sealOnes))
  if (failures.length > 0) throw failures[0]
  return sealed
}

async function sealLog(database: Database, campaign: CampaignId, keys: LogKeys, now: () => Date): Promise<boolean> {
  // While leaves pour in, the end would never be reached: a run goes as far as the log was when it set out.
  let goal: Goal | undefined
  for (;;) {
    const step = await database.transaction((tx) => sealSome(tx, campaign, { keys, at: now(), begun: goal }))
    if (step.kind !== 'more') return step.kind === 'sealed'
    goal = step.goal
  }
}

/** `left`: to another process, or to the next second. */
type Step = { readonly kind: 'left' | 'sealed' } | { readonly kind: 'more'; readonly goal: Goal }

type Sealing = {
  readonly keys: LogKeys
  readonly at: Date
  /** Where an earlier transaction of this run set out for. */
  readonly begun: Goal | undefined
}

async function sealSome(tx: Tx, campaign: CampaignId, { keys, at, begun }: Sealing): Promise<Step> {
  const tree = await lockTree(tx, campaign)
  if (!tree || isEarly(tree, at)) return { kind: 'left' }
  // Read under the tree's lock: what another process has sealed by now is never beyond it.
  const goal = begun ?? (await goalOf(tx, campaign))
  if (!goal || (begun && tree.size > goal.size)) return { kind: 'left' }
  if (tree.size > goal.size) throw damaged('its tree has more leaves than were ever added')
  const edge = await growTree(tx, campaign, tree, goal)
  if (edge.size < goal.size) return { kind: 'more', goal }
  const counts = goal.counts
  await writeHead(tx, campaign, { checkpoint: sign(goal.origin, edge, keys), size: edge.size, counts, sealedAt: at })
  return { kind: 'sealed' }
}

/** A clock that was set back must not stop the log: then the last checkpoint lies in the future. */
function isEarly({ head }: Tree, at: Date): boolean {
  if (!head) return false
  const apart = at.getTime() - head.sealedAt.getTime()
  return apart >= 0 && apart < millisecondsApart
}

function sign(origin: string, edge: Edge, { seeds }: LogKeys): string {
  const text = writeCheckpoint({ origin, size: edge.size, root: rootOf(edge) })
  return signNote(
    text,
    seeds.map((seed) => ({ name: origin, seed })),
  )
}
