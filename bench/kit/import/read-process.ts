/** Reads the files named on its command line in a process of its own, so that its time and memory are theirs alone. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readFile, type FileReading } from '#intake'

const readings: FileReading[] = []
const begun = performance.now()
// oxlint-disable-next-line no-await-in-loop -- one after the other, as one person's files are read
for (const path of process.argv.slice(2)) readings.push(await readFile(basename(path), readFileSync(path)))
const seconds = (performance.now() - begun) / 1000
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ readings, seconds, megabytes }))
