import type { LetterMailMeans } from '#delivery'
import type { FileReading } from '#intake'
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
  /** Reads the files that organizers bring in, each in bounded time and memory, in the order given. */
  readonly readFiles?: ReadFiles
}

/** Reads files of others: one answer for each, in the order given. */
export type ReadFiles = (
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
) => Promise<readonly FileReading[]>

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
