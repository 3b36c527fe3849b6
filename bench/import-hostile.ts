/**
 * The letter page at 100 requests a second, open loop, while an organizer brings in hostile files without a pause, against
 * the same page without: rounds in turns, bombs and mutated files in turns, read by the server's own capped reader.
 */
import { officeBombs } from '../test/kit/bombs-office.ts'
import { pdfBombs } from '../test/kit/bombs-pdf.ts'
import { textBombs } from '../test/kit/bombs-text.ts'
import { zipBombs } from '../test/kit/bombs-zip.ts'
import { hostileSeeds, type NamedFile } from '../test/kit/hostile-seeds.ts'
import { mutated } from '../test/kit/mutations.ts'
import { loop } from './kit/loop.ts'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'
import { lead } from './kit/organizer-house.ts'
import { postFiles } from './kit/post-files.ts'
import { signingHouse } from './kit/signing-house.ts'

const port = 18_459
const rounds = Number(process.argv[2] ?? 7)
const [perSecond, seconds] = [100, 10]
const goals = { ratio: 1.2, longestSeconds: 12 }
// Nothing is measured of a server that squeezes its pages for the first time.
const settleMilliseconds = 12_000

printMachine()
const site = await signingHouse(port, 1, {}, 90)
try {
  const { session } = await lead(site, 'letter-1')
  const path = site.forms[0]?.replace(/\/sign$/u, '') ?? ''
  const bringIn = `${site.house.url}/organize/c/letter-1/import`
  const files = await hostileFiles()
  const next = inTurns(files)
  const ask = () => loop({ port, perSecond, seconds, connections: 8, path })
  await ask()
  await new Promise((resolve) => setTimeout(resolve, settleMilliseconds))
  const foreign = watchForeign()
  const found = { without: [] as Round[], meanwhile: [] as Round[], took: [] as number[], failed: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const without = await ask()
    const posting = postFiles(bringIn, `undersigned-session=${session}`, next)
    const meanwhile = await ask()
    const posted = await posting.stop()
    found.without.push(without)
    found.meanwhile.push(meanwhile)
    found.took.push(...posted.seconds)
    found.failed += posted.failed + without.refused + meanwhile.refused
    console.log(
      `round ${round + 1}: ${said(without)} without; ${said(meanwhile)} beside ${posted.seconds.length} files, the longest ${Math.max(...posted.seconds).toFixed(1)} s`,
    )
  }
  const ratios = { p50: ratioOf(found, 'p50'), p99: ratioOf(found, 'p99') }
  const longest = Math.max(...found.took)
  console.log(
    `${found.took.length} of ${files.length} files, ${found.failed} failed; p50 ${ratios.p50}x, p99 ${ratios.p99}x of without (goal at most ${goals.ratio}), the longest file ${longest.toFixed(1)} s`,
  )
  const met = ratios.p50 <= goals.ratio && ratios.p99 <= goals.ratio && found.failed === 0
  conclude(
    'import-hostile',
    {
      p50Ratio: ratios.p50,
      p99Ratio: ratios.p99,
      p50: median(found.meanwhile.map(({ p50 }) => p50)),
      p99: median(found.meanwhile.map(({ p99 }) => p99)),
      files: found.took.length,
      longestSeconds: Number(longest.toFixed(1)),
      met: met && longest <= goals.longestSeconds,
    },
    foreign(),
  )
} finally {
  await site.close()
}

type Round = { readonly p50: number; readonly p99: number }

function said({ p50, p99 }: Round): string {
  return `p50 ${p50} ms, p99 ${p99} ms`
}

/** The middle of each round with files against the round before it: the machine drifts from minute to minute. */
function ratioOf(
  { without, meanwhile }: { readonly without: readonly Round[]; readonly meanwhile: readonly Round[] },
  of: keyof Round,
): number {
  return Number(median(meanwhile.map((round, at) => round[of] / (without[at]?.[of] ?? Number.NaN))).toFixed(3))
}

/** Made before anything is measured: every third bomb, of each kind some, and five broken files after each. */
async function hostileFiles(): Promise<readonly NamedFile[]> {
  const seeds = await hostileSeeds()
  const bombs = [...zipBombs, ...officeBombs, ...pdfBombs, ...textBombs].filter((_, at) => at % 3 === 0)
  return bombs.flatMap(({ name, make }, at) => [
    { name, bytes: make() },
    ...Array.from({ length: 5 }, (_, more) => mutated(seeds, at * 5 + more + 1)),
  ])
}

/** By a step that meets every kind of bomb within a round or two. */
function inTurns(files: readonly NamedFile[]): () => NamedFile {
  let at = 0
  return () => {
    const file = files[at % files.length]
    at += 53
    if (!file) throw new Error('no files')
    return file
  }
}
