/**
 * Pages for organizers, 20 requests a second, open loop, in a campaign with 500 organizations and 150,000 signatures. What
 * is asked for is every page that links lead to from the organizer's own first page, in turns.
 */
import { conclude, familySeconds, median, printMachine, watchForeign } from './kit/machine.ts'
import { needWrk } from './kit/load.ts'
import { loop } from './kit/loop.ts'
import { organizerHouse, type OrganizerHouse } from './kit/organizer-house.ts'

const port = 18_443
const signatures = Number(process.argv[2] ?? 150_000)
const seconds = Number(process.argv[3] ?? 60)
const organizations = Number(process.argv[4] ?? 500)
const goals = { p99Milliseconds: 50, kilobytes: 30 }
const perSecond = 20
// Of a thousand pages of one shape, as those of each organization, some are enough.
const alikeAtMost = 4

needWrk()
printMachine()
const site = await organizerHouse(port, { organizations, signatures })
try {
  const pages = await pagesOf(site)
  for (const one of pages) console.log(lineOf(one))
  const foreign = watchForeign()
  const paths = pages.map(({ path }) => path)
  const came = await loop({ port, perSecond, seconds, connections: 8, path: paths, cookie: site.cookie })
  const largest = Math.max(...pages.map(({ sent }) => sent))
  console.log(
    `${pages.length} pages at ${perSecond}/s, ${came.answered} of ${came.sent} answered, ${came.refused} refused: p50 ${came.p50} ms, p99 ${came.p99} ms (goal at most ${goals.p99Milliseconds}), longest ${came.longest} ms; largest ${largest.toFixed(1)} KB on the wire (goal at most ${goals.kilobytes})`,
  )
  const whole = came.answered === came.sent && came.refused === 0 && pages.length > 0
  const met = whole && came.p99 <= goals.p99Milliseconds && largest <= goals.kilobytes
  conclude('organizer', { pages: pages.length, p50: came.p50, p99: came.p99, largest, met }, foreign())
} finally {
  await site.close()
}

/** A page after it was asked for twice, when what is prepared once is prepared. */
type Page = {
  readonly path: string
  /** Median of ten, one after the other. */
  readonly milliseconds: number
  /** Of processors, for one, with whoever asks: says something also on a machine that others use. */
  readonly cpu: number
  /** As text, and as it is sent. */
  readonly kilobytes: number
  readonly sent: number
}

function lineOf({ path, milliseconds, cpu, kilobytes, sent }: Page): string {
  const [took, used] = [milliseconds.toFixed(1).padStart(7), cpu.toFixed(0).padStart(4)]
  return `${took} ms ${used} ms cpu ${kilobytes.toFixed(1).padStart(6)} KB ${sent.toFixed(1).padStart(6)} KB sent  ${path}`
}

/** Every page that links lead to; files that are downloaded are none. */
async function pagesOf({ house, campaign, cookie }: OrganizerHouse): Promise<readonly Page[]> {
  const found = new Map<string, Page>()
  const alike = new Map<string, number>()
  const toAsk = ['/organize/home', '/organize/account', `/organize/c/${campaign}`, `/organize/c/${campaign}/people`]
  for (let path = toAsk.shift(); path !== undefined; path = toAsk.shift()) {
    const shape = path
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, '*')
      .replace(/\d+/gu, '*')
      .replace(/=[^&]*/gu, '=')
    const count = alike.get(shape) ?? 0
    if (found.has(path) || count >= alikeAtMost) continue
    alike.set(shape, count + 1)
    const page = await pageAt(house.url, path, cookie)
    if (!page) continue
    found.set(path, page)
    toAsk.push(...page.links)
  }
  return [...found.values()]
}

type Found = Page & { readonly links: readonly string[] }

async function pageAt(url: string, path: string, cookie: string): Promise<Found | undefined> {
  const ask = (coding: string) =>
    fetch(`${url}${path}`, { headers: { Cookie: cookie, 'Accept-Encoding': coding }, redirect: 'manual' })
  const answer = await ask('identity')
  const text = await answer.text()
  if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) {
    if (answer.status >= 400) console.log(`${answer.status} for ${path}`)
    return undefined
  }
  const packed = await ask('br')
  await packed.text()
  const sent = Number(packed.headers.get('content-length') ?? Number.NaN) / 1000
  const times: number[] = []
  const before = familySeconds()
  for (let round = 0; round < 10; round += 1) {
    const begun = performance.now()
    await (await ask('identity')).text()
    times.push(performance.now() - begun)
  }
  const cpu = (familySeconds() - before) * 100
  const links = [...text.matchAll(/href="(\/organize[^"#]*)/gu)].map(([, link = '']) => link.replaceAll('&amp;', '&'))
  return { path, milliseconds: median(times), cpu, kilobytes: Buffer.byteLength(text) / 1000, sent, links }
}
