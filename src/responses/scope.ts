import { fold } from '#kernel'
import { scopeDimensions, type ScopeDimension } from './vocabulary.ts'

/** How wide a demand or a promise is: what each dimension is limited to. A dimension that is not there is not limited. */
export type Scope = { readonly [dimension in ScopeDimension]?: readonly string[] }

/** Where a demand is wider than a promise. */
export type ScopeGap = {
  readonly dimension: ScopeDimension
  /** What is demanded there; none: everything. */
  readonly demanded: readonly string[]
  /** What alone is promised there. */
  readonly promised: readonly string[]
}

/**
 * The dimensions in which a promise covers less than a demand asks, in the order of `scopeDimensions`. Words are
 * compared as they stand, but for case and accents: that the police are a part of the government is for a person to say.
 */
export function gapOf(demanded: Scope, promised: Scope): readonly ScopeGap[] {
  return scopeDimensions.flatMap((dimension): readonly ScopeGap[] => {
    const limit = promised[dimension]
    if (limit === undefined || limit.length === 0) return []
    const asked = demanded[dimension] ?? []
    const covered = new Set(limit.map((word) => fold(word)))
    if (asked.length > 0 && asked.every((word) => covered.has(fold(word)))) return []
    return [{ dimension, demanded: asked, promised: limit }]
  })
}
