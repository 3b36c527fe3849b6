import { discarding, type Config } from '#platform'

/** How mails leave this server. `kept`: they stay here, with whoever tries it out; `counted`: they go nowhere. */
export type ChosenMail =
  | { readonly kind: 'smtp'; readonly smtpUrl: string; readonly mailFrom: string }
  | { readonly kind: 'kept' }
  | { readonly kind: 'counted' }

/**
 * How mails leave this server, by the settings; `undefined` where nobody said how. Without a mail server and without a
 * public address they stay here while a person tries it out: whoever reaches the server can read them.
 */
export function chooseMail({ smtpUrl, mailFrom, publicUrl }: Config, dev: boolean): ChosenMail | undefined {
  if (smtpUrl === discarding) return { kind: 'counted' }
  if (smtpUrl !== undefined && mailFrom !== undefined) return { kind: 'smtp', smtpUrl, mailFrom }
  return dev && publicUrl === undefined ? { kind: 'kept' } : undefined
}
