/**
 * Reads the files named on its command line in a process of its own, so that its time and memory are theirs alone; and
 * puts them together, as the files of one case.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readFile, readTogether, type FileRead, type FileReading } from '#intake'

const readings: FileReading[] = []
const begun = performance.now()
const read: FileRead[] = []
for (const path of process.argv.slice(2)) {
  const reading = await readFile(basename(path), readFileSync(path))
  readings.push(reading)
  if (reading.kind === 'letters') read.push({ name: basename(path), hash: '', reading })
}
const { proposal, warnings } = readTogether(read)
const seconds = (performance.now() - begun) / 1000
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ readings, letters: proposal.letters, warnings, seconds, megabytes }))
