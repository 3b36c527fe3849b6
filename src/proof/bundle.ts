import { Fault } from '#kernel'
import type { Hash, Hasher } from './hasher.ts'
import { joinBytes } from './bytes.ts'
import { TILE_WIDTH } from './tile.ts'

/** The longest entry that a bundle can hold, in bytes. */
export const ENTRY_BYTES_MAX = 0xffff

/** The bytes of a bundle: each entry after its length in two bytes, big-endian (C2SP tlog-tiles, "Log entries"). */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joinBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > ENTRY_BYTES_MAX) throw new Fault('bad-state', 'An entry of a log is longer than 65,535 bytes.')
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/**
 * Walks over the entries of a bundle.
 * @returns how many there are, or `undefined` when the bytes are no bundle of 1 to 256 entries; some may have been seen by then.
 */
export function walkBundle(bytes: Uint8Array, see: (start: number, end: number) => void): number | undefined {
  let count = 0
  for (let at = 0; at < bytes.length; count++) {
    const start = at + 2
    const end = start + ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0)
    if (start > bytes.length || end > bytes.length) return undefined
    see(start, end)
    at = end
  }
  return count > 0 && count <= TILE_WIDTH ? count : undefined
}

/** The entries of a bundle (views of its bytes). @returns `undefined` when the bytes are no bundle of 1 to 256 entries. */
export function decodeBundle(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  return walkBundle(bytes, (start, end) => entries.push(bytes.subarray(start, end))) === undefined ? undefined : entries
}

/** The leaf hashes of a bundle's entries, in their order. @returns `undefined` when the bytes are no bundle. */
export function hashBundle(bytes: Uint8Array, hasher: Hasher): readonly Hash[] | undefined {
  // One copy of the bundle instead of one per entry: the byte before an entry is the end of its length, which is read
  // by then and makes room for the 0x00 of a leaf.
  const scratch = bytes.slice()
  const hashes: Hash[] = []
  const count = walkBundle(bytes, (start, end) => {
    scratch[start - 1] = 0x00
    hashes.push(hasher(scratch.subarray(start - 1, end)))
  })
  return count === undefined ? undefined : hashes
}
