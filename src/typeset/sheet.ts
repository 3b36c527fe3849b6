import type { EditionText, PartialDate, SignatoryGroup } from '#kernel'

/** Whether the text is still open or fixed: a fixed text prints its hash at the foot of every page. */
export type TextState =
  | { readonly kind: 'draft' }
  | {
      readonly kind: 'frozen'
      readonly version: number
      /** SHA-256 of the canonical text, 64 hexadecimal digits. */
      readonly hash: string
      /** The day in words of the letter's language, for example `15 January 2019`. */
      readonly frozenOn: string
      /** The same day as a date: what is archived must have one, and not every letter has. */
      readonly frozenDay?: PartialDate
    }

/**
 * One edition as it is printed: plain data, complete. The same sheet always gives the same bytes;
 * nothing is looked up, no clock is read.
 */
export type LetterSheet = {
  readonly text: EditionText
  /** Title of the document (metadata, window title); the letter itself prints only `text.title`. */
  readonly documentTitle: string
  /** Names down the left margin of the first pages, as they are spelled there, in printed order. */
  readonly letterhead: readonly string[]
  /** Who signed, in printed order; the signature block. */
  readonly groups: readonly SignatoryGroup[]
  readonly state: TextState
  readonly paper: 'us-letter' | 'a4'
  /** Printed after the signatures: where what the letter cites can be read, and where its archived copy is. */
  readonly sources?: readonly string[]
}
