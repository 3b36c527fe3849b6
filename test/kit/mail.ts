import { createHmac, randomBytes } from 'node:crypto'
import type { MailVault } from '#platform'

/** A vault that seals by remembering: what the mail tests need of the keys, without keys. */
export function vaultOfMemory(): MailVault {
  const sealed = new Map<string, string>()
  return {
    mark: (purpose, ...parts) =>
      createHmac('sha256', 'ink')
        .update(JSON.stringify([purpose, parts.map(String)]))
        .digest(),
    seal: (plain, bound) => {
      const token = randomBytes(60)
      sealed.set(`${bound} ${token.toString('hex')}`, plain)
      return token
    },
    open: (token, bound) => sealed.get(`${bound} ${Buffer.from(token).toString('hex')}`),
  }
}
