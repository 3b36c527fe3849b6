import { Fault } from '#kernel'
import type { MailTransport, OutgoingMail, SendOutcome } from './mail.ts'
import { messageWriter, type MailKey } from './message.ts'
import { openLink, type SmtpLink, type SmtpPatience } from './smtp-link.ts'
import { parseSmtpUrl, type SmtpServer } from './smtp-server.ts'

/** What the transport needs of the settings. */
export type SmtpSettings = {
  /** `smtp://` or `smtps://`; may hold a password, so it is never printed. */
  readonly smtpUrl: string
  readonly mailFrom: string
  /** Connections at the same time; 10 unless told. */
  readonly connections?: number
  readonly patience?: SmtpPatience
}

const usualPatience: SmtpPatience = { envelope: 60_000, answer: 600_000 }
/** Some servers count the mails of a connection. */
const mailsPerLink = 100
/** Below the 5 minutes after which a server may hang up on us (RFC 5321 section 4.5.3.2.7). */
const idleMilliseconds = 20_000

/**
 * Hands mails to a mail server over a few connections that are kept, each mail signed with our key.
 * @throws Fault `config-invalid` when the address of the server is none.
 */
export function smtpTransport(settings: SmtpSettings, mailKey: MailKey): MailTransport {
  const server = parseSmtpUrl(settings.smtpUrl)
  if (!server) throw new Fault('config-invalid', 'SMTP_URL must begin with smtp:// or smtps:// and name a host.')
  const write = messageWriter(settings.mailFrom, mailKey)
  const links = openLinks(server, settings.patience ?? usualPatience)
  const send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    const message = await write(mail)
    const link = await links.take()
    if ('kind' in link) return mail.keepsRecord ? link : unrecorded(link)
    const envelope = { from: settings.mailFrom, to: mail.to }
    const outcome = await link.hand(envelope, message, mail.keepsRecord ?? false)
    links.giveBack(link)
    return outcome
  }
  return {
    // Whatever is thrown here is ours, not the server's; the mail waits.
    send: (mail) =>
      send(mail).catch(() => ({ kind: 'later', code: 'not-written', whose: 'recipient', inDoubt: false })),
    atOnce: settings.connections ?? 10,
    close: async () => links.close(),
  }
}

function unrecorded({ record: _said, ...outcome }: SendOutcome): SendOutcome {
  return outcome
}

function openLinks(server: SmtpServer, patience: SmtpPatience) {
  const idle = new Map<SmtpLink, NodeJS.Timeout>()
  let closed = false
  return {
    take: async (): Promise<SmtpLink | SendOutcome> => {
      for (const [link, timer] of [...idle].reverse()) {
        clearTimeout(timer)
        idle.delete(link)
        if (link.isOpen()) return link
      }
      return openLink(server, patience)
    },
    giveBack: (link: SmtpLink) => {
      if (!link.isOpen()) return
      if (closed || link.handed() >= mailsPerLink) return link.close()
      const rest = setTimeout(() => (idle.delete(link), link.close()), idleMilliseconds)
      idle.set(link, rest.unref())
    },
    close: () => {
      closed = true
      for (const [link, timer] of idle) {
        clearTimeout(timer)
        link.close()
      }
      idle.clear()
    },
  }
}
