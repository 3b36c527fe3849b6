import type { PartialDate, SignatoryGroup } from '#kernel'

/**
 * The whole list of a letter as a document of its own: plain data, complete. The same sheet always gives the same bytes;
 * nothing is looked up, no clock is read.
 */
export type ListPaper = {
  readonly language: string
  readonly paper: 'us-letter' | 'a4'
  /** Above the title: whose letter it is. */
  readonly campaign: string
  readonly title: string
  /** What the list is and as of when, sentence by sentence, on the first page. */
  readonly lead: readonly string[]
  /** The day as of which it is true, in full; the document's date. */
  readonly day: PartialDate
  /** At the head of every page but the first. */
  readonly head: string
  /** At the foot of every page. */
  readonly foot: string
  /** Everybody on it, in printed order. */
  readonly groups: readonly SignatoryGroup[]
}

/** How far a list is: its names have places on pages, which are about to be set in one go. */
export type ListStep = { readonly names: number; readonly pages: number }

/** A list as PDF. */
export type PrintedNames = { readonly pdf: Uint8Array; readonly pages: number }
