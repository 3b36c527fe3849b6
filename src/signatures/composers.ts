import type { Composers, Vault } from '#platform'
import { answerComposer, type FindAnswer } from './compose-answer.ts'
import { confirmComposer } from './compose-confirm.ts'
import { receiptComposer } from './compose-receipt.ts'
import type { MailLinks } from './mail-links.ts'
import type { ReceiptMeans } from './receipt.ts'
import { answerKind } from './tell-answer.ts'

/**
 * The mails of this room by kind: `signatures.confirm`, `signatures.receipt` and, where answers can be found,
 * `signatures.answer`.
 */
export function composers(
  vault: Vault,
  links: MailLinks,
  policyFor?: ReceiptMeans['policyFor'],
  findAnswer: FindAnswer = async () => undefined,
): Composers {
  return {
    'signatures.confirm': confirmComposer(vault, links),
    'signatures.receipt': receiptComposer({ vault, policyFor }, links),
    [answerKind]: answerComposer(vault, links, findAnswer),
  }
}

/**
 * Receipts need a checkpoint that covers their leaf, which comes within a second and some: made earlier, each would be
 * taken twice. They also let the mails that ask to confirm go before, for which a person sits waiting.
 */
export const restingMails = { kinds: ['signatures.receipt'], milliseconds: 2000 } as const
