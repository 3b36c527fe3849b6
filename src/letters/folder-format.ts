import type { CampaignRecord, ListInFile } from './campaign-record.ts'
import { folderFormats } from './campaign-shapes.ts'

/** What the letters' lists say in their files, by the letter's slug. */
type Lists = ReadonlyMap<string, ListInFile>

/**
 * The format that a campaign's folder takes: the earliest that says all, so that whoever reads only that one goes on
 * reading what it knows.
 */
export function formatOf({ letters }: CampaignRecord, lists: Lists): (typeof folderFormats)[number] {
  const [first, second, third] = folderFormats
  if ([...lists.values()].some(({ groups, endorsements }) => groups.length > 0 || endorsements.length > 0)) return third
  return letters.some(
    ({ signOnUntil, notes, editions }) =>
      signOnUntil !== undefined ||
      notes.length > 0 ||
      editions.some(({ versions }) => versions.some(({ change }) => change !== undefined)),
  )
    ? second
    : first
}

/** What is wrong with a folder that names a format which does not have all its keys. */
export function problemsOfFormat(
  named: (typeof folderFormats)[number],
  record: CampaignRecord,
  lists: Lists,
): readonly string[] {
  const needed = formatOf(record, lists)
  if (folderFormats.indexOf(named) >= folderFormats.indexOf(needed)) return []
  const keys = needed === folderFormats[2] ? 'groups and endorsements' : 'sign-on-until, notes and change'
  return [`format: The keys ${keys} are of “${needed}”.`]
}
