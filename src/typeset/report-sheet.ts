import type { PartialDate } from '#kernel'

/** A stretch of a quotation; marked is what somebody else's wording of it leaves out, or adds. */
export type ReportRun = { readonly text: string; readonly isMarked: boolean }

/** One block of a report, in the order of print. */
export type ReportBlock =
  /** Level 1 begins a part, on a page of its own where there is little room left. */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isQuiet: boolean }
  /** Names what follows it; stays with that. */
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'quote'; readonly runs: readonly ReportRun[]; readonly by: string }
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** A report as it is printed: plain data, complete. The same sheet always gives the same bytes. */
export type ReportSheet = {
  readonly language: string
  readonly paper: 'us-letter' | 'a4'
  readonly title: string
  readonly lead: string
  /** The day that it is about, in full; the document's date. */
  readonly day: PartialDate
  /** At the foot of every page. */
  readonly foot: string
  readonly blocks: readonly ReportBlock[]
}
