import type { ParsedMail } from 'mailparser'
import type { MailVault } from './mail.ts'
import { tokenHeader } from './message.ts'
import { openToken, type NamedMail } from './token.ts'

/** A report that a mail of ours did not arrive, or is not wanted. */
export type Bounce = {
  /** Which mail: what its note in the queue said. */
  readonly mail: NamedMail
  /** `permanent`: nothing more should be sent there. `temporary`: late, or given up for now. */
  readonly kind: 'permanent' | 'temporary'
}

/** A report quotes one mail of ours at most; larger is no report. */
const longestBytes = 5_000_000

/**
 * Reads a mail that came back: a delivery status notification (RFC 3464), the free form that Exim writes, or a
 * complaint (RFC 5965), which counts as permanent. Which mail it speaks of is what the seal in its quotation says, so a
 * forged report means nothing.
 * @returns `undefined` for everything that is no such report of a mail of ours.
 */
export async function readBounce(message: Buffer, vault: MailVault): Promise<Bounce | undefined> {
  if (message.length > longestBytes) return undefined
  // Loaded only here: every thread and command would carry its ten megabytes.
  const { simpleParser } = await import('mailparser')
  const read = await simpleParser(message, { skipHtmlToText: true, skipTextLinks: true }).catch(() => undefined)
  if (!read) return undefined
  // The header of the report itself is not looked at: there our seal would mean that this is our own mail.
  const quoted = [read.text ?? '', ...read.attachments.map(({ content }) => content.toString('latin1'))].join('\n')
  const kind = kindOf(read, quoted)
  const token = new RegExp(`^${tokenHeader}:\\s*([\\w-]+)`, 'im').exec(quoted)?.[1]
  const mail = kind === undefined || token === undefined ? undefined : openToken(token, vault)
  return kind === undefined || mail === undefined ? undefined : { mail, kind }
}

function kindOf(read: ParsedMail, quoted: string): Bounce['kind'] | undefined {
  if (read.headers.has('x-failed-recipients')) return 'permanent'
  const report = reportType(read.headers.get('content-type'))
  if (report === 'feedback-report') return /^feedback-type:\s*(?:abuse|fraud)/im.test(quoted) ? 'permanent' : undefined
  if (report !== 'delivery-status') return undefined
  const action = /^action:\s*(\w+)/im.exec(quoted)?.[1]?.toLowerCase()
  if (action !== 'failed') return action === 'delayed' ? 'temporary' : undefined
  return /^status:\s*5\./im.test(quoted) ? 'permanent' : 'temporary'
}

/** The kind of a `multipart/report` (RFC 6522). */
function reportType(contentType: ReturnType<ParsedMail['headers']['get']>): string | undefined {
  if (typeof contentType !== 'object' || !('params' in contentType)) return undefined
  const { params } = contentType
  return typeof params === 'object' && 'report-type' in params ? params['report-type'] : undefined
}
