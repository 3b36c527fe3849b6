import { stat } from 'node:fs/promises'
import { acceptProposal, doubtToDecide, summaryOf, type AcceptOutcome, type ReadFiles } from '#intake'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { readArguments, type ReadArguments } from './arguments.ts'
import { notedAddress, type Address } from './address.ts'
import { readSourceFiles } from './source-file.ts'
import { sayUnprintable } from './unprintable-names.ts'

export const importFile: Command = {
  help: `Usage: undersigned import FILE... [--yes | --json] [--draft | --publish] [--title TITLE] [--time-zone ZONE]
       undersigned import FOLDER

Reads FILE (PDF, Word, web page, Markdown, plain text; lists as CSV, TSV, YAML, JSON or Excel), or several files of one
case, and proposes the letters in them: recipients, date, text, links, signatories. Doubtful names come first. Asks
before anything is kept, and about doubtful names apart. FOLDER is a campaign folder written by "undersigned export".

  --yes        accept the proposal as it is
  --json       print the proposal as one line of JSON and keep nothing (docs/formats/proposal.md)
  --draft      keep it unseen by strangers        } without either: a draft where PUBLIC_URL is set,
  --publish    let strangers read it at once      } public on a machine of your own
  --title      what the campaign is called
  --summary    what it is about, in a sentence or two
  --time-zone  the campaign's time zone, for example Europe/Berlin

Ends with 0, or 2 and a sentence when the file cannot be read; then nothing was kept.
`,
  run: async (args, means) => {
    const read = readArguments(args, {
      yes: { type: 'boolean' },
      json: { type: 'boolean' },
      draft: { type: 'boolean' },
      publish: { type: 'boolean' },
      title: { type: 'string' },
      summary: { type: 'string' },
      'time-zone': { type: 'string' },
    })
    if (read.kind === 'wrong') return usage(means, read.sentence)
    const [path, ...more] = read.words
    if (path === undefined) return usage(means, '"import" needs a file or a folder.')
    if (read.flags.has('draft') && read.flags.has('publish')) return usage(means, 'Choose --draft or --publish.')
    if (read.flags.has('yes') && read.flags.has('json')) return usage(means, 'Choose --yes or --json.')
    if (read.texts.get('title')?.trim() === '') return usage(means, 'A campaign needs a title of at least one letter.')
    const found = await stat(path).catch(() => undefined)
    if (!found) return usage(means, `There is no file or folder ${path}.`)
    if (found.isDirectory() && more.length > 0) return usage(means, 'A folder is brought in alone.')
    if (found.isDirectory()) return await (await import('./import-folder.ts')).importFolder(path, means)
    return await importLetters(read, means)
  },
}

function usage({ terminal }: CommandMeans, sentence: string): ExitCode {
  terminal.say(sentence)
  return 2
}

type Asked = Extract<ReadArguments, { kind: 'read' }>

async function importLetters(asked: Asked, means: CommandMeans): Promise<ExitCode> {
  const zone = asked.texts.get('time-zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!Intl.supportedValuesOf('timeZone').includes(zone) && zone !== 'UTC')
    return usage(means, `"${zone}" is not a time zone; write one like Europe/Berlin.`)
  const source = await readSourceFiles(asked.words)
  if (source.kind === 'unreadable') return usage(means, source.sentence)
  const { read } = source
  const { proposal } = read
  if (asked.flags.has('json')) {
    means.terminal.out(`${JSON.stringify(proposal)}\n`)
    return 0
  }
  means.terminal.say(summaryOf(proposal))
  for (const sentence of read.warnings) means.terminal.say(sentence)
  await sayUnprintable(
    proposal.letters.flatMap((one) => [...one.addressees, ...one.cc, ...one.signatories]),
    means,
  )
  if (!asked.flags.has('yes')) {
    const [agreed, answer] = await askWhether(read, means)
    if (!agreed) means.terminal.say('Nothing was kept.')
    // A script that took silence for consent must not take it for done.
    if (answer === undefined) return usage(means, 'Nobody is here to answer: use --yes to accept.')
    if (!agreed) return 0
  }
  return await keep(read, asked, { zone, means })
}

/** Nothing doubtful is kept silently: where names are in doubt, they are asked about by their number first. */
async function askWhether(
  { proposal }: ReadFiles,
  { terminal }: CommandMeans,
): Promise<readonly [boolean, string | undefined]> {
  const doubtful = proposal.letters.flatMap(({ signatories }) =>
    signatories.filter(({ doubt }) => doubt >= doubtToDecide),
  ).length
  const questions = [
    ...(doubtful > 0
      ? [
          `${doubtful === 1 ? '1 name is' : `${doubtful} names are`} in doubt. Take what is in doubt as it is proposed? [y/N] `,
        ]
      : []),
    'Keep this? [y/N] ',
  ]
  for (const question of questions) {
    const answer = await terminal.ask(question)
    if (!/^y(es)?$/i.test(answer?.trim() ?? '')) return [false, answer]
  }
  return [true, 'yes']
}

async function keep(
  { proposal, lists }: ReadFiles,
  asked: Asked,
  { zone, means }: { readonly zone: string; readonly means: CommandMeans },
): Promise<ExitCode> {
  // Loaded late, so that only looking at a file costs no database code.
  const { withHouse } = await import('./database.ts')
  return await withHouse(means, async (house) => {
    const address = await notedAddress(house.config.dataDir)
    // The server's own word counts too: a command beside it may not have been told of PUBLIC_URL.
    const outside = house.config.publicUrl !== undefined || address?.isPublic === true
    const publish = asked.flags.has('publish') || (!asked.flags.has('draft') && !outside)
    const acceptance = {
      campaignTitle: asked.texts.get('title'),
      summary: asked.texts.get('summary') ?? '',
      timeZone: zone,
      lists,
      publish,
    }
    const outcome = await house.database.transaction((tx) => acceptProposal(tx, proposal, acceptance, house))
    return report(outcome, publish, { address, means })
  })
}

function report(
  outcome: AcceptOutcome,
  publish: boolean,
  { address, means }: { readonly address: Address | undefined; readonly means: CommandMeans },
): ExitCode {
  if (outcome.kind === 'nothing') return usage(means, 'There is neither a letter nor a list of names in this file.')
  const { campaign, letters } = outcome
  for (const { letter, editions, signatories } of letters)
    means.terminal.say(
      `Kept “${letter.title}”: ${editions.length === 1 ? '1 edition' : `${editions.length} editions`}, ${signatories === 1 ? '1 signatory' : `${signatories} signatories`}.`,
    )
  const path = `/c/${encodeURIComponent(campaign.slug)}`
  const place = `${campaign.slug}/${letters[0]?.letter.slug ?? ''}`
  if (!publish) means.terminal.say(`Kept as a draft. To make it public: ${means.program} state ${place} published`)
  else if (address === undefined) means.terminal.say(`Public as soon as the server is started, at ${path}`)
  else means.terminal.say(`Public now: ${address.url}${path}`)
  return 0
}
