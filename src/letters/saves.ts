import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import type { SaveId } from './save.ts'
import { allSaves, savesAndTexts, sourceOfSave, type SaveRow } from './store-save.ts'

/** The latest saves of a letter, the newest first: those that became its text, and those that were set aside. */
export async function savesOf(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  limit = 200,
): Promise<readonly SaveRow[]> {
  return await allSaves(tx, campaign, letter, limit)
}

/** A save, with its text where that was asked for. */
export type SavedText = SaveRow & { readonly source: string | undefined }

/** The latest saves of a letter and those that are named, the newest first, with the texts of the named; one question. */
export async function savedTexts(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  wanted: { readonly limit: number; readonly named: readonly SaveId[] },
): Promise<readonly SavedText[]> {
  return await savesAndTexts(tx, campaign, letter, wanted)
}

/** The text of a save, also of one that was set aside. */
export async function savedSource(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  save: SaveId,
): Promise<string | undefined> {
  return await sourceOfSave(tx, campaign, letter, save)
}
