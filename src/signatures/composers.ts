import type { Composers, Vault } from '#platform'
import { confirmComposer } from './compose-confirm.ts'
import { receiptComposer } from './compose-receipt.ts'
import type { MailLinks } from './mail-links.ts'
import type { ReceiptMeans } from './receipt.ts'

/** The mails of this room by kind: `signatures.confirm` and `signatures.receipt`. */
export function composers(vault: Vault, links: MailLinks, policyFor?: ReceiptMeans['policyFor']): Composers {
  return {
    'signatures.confirm': confirmComposer(vault, links),
    'signatures.receipt': receiptComposer({ vault, policyFor }, links),
  }
}

/**
 * Receipts need a checkpoint that covers their leaf, which comes within a second and some: made earlier, each would be
 * taken twice. They also let the mails that ask to confirm go before, for which a person sits waiting.
 */
export const restingMails = { kinds: ['signatures.receipt'], milliseconds: 2000 } as const
