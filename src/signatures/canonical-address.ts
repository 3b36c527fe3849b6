import type { EmailAddress } from '#kernel'
import { mailProviders, type MailProvider } from './mail-providers.ts'

const providerOf: ReadonlyMap<string, MailProvider> = new Map(
  mailProviders.flatMap((provider) => provider.hosts.map((host) => [host, provider] as const)),
)

/**
 * The one form of all addresses that lead to the same mailbox, by what its provider says of plus tags, dots and hosts.
 * No host tells upper case from lower. Where it is not certain that two addresses are one mailbox, they stay apart.
 */
export function canonicalAddress(email: EmailAddress): string {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at).toLowerCase()
  const host = email.slice(at + 1)
  const provider = providerOf.get(host)
  if (!provider) return `${local}@${host}`
  const plus = local.indexOf('+')
  const name = [...(plus > 0 ? local.slice(0, plus) : local)].filter((one) => !provider.ignores.includes(one)).join('')
  // Nothing would be left of "+tag@": no such mailbox is known, so it stands for itself.
  return `${name === '' ? local : name}@${provider.hosts[0] ?? host}`
}
