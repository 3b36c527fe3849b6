import type { OrganizerId } from '#kernel'

/** Names a saved text; a UUID version 7, so in the order of time. */
export type SaveId = string & { readonly __kind: 'SaveId' }

/** Who writes a letter now. */
export type Lock = {
  readonly by: OrganizerId
  /** When they began. */
  readonly since: Date
  /** When they last saved or said that they write; ten minutes later anybody may write. */
  readonly seen: Date
}

/** A lock ends this long after its owner was last heard of, in milliseconds. */
export const lockLives = 10 * 60_000

/** The longest source that is kept, in UTF-16 code units: fifty times the longest letter we know. */
export const longestSource = 1_000_000

/**
 * A typed text as it is kept: line ends as one character, since browsers send two; and what no text can keep (half a
 * surrogate pair, U+0000) as U+FFFD, as CommonMark section 2.3 has it.
 */
export function keptText(typed: string): string {
  return typed.replace(/\r\n?/gu, '\n').replaceAll('\0', '\uFFFD').toWellFormed()
}
