/** An unchanged page asked for again by its ETag, 32 connections, against the smallest server there is in the same run. */
import { startHello } from './kit/hello.ts'
import { freshDataDir, startHouse } from '../test/kit/house.ts'
import { burst, needWrk } from './kit/load.ts'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'

const port = 18_432
// Many and short: the machine's own speed drifts by a fifth from minute to minute.
const rounds = 13
const goal = 0.8

needWrk()
printMachine()
const data = freshDataDir()
const house = await startHouse(data.path, port, '--dev')
const hello = await startHello()
try {
  const page = `${house.url}/`
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const etag = (await fetch(page, { headers: { 'Accept-Encoding': 'br' } })).headers.get('etag') ?? ''
  const headers = { 'Accept-Encoding': 'br', 'If-None-Match': etag }
  const again = await fetch(page, { headers })
  if (again.status !== 304) throw new Error(`expected 304, got ${again.status}`)
  const foreign = watchForeign()
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const limit = await burst(hello.url, { connections: 32, seconds: 2, headers })
    const ours = await burst(page, { connections: 32, seconds: 2, headers })
    ratios.push(ours.requestsPerSecond / limit.requestsPerSecond)
    console.log(
      `round ${round + 1}: hello ${limit.requestsPerSecond.toFixed(0)}/s, 304 ${ours.requestsPerSecond.toFixed(0)}/s`,
    )
  }
  const ratio = Number(median(ratios).toFixed(3))
  console.log(`median ${ratio} of hello (goal at least ${goal})`)
  conclude('revalidate', { ratio, met: ratio >= goal }, foreign())
} finally {
  hello.close()
  await house.close()
  data.drop()
}
