import { domainToASCII } from 'node:url'
import { getDomain } from 'tldts'

/** A domain name as the DNS spells it: lower case, A-labels (RFC 5890), a dot at least, no dot at the end. */
export type DomainName = string & { readonly __kind: 'DomainName' }

/**
 * Reads a domain name that a person or a mail gave. U-labels become A-labels, so that `bücher.example` and
 * `xn--bcher-kva.example` are one.
 * @returns `undefined` for addresses of machines, single labels, and whatever is no host name (RFC 1123).
 */
export function parseDomainName(typed: string): DomainName | undefined {
  const name = domainToASCII(typed.trim().replace(/\.$/, '')).toLowerCase()
  if (name.length === 0 || name.length > 253) return undefined
  const labels = name.split('.')
  if (labels.length < 2 || !labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label))) return undefined
  // The last label of a name is never a number: what ends in one is an IPv4 address in one of its spellings.
  return /^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '') ? undefined : (name as DomainName)
}

/**
 * The name that somebody registered: the public suffix and one label (organizational domain, RFC 7489 section 3.2). The
 * private part of the Public Suffix List counts, so tenants of one host (`a.github.io`, `b.github.io`) are strangers.
 * @returns `undefined` when the name is itself a public suffix.
 */
export function registeredName(domain: DomainName): DomainName | undefined {
  return (getDomain(domain, { allowPrivateDomains: true }) ?? undefined) as DomainName | undefined
}
