/** The ids that a mail is made from; never anything of a person. */
export type MailIds = Readonly<Record<string, string>>

/** A file that goes with a mail. */
export type MailAttachment = {
  readonly name: string
  readonly contentType: string
  readonly content: Uint8Array | string
}

/** A mail as its composer made it: plain text, in any language. Headers are the transport's affair. */
export type ComposedMail = {
  /** One address, without a name. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** BCP 47. */
  readonly language: string
  readonly attachments?: readonly MailAttachment[]
  /** Where a POST ends further mails of this kind (RFC 8058); goes into List-Unsubscribe. */
  readonly unsubscribe?: string
  /** Where answers go, where that is not where it comes from: one address, without a name. */
  readonly replyTo?: string
  /** A person has it sent: it does not call itself automatic, and absence notes may answer it (RFC 3834). */
  readonly isByPerson?: boolean
  /** What was said when it was handed over is told with its outcome. */
  readonly keepsRecord?: boolean
}

/** What was said when a mail was handed over: what proves it. Holds addresses. */
export type HandOverRecord = {
  /** The lines of the session in their order, `C: ` before ours and `S: ` before the server's; no passwords, not the mail itself. */
  readonly transcript: string
  /** By which the server knows the mail, where its answer says so. */
  readonly queueId: string | undefined
  /** The mail as it went out, signature and all; absent unless its last byte did. */
  readonly message: Buffer | undefined
}

/** A composed mail on its way out. */
export type OutgoingMail = ComposedMail & {
  /** The left part of the Message-ID: the same at every try, and nobody without the key can make one. */
  readonly reference: string
  /** Sealed; comes back in a bounce and says which mail it was ({@link readBounce}). */
  readonly token: string
  readonly date: Date
}

/** What became of handing a mail over. `code` is the server's (`550 5.1.1`) or the system's (`ECONNREFUSED`), never words. */
export type SendOutcome = { readonly record?: HandOverRecord } & (
  | { readonly kind: 'accepted' }
  /** Not now: `server` is down, busy or unwilling as a whole, or has something against this `recipient`. */
  | {
      readonly kind: 'later'
      readonly code: string
      readonly whose: 'server' | 'recipient'
      /** All of the mail was sent and the answer to it was lost, so it may have been accepted. */
      readonly inDoubt: boolean
    }
  /** Never (5xx). `sure`: the answer speaks of the address itself, so it cannot be our own server that is set up wrong. */
  | { readonly kind: 'refused'; readonly code: string; readonly sure: boolean }
)

/** Where composed mails are handed over. */
export type MailTransport = {
  /** Never throws: whatever happens is an outcome. */
  readonly send: (mail: OutgoingMail) => Promise<SendOutcome>
  /** How many mails it takes at the same time. */
  readonly atOnce: number
  /** Ends its connections; mails in hand are finished first, for at most 5 s. */
  readonly close: () => Promise<void>
}

/** What mail needs of the keys: marks and seals that only this installation can make. */
export type MailVault = {
  readonly mark: (purpose: 'mail', ...parts: readonly (string | Uint8Array)[]) => Buffer
  readonly seal: (plain: string, bound: string) => Buffer
  readonly open: (sealed: Uint8Array, bound: string) => string | undefined
}

/** The part behind the last @, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
