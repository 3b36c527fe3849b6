import type { LetterMailMeans } from '#delivery'
import type { BroughtFiles } from '#intake'
import type { Vault } from '#platform'
import { recipientToken } from '#responses'
import { routes } from './routes.ts'

/** What the pages for organizers are given. */
export type AccountMeans = {
  readonly vault: Vault
  /** Seconds until a mail that is left now is handed over; infinite on a server that cannot send any. */
  readonly mailDelaySeconds: () => number
  /** Tells the mailer that a mail was left. */
  readonly wakeMailer: () => void
  /** The domain at which answers to delivered letters come in here; absent: none do. */
  readonly replyHost?: string | undefined
  /** Takes in a form with files that organizers bring in, and reads them in bounded time and memory. */
  readonly bringForm: BringForm
}

/** A form as it is posted: its header `Content-Type`, and what follows as it comes in. */
export type IncomingForm = { readonly type: string; readonly body: ReadableStream<Uint8Array> | null }

/** What a form came to: its fields without files as a query string, and the files of its field `files`, read together. */
export type FormBrought = BroughtFiles & { readonly fields: string }

/** Reads a form with files of others; `undefined` when it is none, is garbled or too long, or when the visitor broke off. */
export type BringForm = (form: IncomingForm) => Promise<FormBrought | undefined>

/** What a mail with a letter is made of, as whoever sends it makes it. */
export function mailMeans({
  accounts: { vault, replyHost },
  means: { site },
}: {
  readonly accounts: AccountMeans
  readonly means: { readonly site: { readonly publicUrl: string } }
}): LetterMailMeans {
  return {
    replyHost,
    answerPage: ({ campaign, delivery }) =>
      `${site.publicUrl}${routes.answer(recipientToken(vault, { campaign, subject: delivery }))}`,
  }
}
