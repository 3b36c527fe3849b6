import { Fault, type Means } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { ConfirmOutcome, ConfirmWish } from './wish.ts'

export async function confirmBatch(
  _tx: Tx,
  _wishes: readonly ConfirmWish[],
  _vault: Vault,
  _means: Means,
): Promise<readonly ConfirmOutcome[]> {
  throw new Fault('internal', 'not built yet')
}
