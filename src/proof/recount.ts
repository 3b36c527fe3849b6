import { decodeBundle, walkBundle } from './bundle.ts'
import { sameBytes } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { entryBundles, type EntryFiles } from './entry-bundles.ts'
import { startGrowingRoot } from './growing-root.ts'
import { startNameCheck, type NameProblem } from './name-check.ts'
import { readAhead } from './read-ahead.ts'
import type { HashCore } from './sha256.ts'
import { startTally, type TallyProblem, type TallyResult } from './tally.ts'
import { TILE_WIDTH } from './tile.ts'

/** The files of a log, wherever they lie. Each gives `undefined` for what is not there, and throws when it cannot tell. */
export type LogFiles = EntryFiles & {
  /** The openings file of a bundle; left out, no names are checked. */
  readonly readOpenings?: (bundle: number) => Promise<string | undefined>
  /** The canonical text of a version by its hash; left out, no texts are checked. */
  readonly readText?: (hash: string) => Promise<Uint8Array | undefined>
}

/** What to recount. */
export type RecountWish = {
  /** The head to recount to; who signed it is for the caller to check. */
  readonly checkpoint: Checkpoint
  readonly files: LogFiles
  readonly core: HashCore
  /** How many leaves the published numbers are of, when fewer than the checkpoint's. */
  readonly countAt?: number
  /** Whether the log may have grown since the checkpoint was read: then openings of later leaves are passed over. */
  readonly growing?: boolean
  /** Told after each bundle how many leaves were read. */
  readonly onProgress?: (leaves: number) => void | Promise<void>
}

/** Everything that can be wrong with a log's files. */
export type RecountProblem =
  | { readonly kind: 'bundle-missing' | 'bundle-broken'; readonly bundle: number }
  | { readonly kind: 'root-differs' }
  | { readonly kind: 'text-missing' | 'text-differs'; readonly hash: string }
  | { readonly kind: 'leaf'; readonly leaf: TallyProblem }
  | NameProblem

/** What a recount found. */
export type Recount = {
  /** Leaves read; fewer than the checkpoint's only when a bundle was missing or broken. */
  readonly size: number
  /** The counts at `countAt`, else at the end. */
  readonly tally: TallyResult
  /** Names that a list shows, when openings were asked for. */
  readonly shownNames: number | undefined
  /** Texts whose hash was recomputed. */
  readonly texts: number
  /** Nothing is wrong when this is empty. At most 1,000 of leaves and 1,000 of names. */
  readonly problems: readonly RecountProblem[]
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

async function checkTexts(
  { files: { readText }, core }: RecountWish,
  { versions }: TallyResult,
): Promise<{ readonly checked: number; readonly problems: readonly RecountProblem[] }> {
  const problems: RecountProblem[] = []
  let checked = 0
  for (const { hash, standing, withdrawn, held, invalidated } of readText ? versions : []) {
    const text = await readText?.(hash)
    // A version that nobody ever signed may have been put aside.
    const isSigned = standing + withdrawn + held + invalidated > 0
    if (text === undefined && isSigned) problems.push({ kind: 'text-missing', hash })
    if (text === undefined) continue
    if (hexOf(core.hash(text)) !== hash) problems.push({ kind: 'text-differs', hash })
    checked += 1
  }
  return { checked, problems }
}

type FilesOfBundle = { readonly bytes: Uint8Array | undefined; readonly openings: string | undefined }

const OPENINGS_AHEAD = 8

async function* bundlesOf({ checkpoint: { size }, files }: RecountWish): AsyncGenerator<FilesOfBundle> {
  const { readOpenings } = files
  const lists =
    readOpenings && readAhead(Math.ceil(size / TILE_WIDTH), OPENINGS_AHEAD, (bundle) => readOpenings(bundle))
  for await (const bytes of entryBundles(size, files))
    yield { bytes, openings: lists && ((await lists.next()).value ?? undefined) }
}

/** Root and numbers of the bundles that were taken. */
function startCounting({ core, checkpoint: { size }, countAt = size }: RecountWish) {
  const root = startGrowingRoot(core)
  const tally = startTally()
  let counted: TallyResult | undefined
  return {
    root,
    tally,
    /** The numbers at `countAt`, else so far. */
    counted: () => counted ?? tally.result(),
    take: (bytes: Uint8Array): void => {
      walkBundle(bytes, (start, end) => {
        const index = root.size()
        if (index === countAt) counted = tally.result()
        root.take(bytes, start, end)
        tally.takeEntry(index, bytes, start, end)
      })
    },
  }
}

const widthOf = (bytes: Uint8Array): number | undefined => walkBundle(bytes, () => {})

/**
 * Recomputes everything that a log's files let anyone recompute: the root from the entries, the counts by the rule of
 * docs/formats/leaves.md, and, where files for it are given, names against commitments and texts against hashes.
 * Memory stays flat but for five bytes a leaf. Throws only what the files throw.
 */
export async function recountLog(wish: RecountWish): Promise<Recount> {
  const { checkpoint, files, core } = wish
  const { root, tally, counted, take } = startCounting(wish)
  const names = files.readOpenings && startNameCheck(core, wish.growing ?? false)
  const problems: RecountProblem[] = []
  let bundle = 0
  for await (const { bytes, openings } of bundlesOf(wish)) {
    const width = Math.min(TILE_WIDTH, checkpoint.size - bundle * TILE_WIDTH)
    if (bytes === undefined || widthOf(bytes) !== width) {
      problems.push({ kind: bytes === undefined ? 'bundle-missing' : 'bundle-broken', bundle })
      break
    }
    take(bytes)
    names?.take(bundle, decodeBundle(bytes) ?? [], openings)
    bundle += 1
    await wish.onProgress?.(root.size())
  }
  const whole = root.size() === checkpoint.size
  if (whole && !sameBytes(root.root(), checkpoint.root)) problems.push({ kind: 'root-differs' })
  const last = tally.result()
  const texts = await checkTexts(wish, last)
  return {
    size: root.size(),
    tally: counted(),
    shownNames: names?.shown(),
    texts: texts.checked,
    problems: [
      ...problems,
      ...last.problems.map((leaf): RecountProblem => ({ kind: 'leaf', leaf })),
      ...(names?.problems(tally) ?? []),
      ...texts.problems,
    ],
  }
}
