import { plainText, type BlockKind } from '#kernel'
import { bodyFor, type EditionBody } from './edition-body.ts'
import { parseSource } from './parse-source.ts'
import type { ParsedSource, Passage, SourceRecipient, SourceWarning } from './passage.ts'
import { warningsOf } from './source-warnings.ts'

/** The same words for some recipients. */
export type Reading = { readonly recipients: readonly string[]; readonly text: string }

/** A block of a source as its writer checks it: who reads what. */
export type StructurePassage = {
  readonly kind: Passage['kind']
  readonly block: BlockKind
  /** Line of the source, from 1. */
  readonly line: number
  /** Slugs of the recipients that read it, in the campaign's order; a passage that nobody reads has none. */
  readonly recipients: readonly string[]
  /** The wordings, the first recipient's first; one where all read the same. */
  readonly readings: readonly Reading[]
}

/** A demand of a source with every wording of it. */
export type StructureDemand = { readonly id: string; readonly line: number; readonly readings: readonly Reading[] }

/** A link of a source; `href` is absent when its target is lost or could run a script. */
export type StructureCitation = {
  readonly text: string
  readonly href: string | undefined
  readonly line: number
  readonly recipients: readonly string[]
}

/** What a source is made of, for the person who writes it. */
export type Structure = {
  readonly passages: readonly StructurePassage[]
  readonly demands: readonly StructureDemand[]
  readonly citations: readonly StructureCitation[]
  /** By line; `sentenceOfWarning` says each to a person. */
  readonly warnings: readonly SourceWarning[]
}

/**
 * What a source is made of: its passages with what each recipient reads there, its demands, its links, and what its
 * editions do not keep.
 * @param recipients of the campaign, in order.
 * @param shown slugs of those that have an edition of this letter; usually all.
 */
export function structureOf(
  source: string,
  recipients: readonly SourceRecipient[],
  shown: readonly string[] = recipients.map(({ slug }) => slug),
): Structure {
  const parsed = parseSource(source, recipients)
  const read = parsed.passages.map((passage) => ({ passage, bodies: bodiesOf(parsed, passage, shown) }))
  return {
    passages: read.map(({ passage, bodies }) => ({
      kind: passage.kind,
      block: passage.block,
      line: passage.line,
      recipients: bodies.map(({ slug }) => slug),
      readings: readingsOf(bodies.map(({ slug, body }) => ({ slug, text: textOf(body) }))),
    })),
    demands: read.flatMap(({ passage: { line }, bodies }) => demandsIn(line, bodies)),
    citations: read.flatMap(({ passage: { line }, bodies }) => citationsIn(line, bodies)),
    warnings: warningsOf(parsed, shown),
  }
}

type ReaderBody = { readonly slug: string; readonly body: EditionBody }

/** One passage as each of its readers finds it; without those who find nothing. */
function bodiesOf(parsed: ParsedSource, passage: Passage, shown: readonly string[]): readonly ReaderBody[] {
  const alone = { ...parsed, passages: [passage] }
  return shown.map((slug) => ({ slug, body: bodyFor(alone, slug) })).filter(({ body }) => body.blocks.length > 0)
}

const textOf = ({ blocks }: EditionBody): string => blocks.map(({ inlines }) => plainText(inlines)).join(' ')

const readingsOf = (texts: readonly { readonly slug: string; readonly text: string }[]): readonly Reading[] =>
  [...Map.groupBy(texts, ({ text }) => text)].map(([text, some]) => ({
    recipients: some.map(({ slug }) => slug),
    text,
  }))

function demandsIn(line: number, bodies: readonly ReaderBody[]): readonly StructureDemand[] {
  const all = bodies.flatMap(({ slug, body }) => body.demands.map(({ id, text }) => ({ slug, id, text })))
  return [...Map.groupBy(all, ({ id }) => id)].map(([id, some]) => ({ id, line, readings: readingsOf(some) }))
}

function citationsIn(line: number, bodies: readonly ReaderBody[]): readonly StructureCitation[] {
  const all = bodies.flatMap(({ slug, body }) =>
    body.blocks.flatMap(({ inlines }) => inlines).flatMap((run) => (run.kind === 'link' ? [{ slug, run }] : [])),
  )
  return [...Map.groupBy(all, ({ run }) => JSON.stringify([run.text, run.href])).values()].flatMap((some) =>
    some.slice(0, 1).map(({ run }) => ({
      text: run.text,
      href: run.href,
      line,
      recipients: [...new Set(some.map(({ slug }) => slug))],
    })),
  )
}
