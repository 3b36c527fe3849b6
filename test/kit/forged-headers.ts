import { bytes, evil, genuine, signedBy, type Forgery } from './forgery.ts'
import { mailOf } from './signed-mail.ts'

const splice = (mail: string, line: string): string => mail.replace('\r\nTo:', `\r\n${line}\r\nTo:`)

const unclear: readonly (readonly [string, (mail: string, domain: string) => string])[] = [
  ['a lone CR that begins a field', (mail) => mail.replace('\r\nTo:', '\rFrom: eve@evil-press.net\r\nTo:')],
  ['a NUL in a field', (mail) => splice(mail, 'X-Note: a\0b')],
  ['a field whose name begins with a space of another kind', (mail) => splice(mail, '\u00a0From: eve@evil-press.net')],
  ['a space before the colon', (mail) => splice(mail, 'From : eve@evil-press.net')],
  ['a tab before the colon', (mail) => splice(mail, 'Subject\t: other')],
  ['a line that is no field', (mail) => splice(mail, 'GET / HTTP/1.1 please')],
  ['a name folded before its colon', (mail) => splice(mail, 'From\r\n : eve@evil-press.net')],
  ['a continuation of nothing', (mail) => ` From: eve@evil-press.net\r\n${mail}`],
  ['octets above ASCII in the name of a field', (mail) => splice(mail, 'Fr\u00f6m: eve@evil-press.net')],
  ['a header without end', (mail) => splice(mail, `X-Long: ${'x'.repeat(300_000)}`)],
]

const automatic: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['an out-of-office note', { 'Auto-Submitted': 'auto-replied' }],
  ['a note with an older mark', { 'X-Autoreply': 'yes' }],
  ['a note with another mark', { 'X-Autorespond': 'Away' }],
  ['a note of a bulk program', { Precedence: 'auto_reply' }],
  ['a bounce', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' }],
  ['a bounce with an empty sender', { 'Return-Path': '<>' }],
  ['a bounce of an older program', { 'X-Failed-Recipients': 'nobody@harbor.example' }],
]

/** Mails whose header two readers would read differently, and mails that machines wrote. */
export const headerForgeries: readonly Forgery[] = [
  ...unclear.map(([name, change]): Forgery => ({
    name,
    because: 'header-unclear',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: change(mail, one.domain), ask }
    },
  })),
  ...automatic.map(([name, fields]): Forgery => ({
    name: `${name} that repeats our Subject`,
    because: 'automatic-reply',
    forge: async (one) => genuine(one, one.mail(fields)),
  })),
  ...['MAILER-DAEMON', 'postmaster', 'no-reply', 'bounces+17'].map((local): Forgery => ({
    name: `a machine as author: ${local}`,
    because: 'automatic-reply',
    forge: async (one) => genuine(one, one.mail({ From: `${local}@${one.domain}` })),
  })),
  {
    name: 'fields of the organization behind the end of the header',
    because: 'author-unclear',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: `To: sign-on@letters.example\r\n\r\n${mail}`, ask }
    },
  },
  {
    name: 'the genuine mail as an attachment of the forger’s',
    because: 'other-domain',
    forge: async (one) => {
      const { mail } = await genuine(one)
      const head = { From: 'eve@evil-press.net', 'Content-Type': 'message/rfc822' }
      return signedBy(evil(), one, one.mail(head, Buffer.from(mail, 'latin1').toString('utf8')))
    },
  },
  {
    name: 'the genuine mail as a part of the forger’s, whose header names the organization',
    because: 'signed-by-other-domain',
    forge: async (one) => {
      const { mail } = await genuine(one)
      const inner = `--x\r\nContent-Type: message/rfc822\r\n\r\n${Buffer.from(mail, 'latin1').toString('utf8')}\r\n--x--\r\n`
      return signedBy(evil(), one, one.mail({ 'Content-Type': 'multipart/mixed; boundary=x' }, inner))
    },
  },
  {
    name: 'the signature of the organization in the forger’s body',
    because: 'unsigned',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      const signature = mail.slice(0, mail.indexOf('\r\nFrom:'))
      return { mail: bytes(mailOf(one.fields, `${signature}\r\n\r\n${one.body}`)), ask }
    },
  },
  {
    name: 'a mail larger than any',
    because: 'too-large',
    forge: async (one) => {
      const { mail, ask } = await genuine(one)
      return { mail: mail + 'x'.repeat(10_000_001), ask }
    },
  },
  {
    name: 'nothing at all',
    because: 'header-unclear',
    forge: async (one) => ({ mail: '\r\n', ask: (await genuine(one)).ask }),
  },
]
