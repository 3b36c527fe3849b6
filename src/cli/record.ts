import { readFile } from 'node:fs/promises'
import { findCampaign } from '#letters'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { readArguments } from './arguments.ts'
import { withHouse } from './database.ts'
import { printable } from './printable.ts'
import { filesOf } from './record-files.ts'

export const record: Command = {
  help: `Usage: undersigned record import CAMPAIGN FILE
       undersigned record export CAMPAIGN

Brings in what recipients answered, promised and did, with the pages that prove it, from a record file
(docs/formats/record.md), into a campaign that has nothing on record yet: all of it or nothing. Or writes the public
record of a campaign to standard output as such a file. CAMPAIGN is the campaign's name in its address.

Ends with 0, or 2 and a sentence for each thing that is wrong with the file.
`,
  run: async (args, means) => {
    const read = readArguments(args, {})
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [act, slug, path, ...more] = read.words
    if (act === 'export' && slug !== undefined && path === undefined) return exportTo(slug, means)
    if (act === 'import' && slug !== undefined && path !== undefined && more.length === 0)
      return importFrom(slug, path, means)
    return (say('"record" needs "import CAMPAIGN FILE" or "export CAMPAIGN".'), 2)
  },
}

async function exportTo(slug: string, means: CommandMeans): Promise<ExitCode> {
  const { exportRecord } = await import('#responses')
  const text = await withHouse(means, (house) =>
    house.database.read(async (tx) => {
      const campaign = await findCampaign(tx, slug)
      return campaign && (await exportRecord(tx, campaign.id, { audience: 'public', at: house.now() }))
    }),
  )
  if (text === undefined) return (means.terminal.say(`There is no campaign “${slug}”.`), 2)
  means.terminal.out(text)
  return 0
}

async function importFrom(slug: string, path: string, means: CommandMeans): Promise<ExitCode> {
  const { readRecord, recordRecord } = await import('#responses')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return refuse([`${path} cannot be read.`], means)
  const read = readRecord(text)
  if (read.kind === 'unreadable') return refuse(read.problems, means)
  const files = await filesOf(path, read.file)
  if (typeof files === 'string') return refuse([files], means)
  const outcome = await withHouse(means, (house) =>
    house.database.transaction(async (tx) => {
      const campaign = await findCampaign(tx, slug)
      if (!campaign) return undefined
      return recordRecord(tx, { campaign: campaign.id, by: 'server', file: read.file, files }, house)
    }),
  )
  if (!outcome) return refuse([`There is no campaign “${slug}”.`], means)
  if (outcome.kind === 'refused') return refuse(outcome.problems, means)
  means.terminal.say(`Put ${outcome.events} events on the record of “${slug}”.`)
  return 0
}

function refuse(problems: readonly string[], { terminal }: CommandMeans): ExitCode {
  for (const problem of problems) terminal.say(printable(problem))
  return 2
}
