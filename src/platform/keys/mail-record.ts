import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { MailKey } from './secrets.ts'

// One text of a DNS record holds at most 255 bytes (RFC 1035 section 3.3); readers put them together (RFC 6376 section 3.6.2.2).
const longestText = 255

/** The DNS record that lets others check our mails (DKIM, RFC 6376), as a line of a zone file. */
export function mailRecord({ selector, privateKey }: Pick<MailKey, 'selector' | 'privateKey'>, domain: string): string {
  const key = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' }).toString('base64')
  const texts = `v=DKIM1; k=rsa; p=${key}`.match(new RegExp(`.{1,${longestText}}`, 'g')) ?? []
  return `${selector}._domainkey.${domain}. TXT ${texts.map((text) => `"${text}"`).join(' ')}`
}
