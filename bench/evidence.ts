/**
 * Evidence: capturing a page of 2 MB with its images, replaying it, and looking at many sources again. The site stands in
 * this process, too, and so counts in its memory; the database's own processes do not.
 */
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { newId, type CampaignId } from '#kernel'
import {
  addSource,
  askCapture,
  checkDueSources,
  evidenceJobs,
  openCapturer,
  quoteIn,
  replayOf,
  sourcesOf,
  uploadCapture,
  workCapture,
} from '#evidence'
import { fileOfHouse, migrate, openDatabase, prepareJobs, readMigrations, systemMeans } from '#platform'
import { freshDataDir } from '../test/kit/house.ts'
import { testSite } from '../test/kit/site.ts'
import { conclude, median, memoryOf, printMachine, watchForeign } from './kit/machine.ts'

const sources = Number(process.argv[2] ?? 10_000)
const goals = { captureMilliseconds: 500, replayP50: 5, megabytes: 300 }
const dayMilliseconds = 86_400_000

printMachine()
const data = freshDataDir()
const database = await openDatabase({ dataDir: data.path }, { role: 'server', note: () => {} })
const site = await testSite()
const capturer = openCapturer(site.allowed)
const means = { ...systemMeans(), capturer }
const campaign = newId<CampaignId>(means)
const by = 'server' as const

/** A page of about 100 KB as text, that needs a style sheet and nine images: 2 MB as sent. */
const words = Array.from(
  { length: 1500 },
  (_, n) => `<p>Paragraph ${n}: we will not sell scores, says <a href="/${n}">page ${n}</a>.`,
)
const images = Array.from({ length: 9 }, () => randomBytes(218_000))
const page = `<title>Principles</title><link rel=stylesheet href=/a.css>${words.join('\n')}${images.map((_, n) => `<img src="/i${n}.png">`).join('')}`
const packed = gzipSync(page)
site.answer((request, response) => {
  const path = request.url ?? ''
  const image = images[Number(/^\/i(\d)\.png$/.exec(path)?.[1] ?? -1)]
  if (image) response.writeHead(200, { 'Content-Type': 'image/png' }).end(image)
  else if (path === '/a.css') response.writeHead(200, { 'Content-Type': 'text/css' }).end('p{color:#333}')
  else if (path === '/big')
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' }).end(packed)
  else response.writeHead(200, { 'Content-Type': 'text/html' }).end(small(path))
})
const small = (path: string): string =>
  `<title>${path}</title><p>On ${path} we said this.${'<p>And much more.'.repeat(600)}`

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Asks for a capture, and works it as the job does: from the first byte to the commit. */
async function captureOnce(): Promise<{ readonly took: number; readonly bytes: number }> {
  const capture = await database.transaction(async (tx) => {
    const added = await addSource(tx, { campaign, by, url: site.url('/big'), title: 'Big' }, means)
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
    `replay of a page of ${Math.round(page.length / 1000)} KB: p50 ${p50.toFixed(1)} ms (goal ${goals.replayP50}), p99 ${p99.toFixed(1)} ms; of an image p50 ${image50.toFixed(1)} ms`,
  )

  for (let from = 0; from < sources; from += 100)
    await database.transaction(async (tx) => {
      for (let n = from; n < Math.min(sources, from + 100); n += 1) {
        const added = await addSource(tx, { campaign, by, url: site.url(`/s${n}`), title: `Source ${n}` }, means)
        if (added.kind !== 'added') throw new Error(added.kind)
        const upload = {
          campaign,
          by,
          source: added.source,
          bytes: Buffer.from(small(`/s${n}`)),
          mediaType: 'text/html',
        }
        const kept = await uploadCapture(tx, upload, means)
        if (kept.kind === 'kept')
          await quoteIn(tx, { campaign, by, capture: kept.capture, exact: `On /s${n} we said` }, means)
      }
    })
  let most = 0
  let parts = ''
  const looking = setInterval(() => {
    const [own, beside] = [memoryOf([process.pid]), memoryOf([capturer.pid() ?? []].flat())]
    if (own + beside > most) parts = `${own.toFixed(0)} here and ${beside.toFixed(0)} beside`
    most = Math.max(most, own + beside)
  }, 500)
  const later = { ...means, now: () => new Date(Date.now() + 8 * dayMilliseconds) }
  let checked = 0
  const checking = await milliseconds(async () => {
    checked = await checkDueSources(database, { days: 7, atMost: sources + 1 }, later)
  })
  clearInterval(looking)
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
  site.close()
  await database.close()
  data.drop()
}
