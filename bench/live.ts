/** Reading while others sign: half of the rate that `sign` reaches and half of what `page` reaches, both open loop. */
import { join } from 'node:path'
import { burst, needWrk } from './kit/load.ts'
import { conclude, printMachine, watchForeign } from './kit/machine.ts'
import { loop } from './kit/loop.ts'
import { postConfirmations, postForms } from './kit/signing.ts'
import { signingHouse } from './kit/signing-house.ts'

const port = 18_441
const seconds = 20
const goals = { p99Milliseconds: 50, secondsBehind: 5 }

needWrk()
printMachine()
const site = await signingHouse(port)
try {
  const [path = ''] = site.forms
  const page = path.replace(/\/sign$/, '')
  const url = site.house.url
  const headers = { 'Accept-Encoding': 'br' }
  const reading = await burst(`${url}${page}`, { connections: 32, seconds: 5, headers })
  const signing = await postForms(
    url,
    { paths: [path], hidden: site.hidden, start: 0 },
    { connections: 64, seconds: 10 },
  )
  const file = join(site.folder, 'links.txt')
  await site.writeLinks(file)
  const half = {
    pages: reading.requestsPerSecond / 2,
    forms: (signing.requests - signing.refused) / signing.seconds / 2,
  }
  const foreign = watchForeign()
  const readers = loop({ port, perSecond: half.pages, seconds, connections: 64, path: page })
  const signers = loop({
    port,
    perSecond: half.forms,
    seconds,
    connections: 64,
    path,
    hidden: site.hidden,
    start: 50_000_000,
  })
  // Confirmations make the count move, so that the page has something to be behind with.
  const confirming = postConfirmations(url, { file, skip: 0, take: 4000 }, { connections: 2, seconds })
  let behind = 0
  for (let second = 0; second < seconds; second += 1) {
    const since = performance.now()
    const standing = await site.number(
      `select coalesce(max(standing), 0) from ledger_count where subject like 'letter:%'`,
    )
    for (;;) {
      const shown = Number(
        /([\d,]+) (?:people|person)/.exec(await (await fetch(`${url}${page}`)).text())?.[1]?.replaceAll(',', '') ?? 0,
      )
      if (shown >= standing) break
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    behind = Math.max(behind, (performance.now() - since) / 1000)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1000 - (performance.now() - since))))
  }
  const [pages, forms] = await Promise.all([readers, signers, confirming])
  console.log(`pages at ${half.pages.toFixed(0)}/s: ${JSON.stringify(pages)}`)
  console.log(`forms at ${half.forms.toFixed(0)}/s: ${JSON.stringify(forms)}`)
  console.log(
    `page p99 ${pages.p99} ms (goal at most ${goals.p99Milliseconds}), count at most ${behind.toFixed(1)} s behind (goal ${goals.secondsBehind})`,
  )
  const met = pages.p99 <= goals.p99Milliseconds && behind <= goals.secondsBehind && pages.answered === pages.sent
  conclude('live', { p99: pages.p99, p999: pages.p999, formsP99: forms.p99, behind, met }, foreign())
} finally {
  await site.close()
}
