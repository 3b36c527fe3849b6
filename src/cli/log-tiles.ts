import { parseVersionHash, type VersionHash } from '#kernel'
import { decodeBundle, parseLeaf, tilesFor, type TileName } from '#proof'

/** Every tile and bundle of entries (level -1) of a log of this size. */
export function logTiles(size: number): readonly TileName[] {
  const tiles = tilesFor(0, size)
  return [...tiles, ...tiles.flatMap((name) => (name.level === 0 ? [{ ...name, level: -1 }] : []))]
}

/** The versions that leaves of a bundle declare. */
export function versionsIn(bundle: Uint8Array): readonly VersionHash[] {
  // Few leaves of millions do, and reading each as JSON would take a minute.
  const declaring = (decodeBundle(bundle) ?? []).filter((entry) => Buffer.from(entry).includes('"t":"version"'))
  return declaring.flatMap((entry) => {
    const leaf = parseLeaf(entry)
    return (leaf?.t === 'version' && parseVersionHash(leaf.h)) || []
  })
}
