import { Fault, type CampaignId } from '#kernel'
import type { Tx, Vault } from '#platform'

/** What lets anyone check a shown name against its leaf. */
export type ShownOpening = {
  readonly index: number
  readonly opening: {
    readonly s: string
    readonly n: string
    readonly p?: string
    readonly o?: string
    readonly q: string
  }
}

/** The openings of the names shown now among leaves 256 * bundle to 256 * bundle + 255. */
export async function openingsOf(
  _tx: Tx,
  _campaign: CampaignId,
  _bundle: number,
  _vault: Vault,
): Promise<readonly ShownOpening[]> {
  throw new Fault('internal', 'not built yet')
}
