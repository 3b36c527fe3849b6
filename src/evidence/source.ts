import { oneLine, type SourceId } from '#kernel'

/** Something that can be cited: a page, a recording, a printed report. */
export type Source = {
  readonly id: SourceId
  /** Normalized ({@link normalUrl}). Absent: there is nothing to ask for. */
  readonly url: string | undefined
  readonly title: string
  readonly addedAt: Date
}

/** In UTF-16 code units; an index entry has to hold it. */
export const longestUrl = 2000

/** In UTF-16 code units. */
export const longestTitle = 500

/**
 * An address as sources are found by it: `http:` or `https:`, without fragment, without name and password, host
 * lower-cased, spelled by the URL Standard.
 * @returns `undefined` for anything else, and for what is longer than {@link longestUrl}.
 */
export function normalUrl(typed: string): string | undefined {
  const url = URL.parse(typed.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined
  if (url.username !== '' || url.password !== '' || url.hostname === '') return undefined
  url.hash = ''
  return url.href.length <= longestUrl ? url.href : undefined
}

/** What somebody typed as one line that a database can keep. */
export const typedLine = (typed: string): string => oneLine(typed.toWellFormed().replaceAll('\0', ''))
