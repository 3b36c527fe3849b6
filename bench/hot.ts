/** Confirming in one campaign against confirming spread over a hundred, in turns. */
import { join } from 'node:path'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'
import { needWrk } from './kit/load.ts'
import { postConfirmations, postForms } from './kit/signing.ts'
import { signingHouse, type SigningHouse } from './kit/signing-house.ts'

const ports = { one: 18_436, many: 18_437 }
const rounds = Number(process.argv[2] ?? 7)
const seconds = 5
const campaigns = Number(process.argv[3] ?? 100)
const goal = 0.8

/** A house with more wishes than can be confirmed in all rounds. */
async function prepared(site: SigningHouse): Promise<{ readonly file: string; readonly each: number }> {
  const form = { paths: site.forms, hidden: site.hidden, start: 0 }
  await postForms(site.house.url, form, { connections: 64, seconds: rounds * (seconds + 1) })
  const file = join(site.folder, 'links.txt')
  return { file, each: Math.floor((await site.writeLinks(file)) / rounds) }
}

needWrk()
printMachine()
const [one, many] = [await signingHouse(ports.one), await signingHouse(ports.many, campaigns)]
try {
  const [links, spread] = [await prepared(one), await prepared(many)]
  const foreign = watchForeign()
  const ratios: number[] = []
  const problems: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const rate = async (site: SigningHouse, { file, each }: typeof links) => {
      const posted = await postConfirmations(
        site.house.url,
        { file, skip: round * each, take: each },
        { connections: 64, seconds },
      )
      if (posted.broken + posted.refused + posted.repeated > 0) problems.push(JSON.stringify(posted))
      return posted.requests / posted.seconds
    }
    const hundred = await rate(many, spread)
    const single = await rate(one, links)
    ratios.push(single / hundred)
    console.log(`round ${round + 1}: one campaign ${single.toFixed(0)}/s, a hundred ${hundred.toFixed(0)}/s`)
  }
  const ratio = Number(median(ratios).toFixed(3))
  console.log(`median ${ratio} of the rate spread over a hundred (goal at least ${goal}) ${problems.join('; ')}`)
  conclude('hot', { ratio, problems: problems.length, met: ratio >= goal && problems.length === 0 }, foreign())
} finally {
  await one.close()
  await many.close()
}
