import { readCampaignRecord, writeCampaignFiles } from '#letters'
import { printedSignOns, readLists, writeListFiles, type PrintedSignOn, type SignatoryRow } from '#organizations'
import type { Tx } from '#platform'
import { withMark } from './lists.ts'

const readme = `# A campaign as plain files

Written by "undersigned export"; "undersigned import FOLDER" brings it back, here or on another server.

| file | is |
|---|---|
| campaign.yaml | the campaign, its recipients, and its letters in their order |
| organizations.csv | the organizations, with other spellings of their names |
| letters/…/letter.yaml | a letter: its state, and each edition with date, addressees, greeting and closing |
| letters/…/letter.md | the letter's text, one for all its editions |
| letters/…/signatories.csv | who signed, in printed order |
| letters/…/versions/….txt | every text as it was fixed; its SHA-256 is in letter.yaml, so that any change shows |

The CSV files are written as they are, to the byte: open them in a spreadsheet as text only, since a name that begins
with = would be taken for a formula.
`

/**
 * A campaign as the files of a campaign folder (docs/formats/campaign-folder.md), path by path: everything of it that
 * is or will be public, drafts included, so it is for the campaign's organizers. Of those who sign on here it has the
 * lines that are printed, without what proves them: brought back, they are recorded lines. Holds no
 * personal data but the names that people gave to be printed. The same campaign gives the same bytes on every server.
 * @returns `undefined` when there is no such campaign.
 */
export async function exportFolder(tx: Tx, slug: string): Promise<ReadonlyMap<string, string> | undefined> {
  const found = await readCampaignRecord(tx, slug)
  if (!found) return undefined
  const lists = await listsInPrint(tx, found)
  const inFiles = lists.lists.map(
    ({ letter, settings, groups, endorsements }) => [letter, { ...settings, groups, endorsements }] as const,
  )
  return new Map([...folderHelps, ...writeCampaignFiles(found.record, new Map(inFiles)), ...writeListFiles(lists)])
}

type Found = NonNullable<Awaited<ReturnType<typeof readCampaignRecord>>>

/** The lists as they were recorded, each with the lines that were gathered here and are printed. */
async function listsInPrint(tx: Tx, { places, record }: Found) {
  const recorded = await readLists(tx, places)
  const lists: (typeof recorded.lists)[number][] = []
  for (const list of recorded.lists) {
    const letter = places.letters.find(({ slug }) => slug === list.letter)
    const printed = letter ? await printedSignOns(tx, places.campaign, letter.id) : []
    const gathered = printed
      .filter(({ origin }) => origin === 'gathered')
      .map((line) => rowOf(withMark(line, record), letter?.editions ?? []))
    lists.push({ ...list, signatories: [...list.signatories, ...gathered] })
  }
  return { ...recorded, lists }
}

function rowOf(line: PrintedSignOn, editions: readonly { readonly id: string; readonly slug: string }[]): SignatoryRow {
  const { position, kind, name, letterheadName, signatureName, title, affiliation, group, note, leadPosition } = line
  return {
    ...{ position, kind, name, letterheadName, signatureName, title, affiliation, group, note, leadPosition },
    ...{ representative: undefined, country: undefined, sortKey: undefined, aliases: [] },
    editions: editions.filter(({ id }) => line.editions.some((one) => one === id)).map(({ slug }) => slug),
  }
}

/**
 * Files that help whoever opens a campaign folder and are no part of the campaign, by path: never read back, and
 * never written over what stands there.
 */
export const folderHelps: ReadonlyMap<string, string> = new Map([
  // Else a version control system that changes line ends would change what was signed.
  ['.gitattributes', '* -text\n'],
  ['README.md', readme],
])
