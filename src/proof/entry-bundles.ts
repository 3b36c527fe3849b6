import { readAhead } from './read-ahead.ts'
import { RUN_BUNDLES, TILE_WIDTH, type TileName } from './tile.ts'

/** Where the entries of a log are read. Each gives `undefined` for what is not there. */
export type EntryFiles = {
  readonly readTile: (name: TileName) => Promise<Uint8Array | undefined>
  /**
   * A run of full bundles at once, where a server has such files: a browser spends more on asking for a bundle than on
   * counting it. What is not there is read bundle by bundle.
   */
  readonly readRun?: (run: number) => Promise<Uint8Array | undefined>
}

/** How many bundles are on their way at once: enough to hide a network's delay, few enough to keep memory flat. */
const BUNDLES_AHEAD = 8
/** Two are read while one is counted: some megabytes. */
const RUNS_AHEAD = 2

/** Cuts a run into bundles. The last one gets all that is left, so that a run that is none cannot pass for one. */
function cutRun(run: Uint8Array): readonly Uint8Array[] {
  const bundles: Uint8Array[] = []
  let start = 0
  for (let bundle = 1; bundle < RUN_BUNDLES; bundle += 1) {
    let end = start
    for (let entry = 0; entry < TILE_WIDTH && end < run.length; entry += 1)
      end += 2 + ((run[end] ?? 0) << 8) + (run[end + 1] ?? 0)
    bundles.push(run.subarray(start, end))
    start = end
  }
  return [...bundles, run.subarray(start)]
}

/** The bundles of the first `size` entries in order, ahead of their use; `undefined` for one that is not there. */
export async function* entryBundles(size: number, files: EntryFiles): AsyncGenerator<Uint8Array | undefined> {
  const { readTile, readRun } = files
  const count = Math.ceil(size / TILE_WIDTH)
  const alone = (first: number, end: number): AsyncGenerator<Uint8Array | undefined> =>
    readAhead(end - first, BUNDLES_AHEAD, (i) => {
      const index = first + i
      return readTile({ level: -1, index, width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) })
    })
  const runs = readRun ? Math.floor(size / TILE_WIDTH / RUN_BUNDLES) : 0
  let next = 0
  for await (const run of readAhead(runs, RUNS_AHEAD, async (index) => readRun?.(index))) {
    yield* run ? cutRun(run) : alone(next, next + RUN_BUNDLES)
    next += RUN_BUNDLES
  }
  yield* alone(next, count)
}
