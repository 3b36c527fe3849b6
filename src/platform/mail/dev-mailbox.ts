import type { MailTransport, OutgoingMail } from './mail.ts'

/** A mail in the development mailbox. */
export type KeptMail = OutgoingMail & {
  /** Counts from 1 and never names another mail again. */
  readonly number: number
  /** Addresses of pages in the text, in their order, each once. */
  readonly links: readonly string[]
}

const mostKept = 500

/**
 * A mailbox in memory, for trying things out on one machine: keeps the last 500 mails and sends none.
 * `mails()` are those kept, newest first.
 */
export function devMailbox(): MailTransport & { readonly mails: () => readonly KeptMail[] } {
  let kept: readonly KeptMail[] = []
  let number = 0
  return {
    send: async (mail) => {
      number += 1
      kept = [{ ...mail, number, links: linksIn(mail.text) }, ...kept].slice(0, mostKept)
      return { kind: 'accepted' }
    },
    atOnce: 10,
    close: async () => {},
    mails: () => kept,
  }
}

/** What a mail program makes a link of; a full stop or bracket at its end belongs to the sentence. */
function linksIn(text: string): readonly string[] {
  const found = text.matchAll(/https?:\/\/[^\s<>"]+/g)
  return [...new Set(Array.from(found, ([link]) => link.replace(/[.,;:!?)\]]+$/, '')))]
}
