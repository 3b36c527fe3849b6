/**
 * Recounting a log of a million leaves: in Node against hashing alone in the same run, without and with every name
 * checked, and in Chromium from a server on this machine. `npm run bench -- recount [LEAVES]`.
 */
import { createServer, type ServerResponse } from 'node:http'
import {
  decodeBundle,
  recountLog,
  RUN_BUNDLES,
  runPath,
  signNote,
  startGrowingRoot,
  startHashCore,
  tilePath,
  TILE_WIDTH,
  verifierKeyOf,
  writeCheckpoint,
} from '#proof'
import { joinableGzip, joinGzips } from '../src/ledger/joinable-gzip.ts'
import { scriptHeaders } from '../src/web/headers.ts'
import { layout } from '../src/web/layout.ts'
import { recountPage } from '../src/web/recount-page.ts'
import { pageScript } from '../src/web/page-script.ts'
import { launchBrowser } from '../test/kit/browser.ts'
import { largeLog, type LargeLog } from './kit/large-log.ts'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'

const leaves = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 5)
const goals = { ratio: 2, namesRatio: 4, browserSeconds: 8 }

printMachine()
const log = largeLog(leaves)
console.log(`${leaves} leaves, ${log.bundles.length} bundles`)

const seconds = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

function hashAlone({ bundles }: LargeLog): void {
  const root = startGrowingRoot(startHashCore())
  for (const bundle of bundles) for (const entry of decodeBundle(bundle) ?? []) root.take(entry, 0, entry.length)
  root.root()
}

async function recount(names: boolean): Promise<void> {
  const found = await recountLog({
    checkpoint: log.checkpoint,
    core: startHashCore(),
    files: {
      readTile: async ({ index }) => log.bundles[index],
      ...(names ? { readOpenings: async (bundle: number) => log.openings[bundle] } : {}),
    },
  })
  if (found.problems.length > 0 || found.tally.all.standing !== leaves - 1) throw new Error('the recount went wrong')
}

/** The campaign's page and its log's files, as the server sends them. */
async function serveLog(): Promise<{ readonly url: string; readonly close: () => void }> {
  const key = { name: log.checkpoint.origin, seed: new Uint8Array(32).fill(7) }
  const script = await pageScript('recount')
  const facts = {
    campaign: { slug: 'bench', title: 'Bench', language: 'en' },
    size: leaves,
    counts: [
      { kind: 'letter', name: 'letter', title: 'Letter', standing: leaves - 1 },
      { kind: 'version', name: log.hash, title: 'Text', standing: leaves - 1 },
    ] as const,
    verifierKeys: [verifierKeyOf(key, 'ed25519')],
    logUrl: 'https://letters.example.org/log/bench',
  }
  const page = layout(recountPage(facts, script.text), { publicUrl: 'https://letters.example.org' })
  const files = new Map<string, Buffer>()
  for (const [index, bundle] of log.bundles.entries()) {
    const width = Math.min(TILE_WIDTH, leaves - index * TILE_WIDTH)
    files.set(`/log/bench/${tilePath({ level: -1, index, width })}`, await joinableGzip(bundle))
  }
  const runs = new Map<string, readonly Buffer[]>()
  const stored = [...files.values()]
  for (let run = 0; (run + 1) * RUN_BUNDLES * TILE_WIDTH <= leaves; run += 1)
    runs.set(`/log/bench/${runPath(run)}`, stored.slice(run * RUN_BUNDLES, (run + 1) * RUN_BUNDLES))
  const note = signNote(writeCheckpoint(log.checkpoint), [key])
  const send = (response: ServerResponse, gzip: Buffer): unknown =>
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': gzip.length }).end(gzip)
  const server = createServer((request, response) => {
    const [run, bundle] = [runs.get(request.url ?? ''), files.get(request.url ?? '')]
    if (run) void joinGzips(run).then((joined) => send(response, joined))
    else if (bundle) send(response, bundle)
    else if (request.url === '/log/bench/checkpoint') response.end(note)
    else response.writeHead(200, { ...scriptHeaders(script.hash), 'Content-Type': 'text/html' }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/c/bench/recount`, close: () => server.closeAllConnections() }
}

async function inBrowser(): Promise<readonly number[]> {
  const site = await serveLog()
  const browser = await launchBrowser()
  try {
    const times: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const page = await browser.newPage()
      await page.goto(site.url)
      const time = await seconds(async () => {
        await page.getByRole('button').click()
        await page
          .locator('[data-state=agrees],[data-state=differs],[data-state=unreachable]')
          .waitFor({ timeout: 300_000 })
      })
      console.log(`Chromium: ${time.toFixed(2)} s; ${await page.locator('[data-status]').innerText()}`)
      times.push(time)
      await page.close()
    }
    return times
  } finally {
    await browser.close()
    site.close()
  }
}

const foreign = watchForeign()
const [ratios, namesRatios, plain]: [number[], number[], number[]] = [[], [], []]
for (let round = 0; round < rounds; round += 1) {
  const alone = await seconds(() => hashAlone(log))
  const counted = await seconds(() => recount(false))
  const named = await seconds(() => recount(true))
  if (round > 0)
    [ratios, namesRatios, plain].forEach((list, i) => list.push([counted / alone, named / alone, counted][i] ?? 0))
  console.log(`hashing ${alone.toFixed(2)} s, recount ${counted.toFixed(2)} s, with names ${named.toFixed(2)} s`)
}
const browserSeconds = median(await inBrowser())
const [ratio, namesRatio] = [median(ratios), median(namesRatios)].map((value) => Number(value.toFixed(2)))
console.log(
  `recount ${ratio} of hashing alone (goal at most ${goals.ratio}), with names ${namesRatio} (${goals.namesRatio})`,
)
conclude(
  'recount',
  {
    leaves,
    ratio: ratio ?? 0,
    namesRatio: namesRatio ?? 0,
    nodeSeconds: Number(median(plain).toFixed(2)),
    browserSeconds: Number(browserSeconds.toFixed(2)),
    met: (ratio ?? 9) <= goals.ratio && (namesRatio ?? 9) <= goals.namesRatio && browserSeconds <= goals.browserSeconds,
  },
  foreign(),
)
process.exit(0)
