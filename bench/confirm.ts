/** Confirming at full load, with leaf and count, answered after COMMIT, against single-row inserts by pgbench. */
import { join } from 'node:path'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'
import { needWrk } from './kit/load.ts'
import { makeReferenceTable, needPgbench, referenceRate } from './kit/reference.ts'
import { postConfirmations, postForms } from './kit/signing.ts'
import { signingHouse } from './kit/signing-house.ts'

const port = 18_435
const rounds = Number(process.argv[2] ?? 4)
const seconds = 10
const goal = 0.4

needWrk()
needPgbench()
printMachine()
const site = await signingHouse(port)
try {
  await makeReferenceTable(site.database.connection)
  const form = { paths: site.forms, hidden: site.hidden, start: 0 }
  // More wishes than can be confirmed in the time, so that none is confirmed twice.
  await postForms(site.house.url, form, { connections: 64, seconds: rounds * (seconds + 2) })
  const file = join(site.folder, 'links.txt')
  const wishes = await site.writeLinks(file)
  const foreign = watchForeign()
  const ratios: number[] = []
  const problems: string[] = []
  const each = Math.floor(wishes / rounds)
  for (let round = 0; round < rounds; round += 1) {
    const limit = await referenceRate(site.database.connection, site.folder, seconds)
    const before = await site.number('select count(*) from signatures_signature')
    const ours = await postConfirmations(
      site.house.url,
      { file, skip: round * each, take: each },
      { connections: 64, seconds },
    )
    const rows = (await site.number('select count(*) from signatures_signature')) - before
    const rate = ours.requests / ours.seconds
    ratios.push(rate / limit)
    if (ours.broken + ours.refused > 0) problems.push(`${ours.broken} broken, ${ours.refused} refused`)
    if (ours.repeated > 0) problems.push(`ran out of wishes: ${ours.repeated} repeated`)
    console.log(
      `round ${round + 1}: pgbench ${limit.toFixed(0)}/s, confirmed ${rate.toFixed(0)}/s, p99 ${ours.p99.toFixed(1)} ms, rows ${rows} of ${ours.requests}`,
    )
  }
  const leaves = await site.number('select size from ledger_log')
  const rows = await site.number('select count(*) from signatures_signature')
  const versions = await site.number('select count(*) from letters_version')
  if (leaves !== rows + versions) problems.push(`${leaves} leaves for ${rows} signatures and ${versions} versions`)
  const ratio = Number(median(ratios).toFixed(3))
  console.log(`median ${ratio} of pgbench with 64 clients (goal at least ${goal}) ${problems.join('; ')}`)
  conclude('confirm', { ratio, problems: problems.length, met: ratio >= goal && problems.length === 0 }, foreign())
} finally {
  await site.close()
}
