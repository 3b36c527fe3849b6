/**
 * Evidence: capturing a page of 2 MB with its images, replaying it, and looking at many sources again. What counts as memory
 * is a server that was started to look, and the capped process beside it; the site and the database have processes of their own.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { newId, type CampaignId } from '#kernel'
import {
  addSource,
  askCapture,
  evidenceJobs,
  openCapturer,
  quoteIn,
  replayOf,
  sourcesOf,
  uploadCapture,
  workCapture,
} from '#evidence'
import {
  fileOfHouse,
  migrate,
  openDatabase,
  prepareJobs,
  readMigrations,
  systemMeans,
  type AllowedHost,
} from '#platform'
import { freshDataDir } from '../test/kit/house.ts'
import { bigPage, smallPage } from './kit/evidence-pages.ts'
import { conclude, median, memoryOf, printMachine, watchForeign } from './kit/machine.ts'

const sources = Number(process.argv[2] ?? 10_000)
const goals = { captureMilliseconds: 500, replayP50: 5, megabytes: 300 }

printMachine()
const data = freshDataDir()
const database = await openDatabase({ dataDir: data.path }, { role: 'server', note: () => {} })
const site = fork(fileURLToPath(new URL('./kit/evidence-site.ts', import.meta.url)))
const [allowed] = (await once(site, 'message')) as [AllowedHost]
const url = (path: string): string => `http://${allowed.host}:${allowed.port}${path}`
const capturer = openCapturer(allowed)
const means = { ...systemMeans(), capturer }
const campaign = newId<CampaignId>(means)
const by = 'server' as const

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Asks for a capture, and works it as the job does: from the first byte to the commit. */
async function captureOnce(): Promise<{ readonly took: number; readonly bytes: number }> {
  const capture = await database.transaction(async (tx) => {
    const added = await addSource(tx, { campaign, by, url: url('/big'), title: 'Big' }, means)
    const asked = 'source' in added ? await askCapture(tx, { campaign, by, source: added.source }, means) : added
    if (asked.kind !== 'asked') throw new Error(asked.kind)
    return asked.capture
  })
  const took = await milliseconds(() => workCapture(database, { campaign, capture }, means))
  const kept = await database.read(async (tx) => (await sourcesOf(tx, campaign)).flatMap((one) => one.captures))
  const one = kept.find(({ id }) => id === capture)
  if (one?.state !== 'complete') throw new Error(`the capture is ${one?.state}`)
  return { took, bytes: one.waczSize ?? 0 }
}

try {
  await migrate(database.connection, readMigrations(fileOfHouse('migrations')))
  await prepareJobs(database, evidenceJobs)
  const foreign = watchForeign()
  const cold = await captureOnce()
  const captures: number[] = []
  for (let round = 0; round < 9; round += 1) captures.push((await captureOnce()).took)
  const capture = median(captures)
  console.log(
    `capture of ${(cold.bytes / 1e6).toFixed(1)} MB: ${capture.toFixed(0)} ms (goal ${goals.captureMilliseconds}), the first with its process ${cold.took.toFixed(0)} ms`,
  )

  const [latest] = await database.read(async (tx) => (await sourcesOf(tx, campaign)).flatMap((one) => one.captures))
  if (!latest) throw new Error('nothing was captured')
  const replay = async (path: string): Promise<readonly number[]> => {
    const took: number[] = []
    for (let round = 0; round < 300; round += 1)
      took.push(await milliseconds(() => database.read((tx) => replayOf(tx, campaign, latest.id, path))))
    return took.toSorted((one, other) => one - other)
  }
  const [pages, pictures] = [await replay(''), await replay('3')]
  const [p50, p99, image50] = [median(pages), pages[297] ?? 0, median(pictures)]
  console.log(
    `replay of a page of ${Math.round(bigPage.length / 1000)} KB: p50 ${p50.toFixed(1)} ms (goal ${goals.replayP50}), p99 ${p99.toFixed(1)} ms; of an image p50 ${image50.toFixed(1)} ms`,
  )

  for (let from = 0; from < sources; from += 100)
    await database.transaction(async (tx) => {
      for (let n = from; n < Math.min(sources, from + 100); n += 1) {
        const added = await addSource(tx, { campaign, by, url: url(`/s${n}`), title: `Source ${n}` }, means)
        if (added.kind !== 'added') throw new Error(added.kind)
        const upload = {
          campaign,
          by,
          source: added.source,
          bytes: Buffer.from(smallPage(`/s${n}`)),
          mediaType: 'text/html',
        }
        const kept = await uploadCapture(tx, upload, means)
        if (kept.kind === 'kept')
          await quoteIn(tx, { campaign, by, capture: kept.capture, exact: `On /s${n} we said` }, means)
      }
    })
  const checker = fork(fileURLToPath(new URL('./kit/check-sources-process.ts', import.meta.url)), [
    JSON.stringify(database.connection),
    JSON.stringify(allowed),
    String(sources + 1),
  ])
  let most = 0
  let parts = ''
  let checked = 0
  checker.on('message', (told: { readonly capped?: number; readonly checked?: number }) => {
    checked = told.checked ?? checked
    const [own, beside] = [memoryOf([checker.pid ?? []].flat()), memoryOf([told.capped ?? []].flat())]
    if (own + beside > most) parts = `${own.toFixed(0)} of the server and ${beside.toFixed(0)} beside`
    most = Math.max(most, own + beside)
  })
  const checking = await milliseconds(() => once(checker, 'exit'))
  const same = await database.read(async (tx) =>
    (await sourcesOf(tx, campaign)).filter((one) => one.lastCheck?.outcome === 'same'),
  )
  console.log(
    `${checked} sources looked at in ${(checking / 1000).toFixed(0)} s, ${same.length} the same; at most ${most.toFixed(0)} MB, ${parts} (goal ${goals.megabytes})`,
  )
  const met =
    capture <= goals.captureMilliseconds && p50 <= goals.replayP50 && most <= goals.megabytes && same.length >= sources
  conclude(
    'evidence',
    {
      capture: Math.round(capture),
      p50: Number(p50.toFixed(2)),
      p99: Number(p99.toFixed(2)),
      checked,
      megabytes: Math.round(most),
      met,
    },
    foreign(),
  )
} finally {
  await capturer.close()
  site.disconnect()
  await database.close()
  data.drop()
}
