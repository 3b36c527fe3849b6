import type { Audit } from '#proof'
import { daysAt } from '#kernel'
import { readConfig, systemMeans } from '#platform'
import { notedAddress } from './address.ts'
import { readArguments } from './arguments.ts'
import { problemSentence, recountLines } from './audit-text.ts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { fetchFile } from './fetch-file.ts'
import { orOccupied } from './folder-files.ts'
import { copyPages, intoFolder, occupied } from './site-folder.ts'
import { copyLog, leavesAt } from './site-log.ts'
import { parseSitePlace, type SitePlace } from './site-names.ts'
import type { SiteWalk } from './site-walk.ts'

export const site: Command = {
  help: `Usage: undersigned site URL|CAMPAIGN FOLDER

Copies everything public of a campaign into FOLDER as files that work from a disk and from any web server: every page, the
letters as PDF, Word and text, lists, replies, captured pages, data, and the log with the names that are shown and every
text. The copy is recounted before it takes its place. URL is a page of the campaign (https://HOST/c/CAMPAIGN), here or on
anyone's server; CAMPAIGN is its name on the server of this machine, which must be running. Only what a stranger can read
is read, and nothing is sent.

FOLDER must be new or empty. Open its index.html in a browser; "undersigned recount FOLDER/log" recounts it later, without
a network. Whoever withdraws or is erased after the copy still stands in it: hand a copy on only with care.

Ends with 0, 1 when the copy does not recount or a page leads to one that is missing (FOLDER is written all the same), 2
and a sentence when nothing could be read or FOLDER cannot be used.
`,
  run: async (args, means) => {
    const read = readArguments(args, {})
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [typed, folder, ...more] = read.words
    if (typed === undefined || folder === undefined || more.length > 0)
      return (say('"site" needs the address of a campaign and a folder.'), 2)
    const place = await placeOf(typed, means)
    if (typeof place === 'string') return (say(place), 2)
    const outcome = await orOccupied(folder, copyInto(place, folder))
    switch (outcome.kind) {
      case 'occupied':
      case 'nothing':
        return (say(outcome.sentence), 2)
      case 'written':
        return report(outcome, folder, means)
      default:
        return outcome satisfies never
    }
  },
}

/** Where to read; a sentence where that cannot be known. */
async function placeOf(typed: string, { environment, workingFolder }: CommandMeans): Promise<SitePlace | string> {
  if (/^https?:\/\//.test(typed))
    return parseSitePlace(typed) ?? 'This is not the address of a campaign: it looks like https://HOST/c/CAMPAIGN.'
  const { dataDir, publicUrl } = readConfig(environment, workingFolder)
  const address = await notedAddress(dataDir)
  if (!address) return 'No server is running here: start it, or give the address of the campaign.'
  const read = `${address.url}/c/${encodeURIComponent(typed)}`
  return parseSitePlace(read, publicUrl) ?? `“${typed}” is not the name of a campaign.`
}

type Copy = {
  readonly kind: 'written'
  readonly walk: SiteWalk
  readonly audit: Audit | undefined
  readonly grownBy: number
}

async function copyInto(
  place: SitePlace,
  folder: string,
): Promise<Copy | { readonly kind: 'occupied' | 'nothing'; readonly sentence: string }> {
  const sentence = await occupied(folder)
  if (sentence !== undefined) return { kind: 'occupied', sentence }
  const front = `${place.origin}/c/${place.campaign}`
  if (!(await fetchFile(new URL(front), { bytes: 16_000_000, seconds: 60 })))
    return { kind: 'nothing', sentence: `There is no public campaign at ${front}.` }
  const log = `${place.origin}/log/${place.campaign}`
  const before = await leavesAt(log)
  const day = daysAt('UTC')(systemMeans().now())
  return await intoFolder(folder, async (fresh) => {
    const walk = await copyPages(place, fresh, day)
    const audit = await copyLog(log, `${fresh}/log`)
    return { kind: 'written' as const, walk, audit, grownBy: (await leavesAt(log)) - before }
  })
}

function report({ walk, audit, grownBy }: Copy, folder: string, { terminal: { say } }: CommandMeans): ExitCode {
  say(`Copied ${walk.files.size} pages and files into ${folder}. Open ${folder}/index.html.`)
  for (const url of walk.missing) say(`Missing: a page leads to ${url}, where nothing is.`)
  if (grownBy > 0) say(`${grownBy} leaves came in meanwhile: pages copied before may show fewer than the log has.`)
  if (!audit) say('There is no log: nothing of this campaign was sealed yet.')
  else for (const line of recountLines(audit)) say(line)
  const problems = audit?.problems ?? []
  for (const problem of problems) say(problemSentence(problem))
  if (audit && problems.length === 0) say('The copy agrees with its log.')
  return problems.length > 0 || walk.missing.length > 0 ? 1 : 0
}
