/** Signing with 512 connections on a disk whose every sync takes 2 ms longer, against the same without the delay. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conclude, median, printMachine, watchForeign } from './kit/machine.ts'
import { needWrk } from './kit/load.ts'
import { ownPostgres } from './kit/own-postgres.ts'
import { postForms } from './kit/signing.ts'
import { signingHouse } from './kit/signing-house.ts'

const ports = { quick: 18_438, slow: 18_439, quickDatabase: 18_448, slowDatabase: 18_449 }
const rounds = Number(process.argv[2] ?? 5)
const seconds = 8
const goal = 0.6

needWrk()
printMachine()
const folder = mkdtempSync(join(tmpdir(), 'undersigned-slow-'))
const library = join(folder, 'slow-fsync.so')
const made = spawnSync('cc', [
  '-shared',
  '-fPIC',
  '-O2',
  '-o',
  library,
  join(import.meta.dirname, 'kit/slow-fsync.c'),
  '-ldl',
])
if (made.status !== 0) {
  console.error('SKIPPED: this needs a C compiler (Debian package gcc). Nothing was measured.')
  process.exit(1)
}
spawnSync('chmod', ['755', folder, library])
const quickDatabase = await ownPostgres(ports.quickDatabase, {})
const slowDatabase = await ownPostgres(ports.slowDatabase, { LD_PRELOAD: library, SLOW_FSYNC_MICROSECONDS: '2000' })
const quick = await signingHouse(ports.quick, 1, { DATABASE_URL: quickDatabase.url })
const slow = await signingHouse(ports.slow, 1, { DATABASE_URL: slowDatabase.url })
try {
  const foreign = watchForeign()
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const rate = async ({ house, forms, hidden }: typeof quick) => {
      const posted = await postForms(
        house.url,
        { paths: forms, hidden, start: round * 10_000_000 },
        { connections: 512, seconds },
      )
      if (posted.broken > 0) throw new Error(`${posted.broken} requests broke`)
      return (posted.requests - posted.refused) / posted.seconds
    }
    const [usual, delayed] = [await rate(quick), await rate(slow)]
    ratios.push(delayed / usual)
    console.log(`round ${round + 1}: usual disk ${usual.toFixed(0)}/s, 2 ms slower ${delayed.toFixed(0)}/s`)
  }
  const ratio = Number(median(ratios).toFixed(3))
  console.log(`median ${ratio} of the rate without delay (goal at least ${goal})`)
  conclude('slow-disk', { ratio, met: ratio >= goal }, foreign())
} finally {
  await quick.close()
  await slow.close()
  await quickDatabase.close()
  await slowDatabase.close()
  rmSync(folder, { recursive: true, force: true })
}
