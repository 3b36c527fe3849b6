import { Resolver } from 'node:dns/promises'
import type { MailDns } from './check-records.ts'

/** The DNS as this machine sees it. */
export function systemDns(): MailDns {
  const resolver = new Resolver({ timeout: 5000, tries: 2 })
  const orNone = <T>(asked: Promise<readonly T[]>): Promise<readonly T[]> =>
    asked.catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return []
      throw error
    })
  return {
    texts: async (name) => (await orNone(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    exchanges: async (domain) =>
      (await orNone(resolver.resolveMx(domain)))
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange),
  }
}
