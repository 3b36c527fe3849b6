import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Entry, Journal, MailKey, MailVault } from '../../src/platform/index.ts'

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

/** A journal that keeps its entries. */
export function journalOfMemory(): Journal & { readonly entries: readonly Entry[] } {
  const entries: Entry[] = []
  const fault = (thrown: unknown) => {
    entries.push({ level: 'error', code: 'fault', text: String(thrown) })
    return 'reference'
  }
  return { entries, note: (entry) => void entries.push(entry), fault }
}

/** Waits until something is so; the test's own time limit ends it. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** A key pair for DKIM as the keys of an installation hold it, and the DNS record of its public half. */
export function mailKeyForTests(): MailKey & { readonly record: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const bare = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return {
    selector: 'ink',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: `v=DKIM1; k=rsa; p=${bare}`,
  }
}
