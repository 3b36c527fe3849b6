import { open, rename, rm } from 'node:fs/promises'
import { listWork, openListPress, printLimits, type PrintTrouble } from '#publication'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { withHouse } from './database.ts'
import { megabytes } from './progress.ts'

export const list: Command = {
  help: `Usage: undersigned list CAMPAIGN LETTER FILE.pdf

Prints everybody on a public letter's list, and everybody of the public who signed it and wished to be named, into one PDF,
as the list stands now. CAMPAIGN and LETTER are their names in the letter's address. 100,000 names take about 20 seconds
and 1.2 GB of memory, in a process of its own; how far it is stands on the terminal.

FILE.pdf must not be there yet.

Ends with 0, or 2 and a sentence when there is no such public letter, or the file cannot be written or made.
`,
  run: async (args, means) => {
    const read = readArguments(args, {})
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [campaign, letter, file, ...more] = read.words
    if (campaign === undefined || letter === undefined || file === undefined || more.length > 0)
      return (say('"list" needs a campaign, a letter and a file.'), 2)
    say('Reading the names …')
    const found = await withHouse(means, ({ database, now }) => listWork(database, now).toPrint({ campaign, letter }))
    if (!found) return (say(`There is no public letter “${letter}” in a campaign “${campaign}”.`), 2)
    if (found.kind === 'too-long') return (say(sentences['too-long']), 2)
    const { names, logSize } = found.facts
    say(`${count(names)} names, as of entry ${count(logSize)} of the log. Giving them their places …`)
    const press = openListPress()
    try {
      const set = await press.set(found.paper, ({ pages }) =>
        say(`${count(names)} of ${count(names)} names have their places. Setting ${count(pages)} pages …`),
      )
      if (set.kind === 'failed') return (say(sentences[set.why]), 2)
      if (!(await isWritten(file, set.pdf))) return (say(`“${file}” is there already, or cannot be written.`), 2)
      return (say(`Wrote ${count(set.pages)} pages into ${file}: ${megabytes(set.pdf.byteLength)}.`), 0)
    } finally {
      await press.close()
    }
  },
}

const count = (number: number): string => number.toLocaleString('en')

const sentences: Readonly<Record<PrintTrouble, string>> = {
  'too-long': `The list has more than ${count(printLimits.names)} names: one file cannot hold them.`,
  'too-big': `It took more than ${count(printLimits.megabytes)} MB of memory, which is more than it may. Nothing was written.`,
  'too-slow': `It took longer than ${printLimits.seconds} seconds, which is longer than it may. Nothing was written.`,
  ended: 'The process that sets the pages ended before it was done. Nothing was written.',
  fault: 'Something went wrong on our side. Nothing was written.',
}

/** Writes a file that is not there yet, whole or not at all. */
async function isWritten(file: string, bytes: Uint8Array): Promise<boolean> {
  const begun = `${file}.unfinished`
  const place = await open(file, 'wx').catch(() => undefined)
  if (!place) return false
  await place.close()
  try {
    const handle = await open(begun, 'w')
    await handle.writeFile(bytes)
    await handle.close()
    await rename(begun, file)
    return true
  } catch {
    await rm(begun, { force: true })
    await rm(file, { force: true })
    return false
  }
}
