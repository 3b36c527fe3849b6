import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openVault, type Secrets } from '../../src/platform/index.ts'

/** Secrets that are the same in every run, so that marks can be compared. They protect nothing. */
export function secretsForTests(): Secrets {
  const key = (fill: number) => new Uint8Array(32).fill(fill)
  return {
    vault: openVault({ identity: key(1), seal: [{ id: 1, key: key(2) }], link: [{ id: 1, key: key(3) }] }),
    logSeeds: [key(4)],
    mailKey: {
      selector: 'test',
      // A file of its own, since making such a key takes a second.
      privateKey: readFileSync(join(import.meta.dirname, 'mail-key.pem'), 'utf8'),
    },
    fingerprints: ['identity:0101010101010101', 'seal:0202020202020202'],
  }
}
