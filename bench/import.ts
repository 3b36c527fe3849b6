/** Reading a whole file of letters, process start included, against starting Node alone in the same run. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'

const root = join(import.meta.dirname, '..')
const corpus = process.env['UNDERSIGNED_CORPUS'] ?? join(root, '../shared')
const real = join(corpus, 'letters/coalition-2019/letters.txt')
const file = process.argv[2] ?? (existsSync(real) ? real : join(root, 'examples/three-letters/letters.txt'))
const rounds = 9
const goalSeconds = 1

const timed = (...args: readonly string[]): number => {
  const begun = performance.now()
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (run.status !== 0) throw new Error(run.stderr)
  return (performance.now() - begun) / 1000
}

printMachine()
const foreign = watchForeign()
const [ours, bare]: [number[], number[]] = [[], []]
for (let round = 0; round < rounds; round += 1) {
  bare.push(timed('-e', '0'))
  ours.push(timed(join(root, 'bin/undersigned.js'), 'import', file, '--json'))
}
const seconds = Number(median(ours).toFixed(3))
console.log(
  `${seconds} s for the whole process (goal at most ${goalSeconds} s); Node alone ${median(bare).toFixed(3)} s`,
)
conclude(
  'import',
  { ratio: Number((seconds / median(bare)).toFixed(2)), seconds, met: seconds <= goalSeconds },
  foreign(),
)
