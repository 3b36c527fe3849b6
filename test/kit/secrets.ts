import { generateKeyPairSync } from 'node:crypto'
import { openVault, type Secrets } from '../../src/platform/index.ts'

// Making one takes up to a second, and few tests sign mails.
const made: { privateKey: string | undefined } = { privateKey: undefined }

/** Secrets that are the same in every run (but for the mail key), so that marks can be compared. They protect nothing. */
export function secretsForTests(): Secrets {
  const key = (fill: number) => new Uint8Array(32).fill(fill)
  return {
    vault: openVault({ identity: key(1), seal: [{ id: 1, key: key(2) }], link: [{ id: 1, key: key(3) }] }),
    logSeeds: [key(4)],
    mailKey: {
      selector: 'test',
      get privateKey() {
        return (made.privateKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
          .privateKey.export({ type: 'pkcs8', format: 'pem' })
          .toString())
      },
    },
    fingerprints: ['identity:0101010101010101', 'seal:0202020202020202'],
  }
}
