import { Fault, type CampaignId, type Means } from '#kernel'
import type { Tx } from '#platform'
import { findLog, insertLog } from './store.ts'

/**
 * Opens the log of a campaign, empty. Its origin (its name in every checkpoint, as `letters.example.org/log/stairs`) is
 * fixed for ever.
 * @returns `there` when the campaign has a log already, whose origin then stays what it is.
 * @throws Fault `bad-state` when the origin is another log's, or not a name that a signed note can carry.
 */
export async function openLog(
  tx: Tx,
  campaign: CampaignId,
  origin: string,
  { now }: Pick<Means, 'now'>,
): Promise<'opened' | 'there'> {
  // C2SP signed-note: a key's name, which is the origin, has no space and no plus.
  if (!/^[\x21-\x2a\x2c-\x7e]+$/.test(origin)) throw new Fault('bad-state', 'A log needs an origin without spaces.')
  if (await insertLog(tx, campaign, origin, now())) return 'opened'
  if (await findLog(tx, campaign)) return 'there'
  throw new Fault('bad-state', 'Another campaign has a log of this origin.')
}
