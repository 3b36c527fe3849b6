import { isIP } from 'node:net'
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'

/** A mail server to hand mails to. */
export type SmtpServer = {
  readonly options: Pick<SMTPConnectionOptions, 'host' | 'port' | 'secure' | 'requireTLS' | 'opportunisticTLS' | 'tls'>
  /** What it wants to know us by; a secret. */
  readonly login: { readonly user: string; readonly pass: string } | undefined
}

/**
 * Reads `smtp://` (STARTTLS where the server offers it) or `smtps://` (TLS from the first byte), with or without
 * `user:password@`. A password only ever goes over TLS with a certificate that holds, except to this machine itself.
 * @returns `undefined` for what is no such address.
 */
export function parseSmtpUrl(text: string): SmtpServer | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || url.pathname.length > 1)
    return undefined
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const login = url.username === '' ? undefined : { user: decoded(url.username), pass: decoded(url.password) }
  const here = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
  const strict = login !== undefined && !here
  return {
    options: {
      ...{ host, secure, port: url.port === '' ? (secure ? 465 : 587) : Number(url.port) },
      requireTLS: strict && !secure,
      opportunisticTLS: !strict,
      tls: { rejectUnauthorized: secure || strict },
    },
    login,
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
