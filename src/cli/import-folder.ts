import { importFolder as keepFolder } from '#intake'
import { wordsFor } from '#kernel'
import type { CommandMeans, ExitCode } from './command.ts'
import { printable } from './printable.ts'
import { folderTrouble, readFolder, type ReadFolder } from './folder-files.ts'

const mostProblems = 30

/** Brings a campaign folder in, all of it or nothing; what is wrong with it is said in sentences, and 2 is the code. */
export async function importFolder(path: string, means: CommandMeans): Promise<ExitCode> {
  const read = await readFolder(path).catch((error: unknown): ReadFolder => {
    const sentence = folderTrouble(path, error)
    if (sentence === undefined) throw error
    return { kind: 'unreadable', problems: [sentence] }
  })
  if (read.kind === 'unreadable') return refuse(read.problems, means)
  if (!read.files.has('campaign.yaml'))
    return refuse(
      [`${path} is not a campaign folder: it has no campaign.yaml (docs/formats/campaign-folder.md).`],
      means,
    )
  // Loaded late, like all that needs the database.
  const { withHouse } = await import('./database.ts')
  const outcome = await withHouse(means, (house) =>
    house.database.transaction((tx) => keepFolder(tx, read.files, house)),
  )
  switch (outcome.kind) {
    case 'unreadable':
      return refuse(outcome.problems, means)
    case 'slug-taken':
      return refuse(
        [`There is a campaign “${outcome.slug}” already; change "slug" in campaign.yaml to keep both.`],
        means,
      )
    case 'kept': {
      const { campaign, letters, signatories, warnings } = outcome
      // Late as well: the letters' door brings the Markdown reader along.
      const { sentenceOfWarning } = await import('#letters')
      for (const { letter, warning } of warnings) {
        const sentence = wordsFor('en').source.at(warning.line, sentenceOfWarning(warning, 'en'))
        means.terminal.say(printable(`letters/${letter}/letter.md, ${sentence}`))
      }
      means.terminal.say(
        `Kept “${printable(campaign.title)}”: ${letters === 1 ? '1 letter' : `${letters} letters`}, ${signatories === 1 ? '1 signatory' : `${signatories} signatories`}.`,
      )
      return 0
    }
    default:
      return outcome satisfies never
  }
}

function refuse(problems: readonly string[], { terminal }: CommandMeans): ExitCode {
  for (const problem of problems.slice(0, mostProblems)) terminal.say(printable(problem))
  if (problems.length > mostProblems) terminal.say(`… and ${problems.length - mostProblems} more.`)
  terminal.say('Nothing was kept.')
  return 2
}
