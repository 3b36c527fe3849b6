import { createPrivateKey } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import { domainOf, type OutgoingMail } from './mail.ts'

/** The key that signs our mails; its public half stands in the DNS under the selector. */
export type MailKey = { readonly selector: string; readonly privateKey: string }

/** The header that a bounce brings back. */
export const tokenHeader = 'X-Undersigned-Mail'

/** What RFC 6376 section 5.4.1 recommends, and both headers that RFC 8058 section 4 demands. */
const signedHeaders = [
  ...['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'],
  ...['Content-Language', 'Reply-To', 'Auto-Submitted', 'List-Unsubscribe', 'List-Unsubscribe-Post', tokenHeader],
]

/**
 * Writes mails as bytes (RFC 5322, MIME) and signs them (DKIM, RFC 6376, rsa-sha256, relaxed/relaxed).
 * @param from our address; its domain signs.
 */
export function messageWriter(
  from: string,
  { selector, privateKey }: MailKey,
): (mail: OutgoingMail) => Promise<Buffer> {
  const domain = domainOf(from)
  const signer = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey: createPrivateKey(privateKey),
    headerFieldNames: signedHeaders.join(':'),
  })
  return async (mail) => {
    const { to, subject, text, date, reference, replyTo, attachments = [] } = mail
    const composed = new MailComposer({
      from: { name: '', address: from },
      // As an object, so that a comma in what was typed does not make it two addresses.
      to: { name: '', address: to },
      ...{ subject, text, date, messageId: `<${reference}@${domain}>`, headers: headersOf(mail) },
      ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
      attachments: attachments.map(({ name, contentType, content }) => ({
        ...{ filename: name, contentType },
        content: typeof content === 'string' ? content : Buffer.from(content),
      })),
      newline: 'win',
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return buffer(signer.sign(await composed.compile().build()))
  }
}

function headersOf({ token, language, unsubscribe, isByPerson = false }: OutgoingMail) {
  return [
    // RFC 3834: nobody's absence note should answer it.
    ...(isByPerson ? [] : [{ key: 'Auto-Submitted', value: 'auto-generated' }]),
    { key: 'Content-Language', value: language },
    { key: tokenHeader, value: token },
    ...(unsubscribe === undefined
      ? []
      : [
          { key: 'List-Unsubscribe', value: `<${unsubscribe}>` },
          { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
        ]),
  ]
}
