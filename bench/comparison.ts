/** The recipients compared, open loop at 200 requests a second; archived copies shown, each for the first time and again. */
import { loop } from './kit/loop.ts'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'
import { freshDataDir, startHouse } from '../test/kit/house.ts'

const port = 18_457
const [perSecond, seconds] = [200, 15]
const goals = { bytes: 20_000, compressed: 14_000, p99Milliseconds: 20, replayMilliseconds: 5 }

printMachine()
const data = freshDataDir()
const house = await startHouse(data.path, port, '--dev')
try {
  const campaign = '/c/no-secret-scores-for-tenants'
  const read = async (path: string): Promise<string> => {
    const answer = await fetch(house.url + path)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return await answer.text()
  }
  const linked = (page: string, pattern: RegExp): readonly string[] => [
    ...new Set([...page.matchAll(pattern)].map(([path]) => path)),
  ]
  const page = await read(`${campaign}/recipients`)
  const recipients = linked(page, /\/c\/[^/"]+\/recipients\/(?!on\/)[^/"?]+(?=")/g)
  const told = [page, ...(await Promise.all(recipients.map(read)))]
  const sources = linked(told.join(''), /\/c\/[^/"]+\/record\/sources\/[^"]+/g)
  const copies: string[] = []
  for (const source of sources) copies.push(...linked(await read(source), /\/c\/[^"]+\/replay\//g))
  if (copies.length === 0) throw new Error('the example has no archived copies')
  const foreign = watchForeign()
  const first: number[] = []
  for (const copy of copies) {
    const since = performance.now()
    await read(copy)
    first.push(performance.now() - since)
  }
  const compressed = await fetch(`${house.url}${campaign}/recipients`, { headers: { 'Accept-Encoding': 'gzip' } })
  const sizes = { bytes: Buffer.byteLength(page), compressed: Number(compressed.headers.get('content-length')) }
  const compared = await loop({ port, perSecond, seconds, connections: 16, path: [`${campaign}/recipients`, campaign] })
  const replayed = await loop({ port, perSecond, seconds: 5, connections: 16, path: copies })
  const firstReplay = Number(median(first).toFixed(2))
  console.log(`page ${sizes.bytes} bytes, ${sizes.compressed} compressed (goals ${goals.bytes}, ${goals.compressed})`)
  console.log(`${perSecond}/s: p50 ${compared.p50} ms, p99 ${compared.p99} ms (goal ${goals.p99Milliseconds} ms)`)
  console.log(`copies: first ${firstReplay} ms, again p50 ${replayed.p50} ms (goal ${goals.replayMilliseconds} ms)`)
  const met =
    sizes.bytes <= goals.bytes &&
    sizes.compressed <= goals.compressed &&
    compared.refused === 0 &&
    compared.p99 <= goals.p99Milliseconds &&
    replayed.refused === 0 &&
    replayed.p50 <= goals.replayMilliseconds
  conclude('comparison', { ...sizes, p99: compared.p99, firstReplay, replay: replayed.p50, met }, foreign())
} finally {
  await house.close()
  data.drop()
}
