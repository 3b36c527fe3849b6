import type { Tx } from '#platform'
import type { Insertable } from '#typeset'
import type { InCampaign } from './add-organize-people.ts'
import type { Organizing } from './organize-visit.ts'

/**
 * What stands on a campaign's home besides its letters: what waits for somebody, how it goes. Each part is a section
 * with a heading of its own; those without anything to say are left out.
 */
export async function campaignHomeParts(
  _tx: Tx,
  _organizing: Organizing,
  _at: InCampaign,
): Promise<readonly Insertable[]> {
  return []
}
