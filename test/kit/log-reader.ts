import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { growthHolds, parseCheckpoint, proveGrowth, tilePath, type Checkpoint } from '../../src/proof/index.ts'

export type { Checkpoint }

/**
 * What stands at the head of a log's checkpoint now, as any reader gets it; a log has its first within a second or so.
 * @param log its address, with a last `/`.
 */
export async function checkpointAt(log: string): Promise<Checkpoint> {
  for (let tries = 0; tries < 200; tries += 1) {
    const checkpoint = parseCheckpoint((await (await fetch(`${log}checkpoint`)).text()).split('\n\n')[0] + '\n')
    if (checkpoint) return checkpoint
    await wait(50)
  }
  throw new Error(`no checkpoint at ${log}`)
}

/**
 * Waits for a checkpoint of at least so many leaves, and demands the proof that the log has only grown since an earlier
 * one, from its public tiles.
 */
export async function expectGrownFrom(before: Checkpoint, log: string, atLeast = 0): Promise<void> {
  let after = await checkpointAt(log)
  for (; after.size < Math.max(before.size, atLeast); after = await checkpointAt(log)) await wait(100)
  const proof = await proveGrowth(before.size, after.size, async (name) => {
    const answer = await fetch(log + tilePath(name))
    if (!answer.ok) throw new Error(`${tilePath(name)} answered ${answer.status}`)
    return await answer.bytes()
  })
  const claim = { before: before.size, after: after.size, rootBefore: before.root, rootAfter: after.root, proof }
  expect(growthHolds(claim)).toBe(true)
}
