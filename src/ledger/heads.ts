import { Fault } from '#kernel'
import type { Database, KeptText } from '#platform'
import { checkpointIn } from './head.ts'
import { allCheckpoints } from './store-tree.ts'

/** A log's head as it was signed last. */
export type HeadSeen = { readonly origin: string; readonly size: number; readonly root: string }

/**
 * Writes down, outside the database, how far every log was signed: what {@link refuseOldLog} compares with at the next
 * start. To be called after sealing.
 */
export async function keepHeads(database: Database, kept: KeptText): Promise<void> {
  const before = await readHeads(kept)
  const heads = new Map(before.map((head) => [head.origin, head]))
  for (const { origin, checkpoint } of await database.read(allCheckpoints)) {
    const { size, root } = checkpointIn(checkpoint)
    if (size >= (heads.get(origin)?.size ?? 0)) heads.set(origin, { origin, size, root: base64(root) })
  }
  const text = writeHeads([...heads.values()])
  if (text !== writeHeads(before)) await kept.write(text)
}

/** @throws Fault `log-older` when the text is not what {@link keepHeads} writes. */
export async function readHeads(kept: KeptText): Promise<readonly HeadSeen[]> {
  const text = await kept.read()
  const heads = text === undefined ? [] : parseHeads(text)
  if (!heads)
    throw new Fault(
      'log-older',
      'The file log-heads.json is damaged: it says how far the logs were signed (docs/operating/log.md).',
    )
  return heads
}

/** Base64 as checkpoints have it. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

function writeHeads(heads: readonly HeadSeen[]): string {
  return `${JSON.stringify({ v: 1, heads }, undefined, 1)}\n`
}

function parseHeads(text: string): readonly HeadSeen[] | undefined {
  try {
    const read: unknown = JSON.parse(text)
    const heads: unknown = isRecord(read) && read['v'] === 1 ? read['heads'] : undefined
    return Array.isArray(heads) && heads.every(isHead) ? heads : undefined
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isHead = (value: unknown): value is HeadSeen =>
  isRecord(value) &&
  typeof value['origin'] === 'string' &&
  Number.isSafeInteger(value['size']) &&
  typeof value['root'] === 'string'
