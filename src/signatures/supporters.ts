import { Fault, type CampaignId, type LetterId } from '#kernel'
import type { Tx } from '#platform'
import type { Supporter } from './signature.ts'

/** A page of the public list, in the order of the log, from after a leaf index (-1: the start). */
export async function supportersAfter(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
  _afterIndex: number,
  _limit: number,
): Promise<readonly Supporter[]> {
  throw new Fault('internal', 'not built yet')
}

/** Those on the public list with a word of whose name every word of `text` begins; in the order of the log. */
export async function findSupporters(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
  _text: string,
  _limit: number,
): Promise<readonly Supporter[]> {
  throw new Fault('internal', 'not built yet')
}
