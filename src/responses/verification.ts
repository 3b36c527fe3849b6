import { verifications, type Verification } from './vocabulary.ts'

/** The least of several levels: what is made of several facts is as sure as the least sure of them. None: `unverified`. */
export function leastOf(levels: readonly Verification[]): Verification {
  return verifications.find((level) => levels.includes(level)) ?? 'unverified'
}
