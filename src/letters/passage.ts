import type { BlockKind } from '#kernel'

/** A recipient as the source names it: its slug in `for` lists and as an attribute of `:vary`, its name for `:recipient[]`. */
export type SourceRecipient = { readonly slug: string; readonly name: string }

/** The slugs of the recipients a piece of text stands for; `undefined` means all of them. */
export type Audience = ReadonlySet<string> | undefined

/** A piece of a passage before it is known for whom it is read. */
export type Run =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly runs: readonly Run[]; readonly href: string | undefined }
  | { readonly kind: 'only'; readonly audience: Audience; readonly runs: readonly Run[] }
  | { readonly kind: 'vary'; readonly runs: readonly Run[]; readonly others: ReadonlyMap<string, string> }
  | { readonly kind: 'recipient' }
  | { readonly kind: 'demand'; readonly id: string; readonly audience: Audience; readonly runs: readonly Run[] }

/**
 * One block of a letter's source. `shared` stands alike in all editions, `varied` stands in all with words of its own
 * for some, `tailored` stands in some only. `:recipient[]` does not make a passage varied.
 */
export type Passage = {
  readonly kind: 'shared' | 'varied' | 'tailored'
  readonly block: BlockKind
  /** Slugs in the campaign's order. */
  readonly recipients: readonly string[]
  readonly runs: readonly Run[]
  /** Line of the source, from 1. */
  readonly line: number
}

/** What the source says that a letter cannot keep as it is. The words are kept unless the kind says `dropped`. */
export type SourceWarning = {
  readonly kind:
    | 'emphasis'
    | 'code'
    | 'html'
    | 'comment-dropped'
    | 'image'
    | 'link-title-dropped'
    | 'unsafe-target'
    | 'rule-dropped'
    | 'nested-list'
    | 'list-paragraph'
    | 'block-in-quote'
    | 'unknown-recipient'
    | 'missing-for'
    | 'missing-id'
    | 'recipient-with-text'
    | 'unclosed-only'
    | 'unclosed-mark'
    | 'unknown-mark'
    | 'definition-dropped'
    /** Words that no edition shows, see `warningsOf`. */
    | 'in-no-edition'
    | 'too-deep'
  /** Line of the source, from 1. */
  readonly line: number
  /** The words or the name it is about. */
  readonly text: string
}

/** A letter's source, read once for all its editions. */
export type ParsedSource = {
  readonly recipients: readonly SourceRecipient[]
  readonly passages: readonly Passage[]
  readonly warnings: readonly SourceWarning[]
}
