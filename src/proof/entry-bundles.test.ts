import { expect, test } from 'vitest'
import { decodeBundle, encodeBundle, RUN_BUNDLES, TILE_WIDTH } from '#proof'
import { entryBundles, type EntryFiles } from './entry-bundles.ts'

const LEAVES = RUN_BUNDLES * TILE_WIDTH
const entries = Array.from({ length: 2 * LEAVES + 700 }, (_, i) => Buffer.from(`leaf ${i}`.repeat(i % 3)))
const size = entries.length
const between = (from: number, to: number): Uint8Array =>
  Buffer.concat(
    Array.from({ length: Math.ceil((to - from) / TILE_WIDTH) }, (_, i) =>
      encodeBundle(entries.slice(from + i * TILE_WIDTH, Math.min(to, from + (i + 1) * TILE_WIDTH))),
    ),
  )

/** The log's files, and what was asked for. */
function files(runs: (run: number) => Uint8Array | undefined): {
  readonly files: EntryFiles
  readonly asked: string[]
} {
  const asked: string[] = []
  return {
    asked,
    files: {
      readTile: async ({ index, width }) => {
        asked.push(`${index}:${width}`)
        return between(index * TILE_WIDTH, index * TILE_WIDTH + width)
      },
      readRun: async (run) => {
        asked.push(`run ${run}`)
        return runs(run)
      },
    },
  }
}

/** The bundles' bytes as text: short to compare, and the entries are of ASCII. */
async function read(source: EntryFiles): Promise<readonly string[]> {
  const bundles: string[] = []
  for await (const bundle of entryBundles(size, source)) bundles.push(Buffer.from(bundle ?? []).toString('latin1'))
  return bundles
}
const entriesIn = (bundle: string): readonly Uint8Array[] | undefined => decodeBundle(Buffer.from(bundle, 'latin1'))
const runOf = (run: number): Uint8Array => between(run * LEAVES, (run + 1) * LEAVES)

test('whether read in runs or bundle by bundle, the entries are the same, and only what fills no run is asked for alone', async () => {
  const [inRuns, alone] = [files(runOf), files(() => undefined)]
  const bundles = await read(inRuns.files)
  const found = bundles.flatMap((bundle) => entriesIn(bundle) ?? [])
  expect(found.map((entry) => Buffer.from(entry).toString())).toEqual(entries.map((entry) => entry.toString()))
  expect(inRuns.asked.slice(0, 5)).toEqual(['run 0', 'run 1', '128:256', '129:256', '130:188'])
  // A folder or a mirror has no runs.
  expect(await read(alone.files)).toEqual(bundles)
})

test('what comes instead of a run is not taken for one: each bundle holds its 256 entries or is broken', async () => {
  const whole = runOf(1)
  const wrongs: readonly Uint8Array[] = [
    new Uint8Array(0),
    whole.subarray(0, whole.length - 1),
    Uint8Array.from([...whole, 0, 1, 7]),
    whole.subarray(2),
    new TextEncoder().encode('<!doctype html><title>Not found</title>'),
  ]
  for (const wrong of wrongs) {
    const bundles = await read(files((run) => (run === 1 ? wrong : runOf(run))).files)
    const widths = bundles.map((bundle) => entriesIn(bundle)?.length)
    expect(widths.slice(RUN_BUNDLES, 2 * RUN_BUNDLES).every((width) => width === TILE_WIDTH)).toBe(false)
  }
})
