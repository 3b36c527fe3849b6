import { readCampaignRecord, writeCampaignFiles } from '#letters'
import { readLists, writeListFiles } from '#organizations'
import type { Tx } from '#platform'

/**
 * A campaign as the files of a campaign folder (docs/formats/campaign-folder.md), path by path: everything of it that
 * is or will be public, drafts included, so it is for the campaign's organizers. Holds no personal data but the names
 * that people gave to be printed. The same campaign gives the same bytes on every server.
 * @returns `undefined` when there is no such campaign.
 */
export async function exportFolder(tx: Tx, slug: string): Promise<ReadonlyMap<string, string> | undefined> {
  const found = await readCampaignRecord(tx, slug)
  if (!found) return undefined
  const lists = await readLists(tx, found.places)
  const orders = new Map(lists.lists.map(({ letter, settings }) => [letter, settings]))
  return new Map([
    // Else a version control system that changes line ends would change what was signed.
    ['.gitattributes', '* -text\n'],
    ...writeCampaignFiles(found.record, orders),
    ...writeListFiles(lists),
  ])
}
