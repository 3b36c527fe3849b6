/**
 * How well it is known that whoever signs for an organization may, best first: mail from its own domain, a record in its
 * DNS, a file on its site, an organizer's recorded call-back, nothing.
 */
export type AuthorityLevel = 'mail' | 'dns' | 'file' | 'call-back' | 'unverified'

/** The kinds of evidence: every level but the one that has none. */
export type EvidenceLevel = Exclude<AuthorityLevel, 'unverified'>

/** The levels, best first. */
export const authorityLevels: readonly AuthorityLevel[] = ['mail', 'dns', 'file', 'call-back', 'unverified']

/** Whether the name of an organization may be printed: never without evidence. */
export function isPrintable(level: AuthorityLevel): boolean {
  return level !== 'unverified'
}

/** The best of some levels; `unverified` of none. */
export function bestLevel(levels: Iterable<AuthorityLevel>): AuthorityLevel {
  const there = new Set(levels)
  return authorityLevels.find((level) => there.has(level)) ?? 'unverified'
}
