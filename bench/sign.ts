/** Signing at full load, answered after COMMIT, against single-row inserts by pgbench on the same server. */
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'
import { needWrk } from './kit/load.ts'
import { makeReferenceTable, needPgbench, referenceRate } from './kit/reference.ts'
import { postForms } from './kit/signing.ts'
import { signingHouse } from './kit/signing-house.ts'

const port = 18_434
const rounds = Number(process.argv[2] ?? 4)
const seconds = Number(process.argv[3] ?? 15)
const goal = 0.5

needWrk()
needPgbench()
printMachine()
const site = await signingHouse(port)
try {
  await makeReferenceTable(site.database.connection)
  const form = { paths: site.forms, hidden: site.hidden }
  await postForms(site.house.url, { ...form, start: 900_000_000 }, { connections: 64, seconds: 3 })
  const foreign = watchForeign()
  const ratios: number[] = []
  const problems: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const limit = await referenceRate(site.database.connection, site.folder, seconds)
    const before = await site.number('select count(*) from signatures_pending')
    const ours = await postForms(site.house.url, { ...form, start: round * 10_000_000 }, { connections: 64, seconds })
    const rows = (await site.number('select count(*) from signatures_pending')) - before
    const acknowledged = ours.requests - ours.refused
    const rate = acknowledged / ours.seconds
    ratios.push(rate / limit)
    // What was under way when the generator stopped may stand as a row though its answer was not awaited.
    const different = acknowledged - ours.repeated
    if (ours.broken > 0) problems.push(`${ours.broken} broken`)
    if (rows < different - 64 || rows > different + 2 * 64) problems.push(`${rows} rows for ${different} acknowledged`)
    console.log(
      `round ${round + 1}: pgbench ${limit.toFixed(0)}/s, signed ${rate.toFixed(0)}/s, p99 ${ours.p99.toFixed(1)} ms, refused ${ours.refused}, rows ${rows}, acknowledged and different ${different}`,
    )
  }
  const ratio = Number(median(ratios).toFixed(3))
  console.log(`median ${ratio} of pgbench with 64 clients (goal at least ${goal}) ${problems.join('; ')}`)
  conclude('sign', { ratio, problems: problems.length, met: ratio >= goal && problems.length === 0 }, foreign())
} finally {
  await site.close()
}
