import type { CampaignRecord } from './campaign-record.ts'
import { folderFormats } from './campaign-shapes.ts'

/**
 * The format that a campaign's folder takes: the first wherever it says all, so that whoever reads only that one goes
 * on reading what it knows.
 */
export function formatOf({ letters }: CampaignRecord): (typeof folderFormats)[number] {
  const [first, second] = folderFormats
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
export function problemsOfFormat(named: (typeof folderFormats)[number], record: CampaignRecord): readonly string[] {
  const needed = formatOf(record)
  return named < needed ? [`format: The keys sign-on-until, notes and change are of “${needed}”.`] : []
}
