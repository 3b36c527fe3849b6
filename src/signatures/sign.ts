import { Fault, type Means } from '#kernel'
import type { Tx, Vault } from '#platform'
import type { Wish, WishOutcome } from './wish.ts'

export async function signBatch(
  _tx: Tx,
  _wishes: readonly Wish[],
  _vault: Vault,
  _means: Means,
): Promise<readonly WishOutcome[]> {
  throw new Fault('internal', 'not built yet')
}
