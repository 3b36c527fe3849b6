import type { CampaignId, LetterId } from '#kernel'
import type { TextChange, Version } from '#letters'
import type { Tx } from '#platform'
import type { Organizing } from './organize-visit.ts'

/** What was fixed just now. */
export type Frozen = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly versions: readonly Version[]
  readonly change: TextChange | undefined
}

/**
 * What has to happen in the transaction in which texts were fixed, for rooms that letters does not know: whoever signed
 * on to the texts before is carried over where that is allowed, or asked.
 */
export async function afterFreezing(_tx: Tx, _organizing: Organizing, _frozen: Frozen): Promise<void> {}
