import type { PartialDate } from './dates.ts'

/** A run of letter text. A link without `href` is a citation whose target is lost: a state, not an error. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string | undefined }

/** The kinds of block a letter's body is made of. Every block is one line of running text. */
export type BlockKind = 'paragraph' | 'heading' | 'bullet' | 'numbered' | 'quote'

/** One paragraph, heading, list item or quotation of a letter's body. */
export type Block = { readonly kind: BlockKind; readonly inlines: readonly Inline[] }

/** A person or post named at the top of an edition; at least one part is present. */
export type Addressee = {
  readonly name: string | undefined
  readonly title: string | undefined
  readonly organization: string | undefined
}

/** The whole wording of one edition: what is read, signed, hashed and printed. Signatories are not part of it. */
export type EditionText = {
  /** BCP 47 tag, for example `en`. */
  readonly language: string
  /** A headline printed above the letter, where it has one. */
  readonly title: string | undefined
  readonly date: PartialDate | undefined
  /** The organization the edition is sent to, as readers call it. */
  readonly recipient: string
  readonly addressees: readonly Addressee[]
  /** Those who receive a copy (cc). */
  readonly copies: readonly Addressee[]
  readonly salutation: string | undefined
  readonly blocks: readonly Block[]
  readonly closing: string | undefined
}

/** The plain text of a block: links read as their anchor text. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => inline.text).join('')
}

/** Whoever stands on a printed list: an organization or a person, as they are printed. */
export type Signatory = {
  readonly kind: 'organization' | 'person'
  readonly name: string
  readonly title: string | undefined
  readonly affiliation: string | undefined
  readonly representative: string | undefined
  readonly country: string | undefined
  readonly note: string | undefined
}

/** Signatories under one heading (organizations, experts, …); lists without groups have one group without heading. */
export type SignatoryGroup = {
  readonly heading: string | undefined
  readonly signatories: readonly Signatory[]
  /** A quiet sentence above the names, where one has to be said of all of them. */
  readonly remark?: string
}
