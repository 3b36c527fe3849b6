import {
  commit,
  emptyEdge,
  encodeBundle,
  encodeLeaf,
  growEdge,
  growTiles,
  hashText,
  leafHash,
  openingOf,
  openingsFile,
  openingsPath,
  proveInclusion,
  rootOf,
  signNote,
  startTally,
  tilePath,
  TILE_WIDTH,
  verifierKeyOf,
  writeCheckpoint,
  writeCounts,
  writeReceipt,
  writeReceiptExtra,
  type Leaf,
  type NoteKey,
  type PlacedOpening,
} from '#proof'
import { diceOf } from './dice.ts'

/** A log as the files of its folder, path → bytes, and what its reader must know beforehand. */
export type LogFolder = {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly policy: string
  readonly key: NoteKey
}

const DAY = '2026-11-23'
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const seedOf = (n: number): Uint8Array => Uint8Array.from(Buffer.from(hashText(`seed ${n}`), 'hex'))
const textOf = (n: number): string => `undersigned letter text 1\ntitle: Letter ${n}\n\nStop it.\n`

const noTile = async (): Promise<Uint8Array> => await Promise.reject(new Error('an empty log has no tiles'))

type Made = { readonly leaves: readonly Leaf[]; readonly openings: readonly PlacedOpening[] }

/** Two letters with three versions, then signatures of persons and organizations and what later became of some. */
export function someLog(size: number, seed = 1): Made {
  const { between } = diceOf(seed)
  const roll = (below: number): number => between(0, below - 1)
  const hashes = [1, 2, 3].map((n) => hashText(textOf(n)))
  const leaves: Leaf[] = hashes.map((h, n) => {
    const place = { e: `edition-${n}`, h, l: n < 2 ? 'first' : 'second', n: 1, r: 'Verrolane' }
    return { t: 'version', d: DAY, ...place, v: 1 }
  })
  const openings = new Map<number, PlacedOpening>()
  const standing: number[] = []
  while (leaves.length < size) {
    const index = leaves.length
    const kind = roll(100)
    const at = roll(Math.max(1, standing.length))
    const earlier = standing[at]
    if (earlier !== undefined && kind < 6) {
      openings.delete(earlier)
      standing.splice(at, 1)
      leaves.push(
        kind < 3
          ? { t: 'wd', d: DAY, i: earlier, v: 1 }
          : { t: kind < 5 ? 'inv' : 'hold', d: DAY, i: [earlier], w: 'a test', v: 1 },
      )
      continue
    }
    const shown = { name: `Signer ${index}`, ...(index % 3 === 0 ? { place: 'Exampleton' } : {}) }
    const hidden = { email: `signer${index}@example.org` }
    const c = commit(seedOf(index), shown, hidden)
    const e = hashes.filter((_, n) => n === index % 3 || roll(4) === 0).toSorted()
    leaves.push(
      index % 50 === 0 ? { t: 'org', c, d: DAY, e, o: `Society ${index}`, v: 1 } : { t: 'sig', c, d: DAY, e, v: 1 },
    )
    standing.push(index)
    if (index % 2 === 0) openings.set(index, { index, opening: openingOf(seedOf(index), shown, hidden) })
  }
  return { leaves, openings: [...openings.values()].toSorted((a, b) => a.index - b.index) }
}

/** The folder that an export of the log would be. */
export async function logFolder({ leaves, openings }: Made): Promise<LogFolder> {
  const key = { name: 'letters.example.org/log/test', seed: seedOf(-1) }
  const entries = leaves.map(encodeLeaf)
  const size = entries.length
  const files = new Map<string, Uint8Array>()
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const part = entries.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)
    files.set(tilePath({ level: -1, index, width: part.length }), encodeBundle(part))
    const shown = openings.filter((placed) => Math.floor(placed.index / TILE_WIDTH) === index)
    files.set(openingsPath(index), bytesOf(JSON.stringify(openingsFile(index, shown))))
  }
  const leafHashes = entries.map((entry) => leafHash(entry))
  for (const tile of await growTiles(0, leafHashes, noTile)) files.set(tilePath(tile), tile.bytes)
  const edge = growEdge(emptyEdge, leafHashes)
  const text = writeCheckpoint({ origin: key.name, size, root: rootOf(edge) })
  files.set('checkpoint', bytesOf(signNote(text, [key])))
  const tally = startTally()
  for (const [i, entry] of entries.entries()) tally.takeEntry(i, entry)
  const { versions, letters } = tally.result()
  const counts = {
    size,
    versions: Object.fromEntries(versions.map(({ hash, standing }) => [hash, standing])),
    letters: Object.fromEntries(letters.map(({ letter, standing }) => [letter, standing])),
  }
  files.set('counts.json', bytesOf(writeCounts(counts)))
  for (const n of [1, 2, 3]) files.set(`texts/${hashText(textOf(n))}.txt`, bytesOf(textOf(n)))
  const policy = `log ${verifierKeyOf(key, 'ed25519')}\nquorum none\n`
  files.set('policy', bytesOf(policy))
  return { files, policy, key }
}

/** The receipt of a leaf, with what a signer's own receipt has in `extra`. */
export async function receiptIn(
  { files, policy }: LogFolder,
  { leaves, openings }: Made,
  index: number,
): Promise<string> {
  const leaf = leaves[index]
  const opening = openings.find((placed) => placed.index === index)?.opening
  if (leaf === undefined) throw new Error('no such leaf')
  const proof = await proveInclusion(
    index,
    leaves.length,
    async (name) => files.get(tilePath(name)) ?? (await noTile()),
  )
  const extra = writeReceiptExtra({ leaf: encodeLeaf(leaf), policy, ...(opening ? { opening } : {}) })
  return writeReceipt({ index, proof, checkpoint: new TextDecoder().decode(files.get('checkpoint')), extra })
}
