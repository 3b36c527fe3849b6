import { Fault } from '#kernel'

const longest = 65_535

/**
 * Leaves as an entry bundle has them: each after its length in two bytes, big-endian (C2SP tlog-tiles).
 * @throws Fault `bad-state` for an entry that is empty or too long.
 */
export function frameEntries(entries: readonly Uint8Array[]): Buffer {
  const framed = Buffer.allocUnsafe(entries.reduce((sum, { length }) => sum + 2 + length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length === 0 || entry.length > longest)
      throw new Fault('bad-state', `A leaf has 1 to ${longest} bytes, not ${entry.length}.`)
    at = framed.writeUInt16BE(entry.length, at)
    framed.set(entry, at)
    at += entry.length
  }
  return framed
}

/** Reads {@link frameEntries} back, as views of the bytes. @returns `undefined` when the bytes are no such frames. */
export function parseEntries(framed: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (let at = 0; at < framed.length;) {
    const start = at + 2
    const end = start + ((framed[at] ?? 0) << 8) + (framed[at + 1] ?? 0)
    if (start > framed.length || end > framed.length) return undefined
    entries.push(framed.subarray(start, end))
    at = end
  }
  return entries
}
