import type { Opening } from './commitment-rule.ts'
import { TILE_WIDTH, tilePath } from './tile.ts'

/** An opening and the leaf whose commitment it opens. */
export type PlacedOpening = { readonly index: number; readonly opening: Opening }

/** Path, below a log's address, of the openings of bundle `bundle`: `openings/x001/234`, spelled as tiles are. */
export function openingsPath(bundle: number): string {
  return tilePath({ level: -1, index: bundle, width: TILE_WIDTH }).replace('tile/entries', 'openings')
}

const line = (values: readonly (readonly [string, string | number | undefined])[]): string =>
  `{${values
    .flatMap(([key, value]) => (value === undefined ? [] : [`"${key}":${JSON.stringify(value)}`]))
    .join(',')}}\n`

const headLine = (bundle: number, count: number): string =>
  line([
    ['b', bundle],
    ['k', count],
    ['v', 1],
  ])

const openingLine = ({ index, opening: { n, o, p, q, s } }: PlacedOpening): string =>
  line([
    ['i', index],
    ['n', n],
    ['o', o],
    ['p', p],
    ['q', q],
    ['s', s],
  ])

/** The openings file of one bundle (docs/formats/leaves.md): a line that counts them, then one line for each by ascending leaf. */
export function writeOpenings(bundle: number, openings: readonly PlacedOpening[]): string {
  const sorted = openings.toSorted((a, b) => a.index - b.index)
  return [headLine(bundle, sorted.length), ...sorted.map(openingLine)].join('')
}

const optional = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string'

function parseLine(text: string): PlacedOpening | undefined {
  const read: unknown = JSON.parse(text)
  if (typeof read !== 'object' || read === null) return undefined
  const { i, n, o, p, q, s } = Object.fromEntries(Object.entries(read)) as Record<string, unknown>
  if (typeof i !== 'number' || typeof n !== 'string' || typeof q !== 'string' || typeof s !== 'string') return undefined
  if (!optional(o) || !optional(p)) return undefined
  const opening = { s, n, q, ...(p === undefined ? {} : { p }), ...(o === undefined ? {} : { o }) }
  return openingLine({ index: i, opening }) === `${text}\n` ? { index: i, opening } : undefined
}

/**
 * Reads an openings file; whether they open anything is for the caller to check.
 * @returns `undefined` for what is not, byte for byte, what `writeOpenings` writes for this bundle; never throws.
 */
export function parseOpenings(text: string, bundle: number): readonly PlacedOpening[] | undefined {
  const [, ...lines] = text.split('\n').slice(0, -1)
  if (!text.endsWith('\n') || !text.startsWith(headLine(bundle, lines.length))) return undefined
  const openings: PlacedOpening[] = []
  try {
    for (const each of lines) {
      const placed = parseLine(each)
      const least = openings.at(-1)?.index ?? bundle * TILE_WIDTH - 1
      if (placed === undefined || placed.index <= least || placed.index >= (bundle + 1) * TILE_WIDTH) return undefined
      openings.push(placed)
    }
  } catch {
    return undefined
  }
  return openings
}
