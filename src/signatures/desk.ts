import type { Means } from '#kernel'
import { groupCommit, type Database, type Vault } from '#platform'
import { confirmBatch } from './confirm.ts'
import { rememberFacts } from './facts.ts'
import { sealHandle } from './handle.ts'
import { packSignals, rememberMarks, signalsOf, type FormTraits } from './review/signals.ts'
import { signBatch } from './sign.ts'
import type { ConfirmOutcome, ConfirmWish, Wish, WishOutcome } from './wish.ts'

/** A form as it was read: what is wished, what it shows of who sent it, what the page after it is to remember. */
export type PostedForm = {
  readonly wish: Omit<Wish, 'signals'>
  /** Gone once its signals are made. */
  readonly traits: FormTraits
  readonly note: string
}

/** What comes of a form, as {@link WishOutcome} tells it; who is asked to confirm gets a sealed handle of the wish. */
export type PostedOutcome =
  | { readonly kind: 'asked-to-confirm'; readonly handle: string }
  | Exclude<WishOutcome, { readonly kind: 'asked-to-confirm' }>

/** Where forms and confirmations wait for the next commit. `busy`: the queue is full, and nothing was kept. */
export type SigningDesk = {
  readonly wish: (form: PostedForm) => Promise<PostedOutcome | 'busy'>
  readonly confirm: (wish: ConfirmWish) => Promise<ConfirmOutcome | 'busy'>
  /** Settles when everything that was taken is committed. */
  readonly drain: () => Promise<void>
}

/** Takes forms and confirmations and commits them in groups. */
export function signingDesk(means: Means & { readonly database: Database; readonly vault: Vault }): SigningDesk {
  const { database, vault } = means
  const knowing = { ...means, readFacts: rememberFacts() }
  const marks = rememberMarks(vault)
  const wishes = groupCommit((items: readonly Wish[]) =>
    database.transaction((tx) => signBatch(tx, items, vault, knowing)),
  )
  const confirmations = groupCommit((items: readonly ConfirmWish[]) =>
    database.transaction((tx) => confirmBatch(tx, items, vault, knowing)),
  )
  return {
    wish: async ({ wish, traits, note }) => {
      const { campaign } = wish
      const outcome = await wishes.submit({ ...wish, signals: packSignals(signalsOf(traits, marks, campaign)) })
      if (outcome === 'busy' || outcome.kind !== 'asked-to-confirm') return outcome
      return { kind: outcome.kind, handle: sealHandle(vault, { campaign, pending: outcome.pending, note }) }
    },
    confirm: confirmations.submit,
    drain: async () => {
      await Promise.all([wishes.drain(), confirmations.drain()])
    },
  }
}
