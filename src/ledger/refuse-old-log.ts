import { Fault, type Means } from '#kernel'
import type { Database, KeptText, Tx } from '#platform'
import type { Policy } from '#proof'
import { askWitness, witnessId, type SendText } from './ask-witness.ts'
import { base64, readHeads, type HeadSeen } from './heads.ts'
import { rootAt } from './read-tiles.ts'
import { allLogs, logsOfWitness } from './store-witness.ts'
import { findTree } from './store-tree.ts'
import { reachable } from './witnesses.ts'

/** Where to learn how far the logs were signed, from outside the database. */
export type OutsideWord = {
  readonly heads: KeptText
  readonly policy?: Policy | undefined
  readonly send: SendText
}

/**
 * Refuses to go on with a database that was brought back from an older state: signing it again would fork its logs, and
 * every witness and monitor would say so. To be called at the start, before anything is sealed or added. A witness that
 * does not answer is passed over.
 * @throws Fault `log-older` when the file beside the keys, or a witness, has seen more of a log than we have, or other
 * leaves.
 */
export async function refuseOldLog(
  database: Database,
  { heads, policy, send }: OutsideWord,
  { now }: Pick<Means, 'now'>,
): Promise<void> {
  const seen = await readHeads(heads)
  await database.read((tx) => refuseOlderThan(tx, seen))
  if (!policy) return
  await Promise.all(
    reachable(policy).map(async (witness) => {
      const id = witnessId(witness.verifier)
      for (const { campaign } of await database.read((tx) => logsOfWitness(tx, id, { behind: false }))) {
        const size = (await database.read((tx) => findTree(tx, campaign)))?.head?.size ?? 0
        // As if it had seen just what we have: an answer costs nothing then, and any other size it names.
        const outcome = await askWitness({ database, campaign, policy, witness, send, now }, size)
        if (outcome.kind === 'knows-more' || outcome.kind === 'knows-other') throw older(`the witness ${witness.name}`)
        if (outcome.kind === 'unreachable') return
      }
    }),
  )
}

async function refuseOlderThan(tx: Tx, seen: readonly HeadSeen[]): Promise<void> {
  if (seen.length === 0) return
  const logs = new Map((await allLogs(tx)).map((log) => [log.origin, log]))
  for (const { origin, size, root } of seen) {
    const log = logs.get(origin)
    if (!log || log.size < size) throw older('the file log-heads.json')
    const standing = (await findTree(tx, log.campaign))?.size ?? 0
    if (standing >= size && base64(await rootAt(tx, log.campaign, size)) !== root)
      throw older('the file log-heads.json')
  }
}

const older = (who: string): Fault =>
  new Fault(
    'log-older',
    `The database holds an older or another public log than ${who} has seen: it was brought back from a backup. Signing it again would break every receipt since. See docs/operating/log.md.`,
  )
