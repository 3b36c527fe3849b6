import type { VersionHash } from '#kernel'
import type { CountDelta } from '#ledger'
import type { SignableLetter } from '#letters'

/** What a leaf that names these versions counts for, as the log's numbers are keyed: each version, and its letter once. */
export function subjectsOf(letter: Pick<SignableLetter, 'slug'>, versions: readonly VersionHash[]): readonly string[] {
  return [...versions.map((hash) => `version:${hash}`), `letter:${letter.slug}`]
}

/** So many more (or fewer) that stand. */
export function standing(subjects: readonly string[], more: 1 | -1): readonly CountDelta[] {
  return subjects.map((subject) => ({ subject, standing: more, withdrawn: 0 }))
}

/** One that was withdrawn, and stood until then or did not. */
export function withdrawn(subjects: readonly string[], stood: boolean): readonly CountDelta[] {
  return subjects.map((subject) => ({ subject, standing: stood ? -1 : 0, withdrawn: 1 }))
}
