import {
  commit,
  encodeBundle,
  encodeLeaf,
  hashText,
  openingOf,
  openingsFile,
  startGrowingRoot,
  startHashCore,
  TILE_WIDTH,
  type Checkpoint,
  type PlacedOpening,
} from '#proof'

/** A log in memory: full bundles, openings of every name, and the head they make. */
export type LargeLog = {
  readonly bundles: readonly Uint8Array[]
  readonly openings: readonly string[]
  readonly checkpoint: Checkpoint
  /** The one text that everybody signed. */
  readonly hash: string
}

const DAY = '2029-01-15'
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** One letter with one text that everybody but its own leaf signed; every signature is committed to for real. */
export function largeLog(size: number): LargeLog {
  const hash = hashText('undersigned letter text 1\n')
  const seed = new Uint8Array(32).fill(1)
  const root = startGrowingRoot(startHashCore())
  const [bundles, texts]: [Uint8Array[], string[]] = [[], []]
  const first = encodeLeaf({ t: 'version', d: DAY, e: 'one', h: hash, l: 'letter', n: 1, r: 'Verrolane', v: 1 })
  for (let bundle = 0; bundle * TILE_WIDTH < size; bundle += 1) {
    const entries: Uint8Array[] = []
    const openings: PlacedOpening[] = []
    for (let index = bundle * TILE_WIDTH; index < Math.min(size, (bundle + 1) * TILE_WIDTH); index += 1) {
      new DataView(seed.buffer).setUint32(0, index)
      const shown = { name: `Signer ${index}`, place: 'Exampleton' }
      const hidden = { email: `signer${index}@example.org` }
      // As encodeLeaf spells it; encoding a million leaves one by one would be most of the time.
      const leaf = `{"c":"${commit(seed, shown, hidden)}","d":"${DAY}","e":["${hash}"],"t":"sig","v":1}`
      const entry = index === 0 ? first : bytesOf(leaf)
      root.take(entry, 0, entry.length)
      entries.push(entry)
      if (index > 0) openings.push({ index, opening: openingOf(seed, shown, hidden) })
    }
    bundles.push(encodeBundle(entries))
    texts.push(JSON.stringify(openingsFile(bundle, openings)))
  }
  const checkpoint = { origin: 'letters.example.org/log/bench', size, root: root.root() }
  return { bundles, openings: texts, checkpoint, hash }
}
