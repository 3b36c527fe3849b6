import type { Opening } from './commitment-rule.ts'
import { TILE_WIDTH } from './tile.ts'

/** An opening and the leaf whose commitment it opens. */
export type PlacedOpening = { readonly index: number; readonly opening: Opening }

/** An openings file as a JSON value: bundle `b`, how many openings `k`, and they themselves with their leaf `i`. */
export type OpeningsFile = {
  readonly b: number
  readonly k: number
  readonly o: readonly (Opening & { readonly i: number })[]
}

/** Path, below a log's address, of the openings of the leaves of one bundle. */
export function openingsPath(bundle: number): string {
  return `openings/${bundle}`
}

/** The openings file of one bundle (docs/formats/leaves.md); JSON.stringify of it is its one spelling. */
export function openingsFile(bundle: number, openings: readonly PlacedOpening[]): OpeningsFile {
  const sorted = openings.toSorted((a, b) => a.index - b.index)
  return { b: bundle, k: sorted.length, o: sorted.map(inOrder) }
}

const inOrder = ({ index, opening: { n, o, p, q, s } }: PlacedOpening): Opening & { readonly i: number } => ({
  i: index,
  n,
  ...(o === undefined ? {} : { o }),
  ...(p === undefined ? {} : { p }),
  q,
  s,
})

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string'

function placedIn(value: unknown): PlacedOpening | undefined {
  if (!isRecord(value)) return undefined
  const { i, n, o, p, q, s } = value as Record<string, unknown>
  if (typeof i !== 'number' || typeof n !== 'string' || typeof q !== 'string' || typeof s !== 'string') return undefined
  if (!isOptionalText(o) || !isOptionalText(p)) return undefined
  return { index: i, opening: { s, n, q, ...(p === undefined ? {} : { p }), ...(o === undefined ? {} : { o }) } }
}

const PLAIN = String.raw`"([^"\\\x00-\x1f]*)"`
const ROW = `\\{"i":(0|[1-9][0-9]{0,15}),"n":${PLAIN}(?:,"o":${PLAIN})?(?:,"p":${PLAIN})?,"q":${PLAIN},"s":${PLAIN}\\}[,\\]]`

/**
 * Reads a file in which nothing is escaped, which is nearly every one, without making JSON of it again: half of the time
 * of checking names. @returns `undefined` for every other file, whatever is wrong with it.
 */
function readPlain(text: string, bundle: number): readonly PlacedOpening[] | undefined {
  const head = /^\{"b":(\d+),"k":(\d+),"o":\[/.exec(text)
  if (head?.[1] !== String(bundle) || !text.isWellFormed()) return undefined
  const row = new RegExp(ROW, 'y')
  const openings: PlacedOpening[] = []
  row.lastIndex = head[0].length
  for (let end = row.lastIndex; end < text.length - 1; end = row.lastIndex) {
    const [whole, i, n = '', o, p, q = '', s = ''] = row.exec(text) ?? []
    if (whole === undefined || whole.endsWith(']') !== (row.lastIndex === text.length - 1)) return undefined
    openings.push({
      index: Number(i),
      opening: { s, n, q, ...(p === undefined ? {} : { p }), ...(o === undefined ? {} : { o }) },
    })
  }
  return text.endsWith(']}') && String(openings.length) === head[2] ? openings : undefined
}

/** Reads any file; equal only to its one spelling. */
function readAny(text: string, bundle: number): readonly PlacedOpening[] | undefined {
  try {
    const read: unknown = JSON.parse(text)
    const list = isRecord(read) ? read['o'] : undefined
    if (!Array.isArray(list)) return undefined
    const openings = list.flatMap((each) => placedIn(each) ?? [])
    return JSON.stringify(openingsFile(bundle, openings)) === text ? openings : undefined
  } catch {
    return undefined
  }
}

/**
 * Reads an openings file; whether they open anything is for the caller to check.
 * @returns `undefined` for what is not, byte for byte, the file of this bundle in its one spelling; never throws.
 */
export function parseOpenings(text: string, bundle: number): readonly PlacedOpening[] | undefined {
  const openings = readPlain(text, bundle) ?? readAny(text, bundle)
  const before = bundle * TILE_WIDTH - 1
  const ascend = openings?.every(({ index }, i) => index > (openings[i - 1]?.index ?? before)) ?? false
  return ascend && (openings?.at(-1)?.index ?? 0) <= before + TILE_WIDTH ? openings : undefined
}
