import { plainText, type Inline } from '#kernel'
import { anchorsOf, sharedSentences, tokensOf, type Token } from './block-tokens.ts'
import { attributeOf, markdownOf } from './markdown-text.ts'

/** A block as some recipients read it. */
export type Variant = { readonly recipients: readonly string[]; readonly inlines: readonly Inline[] }

/** A replaced piece of more words reads better apart than as an attribute. */
const LONGEST_VARY = 12

const inlinesOf = (tokens: readonly Token[]): readonly Inline[] =>
  tokens.reduce<readonly Inline[]>((inlines, token, i) => {
    const last = inlines.at(-1)
    const space = token.spaced && i > 0 ? ' ' : ''
    if (token.inline.kind === 'link')
      return [...inlines, ...(space ? [{ kind: 'text' as const, text: space }] : []), token.inline]
    if (last?.kind === 'text')
      return [...inlines.slice(0, -1), { kind: 'text', text: last.text + space + token.inline.text }]
    return [...inlines, { kind: 'text', text: space + token.inline.text }]
  }, [])

/** `:only` for some recipients; a single one needs no quotation marks. */
const onlyFor = (recipients: readonly string[]): string =>
  recipients.length === 1 ? `{for=${recipients[0]}}` : `{for=${attributeOf(recipients.join(' '))}}`

/** What the variants say between two shared stretches, as directives. */
function gapText(pieces: readonly Variant[]): string {
  const groups = [...Map.groupBy(pieces, ({ inlines }) => JSON.stringify(inlines)).values()].map((group): Variant => ({
    recipients: group.flatMap(({ recipients }) => recipients),
    inlines: group[0]?.inlines ?? [],
  }))
  const said = groups.filter(({ inlines }) => inlines.length > 0)
  const short = ({ inlines }: Variant): boolean =>
    inlines.every(({ kind }) => kind === 'text') && plainText(inlines).split(' ').length <= LONGEST_VARY
  const nameable = groups.every(({ recipients }) => recipients.every((slug) => !['for', 'id', 'class'].includes(slug)))
  if (said.length === groups.length && said.every(short) && nameable) {
    const [most, ...rest] = said.toSorted((a, b) => b.recipients.length - a.recipients.length)
    if (most === undefined) return ''
    const others = rest.flatMap(({ recipients, inlines }) =>
      recipients.map((slug) => `${slug}=${attributeOf(plainText(inlines))}`),
    )
    return others.length === 0 ? markdownOf(most.inlines) : `:vary[${markdownOf(most.inlines)}]{${others.join(' ')}}`
  }
  return said.map(({ recipients, inlines }) => `:only[${markdownOf(inlines)}]${onlyFor(recipients)}`).join(' ')
}

type Slices = readonly (readonly Token[])[]

const count = (tokens: readonly Token[]): number => tokens.reduce((sum, token) => sum + token.words, 0)

/** A sentence in its variants: shared words once, the others as directives; with the number of shared words. */
function variedSentence(
  variants: readonly Variant[],
  slices: Slices,
): { readonly parts: readonly string[]; readonly shared: number } {
  const parts: string[] = []
  let shared = 0
  let from = slices.map(() => 0)
  for (const anchor of [...anchorsOf(slices), { at: slices.map((slice) => slice.length), length: 0 }]) {
    const same = slices[0]?.slice(anchor.at[0], (anchor.at[0] ?? 0) + anchor.length) ?? []
    parts.push(
      gap(
        variants,
        slices.map((slice, v) => slice.slice(from[v], anchor.at[v])),
      ),
      markdownOf(inlinesOf(same)),
    )
    shared += count(same)
    from = anchor.at.map((at) => at + anchor.length)
  }
  return { parts, shared }
}

const gap = (variants: readonly Variant[], slices: Slices): string =>
  gapText(variants.map(({ recipients }, v) => ({ recipients, inlines: inlinesOf(slices[v] ?? []) })))

/**
 * One line of Markdown for a block that several recipients read in several wordings, shared words written once.
 * Sentences are matched first, then the words within them.
 * @returns `undefined` when they share so little that the line would be harder to read than the wordings apart.
 */
export function variedLine(variants: readonly Variant[]): string | undefined {
  const tokens = variants.map(({ inlines }) => tokensOf(inlines))
  const parts: string[] = []
  let shared = 0
  let from = tokens.map(() => 0)
  for (const { start, end } of sharedSentences(tokens)) {
    const sentence = variedSentence(
      variants,
      tokens.map((list, v) => list.slice(start[v], end[v])),
    )
    parts.push(
      gap(
        variants,
        tokens.map((list, v) => list.slice(from[v], start[v])),
      ),
      ...sentence.parts,
    )
    shared += sentence.shared
    from = [...end]
  }
  parts.push(
    gap(
      variants,
      tokens.map((list, v) => list.slice(from[v])),
    ),
  )
  const enough = shared >= 8 || shared * 2 >= Math.max(...tokens.map(count))
  return enough ? parts.filter((part) => part !== '').join(' ') : undefined
}
