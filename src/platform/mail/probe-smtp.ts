import { once } from 'node:events'
import type { NodemailerError } from 'nodemailer/lib/errors'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Finding } from './check-records.ts'
import { parseSmtpUrl } from './smtp-server.ts'

/**
 * Speaks to the mail server without sending anything: is it there, is the connection encrypted, does it take our
 * password. Says nothing of the password, and of the server's words only their code.
 */
export async function probeSmtp(smtpUrl: string, patienceMilliseconds = 10_000): Promise<readonly Finding[]> {
  const server = parseSmtpUrl(smtpUrl)
  if (!server) return [{ kind: 'wrong', sentence: 'SMTP_URL must begin with smtp:// or smtps:// and name a host.' }]
  const where = `${server.options.host}:${server.options.port}`
  const patience = { connectionTimeout: patienceMilliseconds, greetingTimeout: patienceMilliseconds }
  const connection = new SMTPConnection({ ...server.options, ...patience, socketTimeout: patienceMilliseconds })
  const { login } = server
  try {
    const failed = await tried(connection, (done) => connection.connect(done))
    if (failed) return [{ kind: 'wrong', sentence: `Mail server ${where}: cannot be used (${codeOf(failed)}).` }]
    const found: Finding[] = [
      { kind: 'good', sentence: `Mail server ${where}: is there and speaks SMTP.` },
      encryption(where, connection.secure),
    ]
    if (!login) return [...found, ...(connection.allowsAuth ? [unasked(where)] : [])]
    if (!connection.allowsAuth)
      return [...found, { kind: 'wrong', sentence: `Mail server ${where}: takes no password, but SMTP_URL has one.` }]
    const denied = await tried(connection, (done) => connection.login({ credentials: login }, done))
    return [
      ...found,
      denied
        ? {
            kind: 'wrong',
            sentence: `Mail server ${where}: does not take account and password of SMTP_URL (${codeOf(denied)}).`,
          }
        : { kind: 'good', sentence: `Mail server ${where}: takes account and password of SMTP_URL.` },
    ]
  } finally {
    connection.close()
  }
}

function encryption(where: string, secure: boolean): Finding {
  return secure
    ? { kind: 'good', sentence: `Mail server ${where}: the connection is encrypted.` }
    : {
        kind: 'look',
        sentence: `Mail server ${where}: offers no STARTTLS, so mails go to it unencrypted. That is fine only on the same machine or network.`,
      }
}

function unasked(where: string): Finding {
  return {
    kind: 'look',
    sentence: `Mail server ${where}: would take a password; SMTP_URL has none. Without, it may refuse to hand mails on.`,
  }
}

async function tried(
  connection: SMTPConnection,
  act: (done: (error?: NodemailerError | null) => void) => void,
): Promise<NodemailerError | undefined> {
  const ended = once(connection, 'end').then(() => Object.assign(new Error('ended'), { code: 'ECONNECTION' }))
  const acted = new Promise<NodemailerError | undefined>((resolve) => {
    connection.once('error', resolve)
    act((error) => resolve(error ?? undefined))
  })
  // What ends later than the act is of no interest, and must not fail either.
  return Promise.race([acted, ended.catch((error: NodemailerError) => error)])
}

function codeOf({ responseCode, originalCode, code }: NodemailerError): string {
  return String(responseCode ?? originalCode ?? code ?? 'no reason given')
}
