import type { NodemailerError } from 'nodemailer/lib/errors'
import type { SendOutcome } from './mail.ts'

/** Answers that speak of the recipient's address itself (RFC 3463 section 3.2, 3.3; RFC 7505), so that our own settings cannot be their cause. */
const aboutTheAddress = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])

/**
 * What an error of a hand-over means. The server's words are dropped: they may quote an address.
 * @param ended whether the mail had been sent to its last byte, so that a lost answer leaves it in doubt.
 */
export function verdictOn(error: NodemailerError, ended: boolean): SendOutcome {
  const { responseCode, command = '' } = error
  if (responseCode === undefined || responseCode < 400) return withoutAnswer(error, ended)
  const enhanced = /^\d{3}[ -]([45]\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? '')?.[1]
  const code = enhanced === undefined ? String(responseCode) : `${responseCode} ${enhanced}`
  const later = { kind: 'later', code, inDoubt: false } as const
  // Before RCPT nothing is known of the recipient; 421 ends the session, whatever it answers (RFC 5321 section 3.8).
  if (responseCode === 421 || !['RCPT TO', 'DATA'].includes(command)) return { ...later, whose: 'server' }
  // 500 to 504 speak of commands, not of the mail: the session was out of step, and a new one may fare better.
  if (responseCode < 505) return { ...later, whose: 'recipient' }
  return {
    kind: 'refused',
    code,
    sure: command === 'RCPT TO' && enhanced !== undefined && aboutTheAddress.has(enhanced),
  }
}

function withoutAnswer(error: NodemailerError, ended: boolean): SendOutcome {
  const code =
    [error.originalCode, error.code].find((one) => one !== undefined && /^[A-Z_]{2,40}$/.test(one)) ?? 'EUNKNOWN'
  if (error.code === 'EENVELOPE' && error.command === 'API')
    return { kind: 'refused', code: 'invalid-address', sure: true }
  return { kind: 'later', code, whose: 'server', inDoubt: ended }
}
