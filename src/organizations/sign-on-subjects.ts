import type { VersionHash } from '#kernel'

/**
 * What a leaf of an organization counts for in the log's numbers: each version and its letter, as every signature does,
 * and the same again for organizations alone.
 */
export function signOnSubjects(
  { slug }: { readonly slug: string },
  versions: readonly VersionHash[],
): readonly string[] {
  const all = [...versions.map((hash) => `version:${hash}`), `letter:${slug}`]
  return [...all, ...all.map((subject) => `org-${subject}`)]
}
