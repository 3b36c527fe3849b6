import type { CampaignId } from '#kernel'
import type { Tx } from '#platform'
import type { Actor } from './event.ts'
import { may, type Act } from './roles.ts'
import { organizerById, waitForTurn } from './store-organizer.ts'
import { roleOf } from './store-role.ts'

/**
 * Has everybody else who changes roles, or relies on them, in a campaign wait until this transaction ends: what one may
 * do is decided before and holds after.
 */
export async function lockRoles(tx: Tx, campaign: CampaignId): Promise<void> {
  await waitForTurn(tx, `campaign ${campaign}`)
}

/** Whether somebody may do something in a campaign now. The server's own command line may do everything. */
export async function mayIn(tx: Tx, campaign: CampaignId, by: Actor, act: Act): Promise<boolean> {
  return by === 'server' || may(await roleOf(tx, campaign, by), act)
}

/** Whether somebody is an operator now, or sits at the server itself. */
export async function runsServer(tx: Tx, by: Actor): Promise<boolean> {
  return by === 'server' || ((await organizerById(tx, by))?.isOperator ?? false)
}
