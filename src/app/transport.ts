import {
  countingSink,
  devMailbox,
  discarding,
  smtpTransport,
  type Config,
  type MailKey,
  type MailTransport,
} from '#platform'

/** How mails leave this server; `undefined` where nobody said how. */
export type ChosenTransport = {
  readonly transport: MailTransport | undefined
  /** The mailbox that everybody who reaches the server can read: only while that is the person who tries it out. */
  readonly mailbox: ReturnType<typeof devMailbox> | undefined
}

/** By the settings; for trying out, without a mail server and without a public address, mails stay in a mailbox here. */
export function chooseTransport(config: Config, mailKey: MailKey, dev: boolean): ChosenTransport {
  const { smtpUrl, mailFrom } = config
  if (smtpUrl === discarding) return { transport: countingSink(), mailbox: undefined }
  if (smtpUrl !== undefined && mailFrom !== undefined)
    return { transport: smtpTransport({ smtpUrl, mailFrom }, mailKey), mailbox: undefined }
  if (!dev || config.publicUrl !== undefined) return { transport: undefined, mailbox: undefined }
  const mailbox = devMailbox()
  return { transport: mailbox, mailbox }
}
