/**
 * What the reader of PDFs knows of a page: runs of text with their places, before any line is made of them. Points,
 * from the top left corner of the page as it is shown; `y` is the baseline and grows downwards.
 */
export type PdfPage = {
  /** From 0. */
  readonly number: number
  readonly width: number
  readonly height: number
  /** The text runs from right to left: places count from the right edge, so that columns and indents read alike. */
  readonly mirrored: boolean
  readonly runs: readonly PdfRun[]
  readonly links: readonly PdfLinkArea[]
}

/** Text set in one go, in one face, on one baseline. */
export type PdfRun = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly face: PdfFace
  readonly rightToLeft: boolean
}

/** A typeface of the file; two runs of one face have the same `id`. */
export type PdfFace = { readonly id: string; readonly weight: FaceWeight; readonly slanted: boolean }

/** As far as the name of a typeface tells. */
export type FaceWeight = 'light' | 'regular' | 'bold'

/** A rectangle of a page that leads somewhere. */
export type PdfLinkArea = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly href: string
}

/** Text on one baseline without a gap as wide as between columns. */
export type PdfLine = {
  readonly page: number
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  /** Of most of its letters. */
  readonly size: number
  readonly runs: readonly PdfRun[]
  /** Numbers and signs set high and small: references to notes, which are no part of the text. */
  readonly references: readonly string[]
  /** Such a sign before the first word: the line begins a note. */
  readonly opens?: string
}
