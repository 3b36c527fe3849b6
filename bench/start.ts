/** From an empty folder to the first page; the second start; memory at rest of server and database together. */
import { freshDataDir, startHouse } from '../test/kit/house.ts'
import { conclude, family, median, memoryOf, printMachine, watchForeign } from './kit/machine.ts'

const port = 18_433
const rounds = 3
const goals = { firstSeconds: 4, secondSeconds: 2, megabytes: 250 }

printMachine()
const foreign = watchForeign()
const first: number[] = []
const second: number[] = []
const memory: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const data = freshDataDir()
  const empty = await startHouse(data.path, port, '--dev')
  first.push(empty.millisecondsToFirstPage / 1000)
  await empty.close()
  const again = await startHouse(data.path, port, '--dev')
  second.push(again.millisecondsToFirstPage / 1000)
  // Long enough for the typesetting thread to have left.
  await new Promise((resolve) => setTimeout(resolve, 25_000))
  memory.push(memoryOf(family(again.pid)))
  await again.close()
  data.drop()
  console.log(
    `round ${round + 1}: first page after ${first.at(-1)?.toFixed(2)} s, second start ${second.at(-1)?.toFixed(2)} s, at rest ${memory.at(-1)?.toFixed(0)} MB`,
  )
}
const [firstSeconds, secondSeconds, megabytes] = [median(first), median(second), median(memory)].map((n) =>
  Number(n.toFixed(2)),
)
const met =
  (firstSeconds ?? 9) < goals.firstSeconds &&
  (secondSeconds ?? 9) < goals.secondSeconds &&
  (megabytes ?? 999) < goals.megabytes
console.log(`goals: under ${goals.firstSeconds} s, under ${goals.secondSeconds} s, under ${goals.megabytes} MB`)
conclude(
  'start',
  {
    ratio: Number(((secondSeconds ?? 0) / (firstSeconds ?? 1)).toFixed(3)),
    firstSeconds: firstSeconds ?? 0,
    secondSeconds: secondSeconds ?? 0,
    megabytes: megabytes ?? 0,
    met,
  },
  foreign(),
)
