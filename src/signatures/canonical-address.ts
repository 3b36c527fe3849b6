import type { EmailAddress } from './email.ts'

/** The one form of all addresses that lead to the same mailbox, by what its provider says; where that is not certain, addresses stay apart. */
export function canonicalAddress(email: EmailAddress): string {
  return email.toLowerCase()
}
