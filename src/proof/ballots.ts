import type { VersionLeaf } from './leaf.ts'

/** What a list of version hashes means for the count: numbers of known versions and of their letters, each once. */
export type Ballot = {
  readonly versions: readonly number[]
  readonly letters: readonly number[]
  readonly unknown: readonly string[]
}

/** The versions a log has declared so far and the lists of them that its leaves named. */
export type Ballots = {
  readonly versions: readonly VersionLeaf[]
  readonly letters: readonly string[]
  /** Every list that stood in a leaf, once; a leaf's ballot is its number here. */
  readonly all: readonly Ballot[]
  /** @returns `false` when the text was declared before: the first declaration holds. */
  readonly declare: (leaf: VersionLeaf) => boolean
  /** The number of the ballot that stands, as JSON, in these bytes. */
  readonly of: (bytes: Uint8Array, start: number, end: number) => number
}

type Known = { readonly list: Uint8Array; readonly ballot: number; readonly next: Known | undefined }

/** FNV-1a, 32 bits: only finds the candidate, the bytes themselves decide. */
function fingerprint(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return hash
}

function isSame(list: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (list.length !== end - start) return false
  for (let i = 0; i < list.length; i += 1) if (list[i] !== bytes[start + i]) return false
  return true
}

const decoder = new TextDecoder()

/** Starts with no version declared. */
export function startBallots(): Ballots {
  const versions: VersionLeaf[] = []
  const numbers = new Map<string, { readonly version: number; readonly letter: number }>()
  const letters: string[] = []
  const all: Ballot[] = []
  const known = new Map<number, Known>()

  function declare(leaf: VersionLeaf): boolean {
    if (numbers.has(leaf.h)) return false
    const letter = letters.includes(leaf.l) ? letters.indexOf(leaf.l) : letters.push(leaf.l) - 1
    numbers.set(leaf.h, { version: versions.push(leaf) - 1, letter })
    // A list named before this declaration did not count for it and still does not; named again, it does.
    known.clear()
    return true
  }

  function add(hashes: readonly string[]): number {
    const found = hashes.flatMap((hash) => numbers.get(hash) ?? [])
    return (
      all.push({
        versions: found.map(({ version }) => version),
        letters: [...new Set(found.map(({ letter }) => letter))],
        unknown: hashes.filter((hash) => !numbers.has(hash)),
      }) - 1
    )
  }

  function of(bytes: Uint8Array, start: number, end: number): number {
    const key = fingerprint(bytes, start, end)
    const first = known.get(key)
    for (let entry = first; entry !== undefined; entry = entry.next)
      if (isSame(entry.list, bytes, start, end)) return entry.ballot
    const list = bytes.slice(start, end)
    const ballot = add(decoder.decode(list).match(/[0-9a-f]{64}/g) ?? [])
    known.set(key, { list, ballot, next: first })
    return ballot
  }

  return { versions, letters, all, declare, of }
}
