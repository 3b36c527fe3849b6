import type { CampaignId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { openingOf, TILE_WIDTH, type PlacedOpening } from '#proof'
import { factsOf, openPersonal } from './sealed.ts'
import { shownBetween } from './store-shown.ts'

/**
 * The openings of the names shown now among the leaves of one entry bundle (256 * bundle to 256 * bundle + 255), in
 * their order. They tell nothing of addresses.
 */
export async function openingsOf(
  tx: Tx,
  campaign: CampaignId,
  bundle: number,
  vault: Vault,
): Promise<readonly PlacedOpening[]> {
  const first = bundle * TILE_WIDTH
  const rows = await shownBetween(tx, campaign, first, first + TILE_WIDTH - 1)
  return rows.flatMap(({ id, index, sealed, seed }) => {
    if (!sealed || !seed) return []
    const { shown, hidden } = factsOf(openPersonal(vault, campaign, id, sealed))
    return [{ index, opening: openingOf(seed, shown, hidden) }]
  })
}
