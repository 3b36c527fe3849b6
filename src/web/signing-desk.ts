import type { Means } from '#kernel'
import { groupCommit, type Database, type Vault } from '#platform'
import { confirmBatch, rememberFacts, signBatch, type ConfirmWish, type Wish } from '#signatures'
import type { SigningMeans } from './signing-means.ts'

/** Where wishes and confirmations wait for the next commit. */
export type SigningDesk = Pick<SigningMeans, 'wish' | 'confirm'> & {
  /** Settles when everything that was taken is committed. */
  readonly drain: () => Promise<void>
}

/**
 * Takes wishes and confirmations and commits them in groups.
 * @param onCommitted told after every group: mails were left.
 */
export function openSigningDesk(
  means: Means & { readonly database: Database; readonly vault: Vault },
  onCommitted: () => void,
): SigningDesk {
  const { database, vault } = means
  const knowing = { ...means, readFacts: rememberFacts() }
  const told = <Outcome>(outcomes: Outcome): Outcome => {
    onCommitted()
    return outcomes
  }
  const wishes = groupCommit(async (items: readonly Wish[]) =>
    told(await database.transaction((tx) => signBatch(tx, items, vault, knowing))),
  )
  const confirmations = groupCommit(async (items: readonly ConfirmWish[]) =>
    told(await database.transaction((tx) => confirmBatch(tx, items, vault, knowing))),
  )
  return {
    wish: wishes.submit,
    confirm: confirmations.submit,
    drain: async () => {
      await Promise.all([wishes.drain(), confirmations.drain()])
    },
  }
}
