/**
 * A record petition through HTTP: millions of people sign one letter and confirm, mails go to a counting sink; then the
 * page, a search, paging and the recount. `npm run bench -- replay [SIGNATURES]`; 6.1 million unless said.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { needWrk } from './kit/load.ts'
import { conclude, median, memoryOf, printMachine, watchForeign } from './kit/machine.ts'
import { postConfirmations, postForms } from './kit/signing.ts'
import { signingHouse } from './kit/signing-house.ts'

const port = 18_440
const wished = Number(process.argv[2] ?? 6_100_000)
// The generator runs for whole times: as long as it takes to sign and confirm about as many.
const slice = { signing: Math.min(30, 4 + wished / 10_000), confirming: Math.min(40, 5 + wished / 7000) }
const goals = { minutes: 25, searchMilliseconds: 100, deepPaging: 1.5, bytesPerSignature: 900 }
const settings = { SMTP_URL: 'discard:', MAIL_FROM: 'letters@mail.example', MAIL_PER_SECOND: '100000' }

needWrk()
printMachine()
const site = await signingHouse(port, 1, settings)
try {
  const foreign = watchForeign()
  const begun = performance.now()
  const file = join(site.folder, 'links.txt')
  const memory: number[] = []
  let confirmed = 0
  for (let round = 0; confirmed < wished; round += 1) {
    const form = { paths: site.forms, hidden: site.hidden, start: round * 10_000_000 }
    const signed = await postForms(site.house.url, form, { connections: 64, seconds: slice.signing })
    const links = { file, skip: 0, take: await site.writeLinks(file) }
    const done = await postConfirmations(site.house.url, links, { connections: 64, seconds: slice.confirming })
    if (signed.broken + done.broken > 0) console.log(`broken: ${signed.broken} and ${done.broken}`)
    confirmed = await site.number('select count(*) from signatures_signature')
    memory.push(memoryOf([site.house.pid]))
    console.log(
      `${confirmed} confirmed after ${((performance.now() - begun) / 60_000).toFixed(1)} min: signing ${((signed.requests - signed.refused) / signed.seconds).toFixed(0)}/s, confirming ${(done.requests / done.seconds).toFixed(0)}/s, server ${memory.at(-1)?.toFixed(0)} MB, mails waiting ${await site.number('select count(*) from platform_mail')}`,
    )
  }
  const minutes = (performance.now() - begun) / 60_000
  const waiting = () => site.number('select count(*) from platform_mail')
  while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 1000))
  const minutesWithMail = (performance.now() - begun) / 60_000
  const foreignShare = foreign()

  const list = `${site.house.url}${site.forms[0]?.replace(/\/[^/]+\/sign$/, '/supporters')}`
  const search = await middleTime(`${list}?find=Kofi+Garcia`)
  const first = await middleTime(`${list}?after=0`)
  const deep = await middleTime(`${list}?after=${Math.floor(confirmed / 2)}`)
  const shown = await middleTime(`${site.house.url}${site.forms[0]?.replace(/\/sign$/, '')}`)
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const recount = execRecount()
  await site.number('select 1')
  const bytes = await site.number(
    `select sum(pg_total_relation_size(c.oid)) from pg_class c where relkind = 'r' and (relname like 'signatures_%' or relname like 'ledger_%' or relname like 'platform_%')`,
  )
  const perSignature = bytes / confirmed
  const flat = (memory.at(-1) ?? 0) / Math.max(1, median(memory.slice(0, 3)))
  console.log(
    `${confirmed} signed and confirmed in ${minutes.toFixed(1)} min (goal ${goals.minutes}), all mails gone after ${minutesWithMail.toFixed(1)} min`,
  )
  console.log(
    `page ${shown.toFixed(1)} ms, search ${search.toFixed(1)} ms, first page of the list ${first.toFixed(1)} ms, in the middle ${deep.toFixed(1)} ms, ${perSignature.toFixed(0)} bytes a signature, memory at the end ${flat.toFixed(2)} of the start`,
  )
  console.log(recount)
  const isFast = minutes <= goals.minutes && search <= goals.searchMilliseconds
  const isRight =
    recount.includes('agree') && deep <= first * goals.deepPaging + 1 && perSignature <= goals.bytesPerSignature
  conclude(
    'replay',
    {
      signatures: confirmed,
      minutes,
      minutesWithMail,
      search,
      first,
      deep,
      perSignature,
      memory: flat,
      met: isFast && isRight,
    },
    foreignShare,
  )

  function execRecount(): string {
    return execFileSync(
      process.execPath,
      ['--conditions=source', join(import.meta.dirname, '../src/main.ts'), 'recount', `${site.house.url}/log/letter-1`],
      { encoding: 'utf8' },
    )
  }
} finally {
  await site.close()
}

async function middleTime(url: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 15; round += 1) {
    const begun = performance.now()
    const answer = await fetch(url)
    await answer.text()
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
    times.push(performance.now() - begun)
  }
  return median(times)
}
