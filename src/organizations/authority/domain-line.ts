import { registeredName, type DomainName } from '#platform'

/**
 * How one domain stands to another. `below` and `above` are of one line of descent within one registered name;
 * `beside` has the registered name in common and nothing more, as two departments or two tenants have.
 */
export type DomainLine = 'same' | 'below' | 'above' | 'beside' | 'other'

/** How `one` stands to `other`; a public suffix stands to nothing. */
export function domainLine(one: DomainName, other: DomainName): DomainLine {
  const registered = registeredName(one)
  if (registered === undefined || registered !== registeredName(other)) return 'other'
  if (one === other) return 'same'
  if (one.endsWith(`.${other}`)) return 'below'
  return other.endsWith(`.${one}`) ? 'above' : 'beside'
}
