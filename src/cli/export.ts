import { slugOfFolder } from '#letters'
import { exportFolder } from '#publication'
import type { Command } from './command.ts'
import { readArguments } from './arguments.ts'
import { withHouse } from './database.ts'
import { orOccupied } from './folder-files.ts'
import { writeFolder } from './write-folder.ts'

export const exportCampaign: Command = {
  help: `Usage: undersigned export CAMPAIGN FOLDER

Writes everything that is or will be public of a campaign into FOLDER: its letters, drafts too, every fixed text, and
the lists of names, as YAML, Markdown and CSV (docs/formats/campaign-folder.md). "undersigned import FOLDER" brings it
back, here or on another server. CAMPAIGN is the campaign's name in its address.

FOLDER must be new, empty, or hold an earlier export of the same campaign, which is brought up to date. A killed export
leaves no campaign.yaml, so that it cannot be taken for a whole one.

Ends with 0, or 2 and a sentence when there is no such campaign or the folder cannot be used.
`,
  run: async (args, means) => {
    const read = readArguments(args, {})
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [slug, folder, ...more] = read.words
    if (slug === undefined || folder === undefined || more.length > 0)
      return (say('"export" needs a campaign and a folder.'), 2)
    const files = await withHouse(means, (house) => house.database.read((tx) => exportFolder(tx, slug)))
    if (!files) return (say(`There is no campaign “${slug}”.`), 2)
    const writing = writeFolder(folder, files, (text) => slugOfFolder(text) === slug)
    const outcome = await orOccupied(folder, writing)
    switch (outcome.kind) {
      case 'occupied':
        return (say(outcome.sentence), 2)
      case 'written':
        return (say(`Wrote “${slug}” into ${folder}: ${files.size} files.`), 0)
      default:
        return outcome satisfies never
    }
  },
}
