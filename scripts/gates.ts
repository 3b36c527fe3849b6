// Every gate in the order of the house; run by "npm run ok". A gate that saw no files is red.
//   npm run ok                      all of them
//   npm run ok -- lint types        these two
//   npm run ok -- docs --write      first writes the room table of ARCHITECTURE.md from rooms.json
//   npm run ok -- lock --complete   first adds the packages of other systems to package-lock.json
//   npm run ok -- tables --land     first records the checksum of every new migration, for good
import { writeMap } from './check-docs.ts'
import { completeLock } from './check-lock.ts'
import { landMigrations } from './check-tables.ts'
import { root as home, runGate, gateNames, type Verdict } from './kit/gates.ts'

const steps = ['--write', '--land', '--complete']
const args = process.argv.slice(2)
const asked = args.filter((name) => gateNames.includes(name))
const unknown = args.filter((name) => !gateNames.includes(name) && !steps.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no gate ${unknown.join(', ')}; there are: ${gateNames.join(', ')}.\n`)
  process.exit(2)
}

if (args.includes('--write')) writeMap(home)
if (args.includes('--complete')) process.stdout.write(`added to package-lock.json: ${completeLock(home)}\n`)
if (args.includes('--land'))
  for (const file of landMigrations(home)) process.stdout.write(`landed migrations/${file}\n`)

const red: Verdict[] = []
for (const name of gateNames) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const verdict = await runGate(name, home)
  const seconds = (verdict.milliseconds / 1000).toFixed(1).padStart(5)
  process.stdout.write(`${verdict.red ? 'RED  ' : 'ok   '} ${name.padEnd(7)} ${seconds} s  ${verdict.what}\n`)
  // One failure in full is worth reading; the others are a word away.
  if (verdict.red && red.length === 0) process.stdout.write(`${indented(verdict.output)}\n`)
  if (verdict.red) red.push(verdict)
}
if (red.length > 0) {
  const others = red.slice(1).map(({ name }) => name)
  const more = others.length > 0 ? `. To see the others: npm run ok -- ${others.join(' ')}` : ''
  process.stdout.write(`\nRed: ${red.map(({ name }) => name).join(', ')}${more}.\n`)
  process.exitCode = 1
}

function indented(output: string): string {
  return output
    .trimEnd()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')
}
