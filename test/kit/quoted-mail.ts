import { smtpTransport, type MailIds } from '../../src/platform/index.ts'
import { sealToken } from '../../src/platform/mail/token.ts'
import { scriptedServer } from './mail-server.ts'
import { mailKeyForTests } from './mail.ts'
import { vaultForTests } from './signatures.ts'

/** A mail that we sent, as a report quotes it. */
export async function quotedMail(mail: { readonly kind: string; readonly ids: MailIds }): Promise<string> {
  const server = await scriptedServer()
  const transport = smtpTransport({ smtpUrl: server.url, mailFrom: 'letters@coalition.example' }, mailKeyForTests())
  const token = sealToken({ id: '0197aaaa-0000-7000-8000-000000000009', ...mail }, vaultForTests)
  const words = { subject: 'Proof', text: 'Please prove.', language: 'en', reference: 'r', token, date: new Date() }
  await transport.send({ ...words, to: 'ada@harbor-lights.example' })
  await transport.close()
  return server.taken[0]?.bytes.toString() ?? ''
}
