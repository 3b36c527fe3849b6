import type { HashCore } from './sha256.ts'

/** The root of a tree to which leaves are only ever added, without an allocation per leaf. */
export type GrowingRoot = {
  /** Takes the next entry: the bytes from `start` to `end`. */
  readonly take: (bytes: Uint8Array, start: number, end: number) => void
  readonly size: () => number
  /** RFC 6962 section 2.1 over all entries so far; of none it is SHA-256 of nothing. */
  readonly root: () => Uint8Array
}

const HASH = 32
/** A tree of fewer than 2^53 leaves has no more full subtrees at its right edge. */
const DEEPEST = 54

/** Starts a recount's tree; for the tree that a server keeps, see `startTree`. */
export function startGrowingRoot(core: HashCore): GrowingRoot {
  const edge = new Uint8Array(DEEPEST * HASH)
  let depth = 0
  let size = 0

  function take(bytes: Uint8Array, start: number, end: number): void {
    core.leafInto(bytes, start, end, edge, depth * HASH)
    depth += 1
    size += 1
    // Each zero at the end of the size in binary: two subtrees of one height now stand side by side.
    for (let rest = size; rest % 2 === 0; rest /= 2) {
      depth -= 1
      core.joinAt(edge, (depth - 1) * HASH)
    }
  }

  function root(): Uint8Array {
    if (size === 0) return core.hash(new Uint8Array(0))
    const folded = edge.slice(0, depth * HASH)
    for (let left = depth - 2; left >= 0; left -= 1) core.joinAt(folded, left * HASH)
    return folded.slice(0, HASH)
  }

  return { take, size: () => size, root }
}
