import { plainList, readCampaignFiles, writeCampaignFiles } from '../../src/letters/index.ts'
import { readListFiles, writeListFiles } from '../../src/organizations/index.ts'
import type { RecordedCampaign } from './campaigns.ts'

/** The files of a folder by their paths. */
export type Files = ReadonlyMap<string, string>

/** The folder of a campaign. */
export const filesOf = ({ campaign, lists }: RecordedCampaign): Files =>
  new Map([
    ...writeCampaignFiles(
      campaign,
      new Map(
        lists.lists.map(({ letter, settings, groups, endorsements }) => [
          letter,
          { ...settings, groups, endorsements },
        ]),
      ),
    ),
    ...writeListFiles(lists),
  ])

/** The campaign that a folder holds, or what is wrong with it. */
export function recordOf(files: Files): RecordedCampaign | readonly string[] {
  const read = readCampaignFiles(files)
  if (read.kind === 'unreadable') return read.problems
  const letters = read.record.letters.map(({ slug, editions }) => ({
    slug,
    editions: editions.map((edition) => edition.slug),
    list: read.lists.get(slug) ?? plainList,
  }))
  const lists = readListFiles(files, letters)
  return lists.kind === 'unreadable' ? lists.problems : { campaign: read.record, lists: lists.lists }
}
