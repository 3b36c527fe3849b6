import type { PartialDate } from '#kernel'

/** A run of words that all have, only this wording, or only the one it is told against. */
export type ComparedRun = { readonly kind: 'same' | 'inserted' | 'deleted'; readonly text: string }

/** One wording of a passage and who reads it; `who` is empty where the heading says it. */
export type ComparedWording = {
  readonly who: string
  readonly language: string
  readonly paragraphs: readonly (readonly ComparedRun[])[]
}

/**
 * A passage of the texts compared: the same to all, in other words, to some alone; or, of two versions told as one text, a paragraph in
 * which something `changed`.
 */
export type ComparedPassage = {
  readonly kind: 'shared' | 'varied' | 'tailored' | 'changed'
  /** Empty: the passage goes on after the one before. */
  readonly heading: string
  readonly wordings: readonly ComparedWording[]
  /** Of a text told as one: what the paragraph is in the letter. */
  readonly told?: Told
}

/** A heading or another block; before an item of a list stands its mark, a quotation has an empty one and stands indented as well. */
export type Told = { readonly isHeading: boolean; readonly mark: string | undefined }

/** Texts beside each other as they are printed: plain data, complete. The same sheet always gives the same bytes. */
export type ComparedSheet = {
  readonly language: string
  readonly paper: 'us-letter' | 'a4'
  readonly title: string
  /** Above the title: what kind of paper this is. */
  readonly subtitle: string
  readonly lead: string
  /** What the two marks mean. */
  readonly legend: { readonly inserted: string; readonly deleted: string }
  /** In full; the document's date. */
  readonly day: PartialDate
  readonly foot: string
  readonly passages: readonly ComparedPassage[]
}
