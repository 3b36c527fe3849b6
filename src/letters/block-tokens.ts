import { diffArrays } from 'diff'
import { plainText, type Inline } from '#kernel'
import { alignUnits, orderClusters } from './align.ts'
import { sentencesOf } from './sentences.ts'
import { wordsOf } from './similarity.ts'

/**
 * A word or a link of a block; `spaced` when white space (or the block's start) stands before it, `sentence` is the
 * index of the sentence it begins in.
 */
export type Token = {
  readonly key: string
  readonly spaced: boolean
  readonly inline: Inline
  readonly words: number
  readonly sentence: number
}

/** A stretch of tokens that all variants share; `at` holds where it begins in each of them. */
export type Anchor = { readonly at: readonly number[]; readonly length: number }

/** Shorter runs within a sentence, between two differences, are noise to a reader. */
const LEAST_RUN = 3

/** The words and links of a block; only single spaces between them are left out. */
export function tokensOf(inlines: readonly Inline[]): readonly Token[] {
  const starts = sentencesOf(plainText(inlines)).map(({ start }) => start)
  const tokens: Token[] = []
  let [spaced, offset] = [true, 0]
  for (const inline of inlines) {
    const pieces: readonly Inline[] =
      inline.kind === 'link' ? [inline] : inline.text.split(/( )/u).map((text) => ({ kind: 'text', text }))
    for (const piece of pieces) {
      const here = offset
      offset += piece.text.length
      if (piece.text === '') continue
      if (piece.text === ' ' && piece.kind === 'text') spaced = true
      else {
        const key = JSON.stringify([
          spaced,
          piece.kind,
          piece.text,
          piece.kind === 'link' ? (piece.href ?? null) : null,
        ])
        const sentence = starts.findLastIndex((start) => start <= here)
        tokens.push({ key, spaced, inline: piece, words: piece.text.split(' ').length, sentence })
        spaced = false
      }
    }
  }
  return tokens
}

const wordsIn = (tokens: readonly Token[]): readonly string[] =>
  wordsOf(tokens.map((token) => token.inline.text).join(' '))

/** The sentences that all variants tell in one order, as stretches of tokens: for each, where it begins and ends in each variant. */
export function sharedSentences(
  variants: readonly (readonly Token[])[],
): readonly { readonly start: readonly number[]; readonly end: readonly number[] }[] {
  const units = variants.flatMap((tokens, edition) =>
    [...Map.groupBy(tokens.keys(), (i) => tokens[i]?.sentence ?? 0).values()].map((indexes, place) => ({
      edition,
      place,
      start: indexes[0] ?? 0,
      end: (indexes.at(-1) ?? 0) + 1,
      words: wordsIn(indexes.flatMap((i) => tokens[i] ?? [])),
    })),
  )
  return orderClusters(units, alignUnits(units))
    .filter(({ cluster, moved }) => !moved && cluster.length === variants.length)
    .map(({ cluster }) => {
      const members = cluster.flatMap((i) => units[i] ?? [])
      return { start: members.map(({ start }) => start), end: members.map(({ end }) => end) }
    })
}

/** For each token of `from` where it stands in `to`, by Myers' longest common subsequence. */
function matches(from: readonly Token[], to: readonly Token[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  let [i, j] = [0, 0]
  const changes = diffArrays(
    from.map(({ key }) => key),
    to.map(({ key }) => key),
    { maxEditLength: 4000 },
  )
  for (const { value, added, removed } of changes ?? []) {
    if (!added && !removed) value.forEach((_, k) => found.set(i + k, j + k))
    if (!added) i += value.length
    if (!removed) j += value.length
  }
  return found
}

/** Cuts a run so that white space stands before it and after it in every variant. */
function trimmed(variants: readonly (readonly Token[])[], anchor: Anchor): Anchor {
  let [skip, length] = [0, anchor.length]
  const token = (variant: number, k: number): Token | undefined => variants[variant]?.[(anchor.at[variant] ?? 0) + k]
  while (skip < length && token(0, skip)?.spaced === false) skip += 1
  while (length > skip && variants.some((_, v) => token(v, length)?.spaced === false)) length -= 1
  return { at: anchor.at.map((at) => at + skip), length: length - skip }
}

/** The stretches of words that all variants of a sentence share, in order. */
export function anchorsOf(variants: readonly (readonly Token[])[]): readonly Anchor[] {
  const [base = [], ...others] = variants
  const maps = others.map((other) => matches(base, other))
  const anchors: { at: readonly number[]; length: number }[] = []
  base.forEach((_, i) => {
    const at = [i, ...maps.map((map) => map.get(i) ?? -1)]
    if (at.includes(-1)) return
    const last = anchors.at(-1)
    if (last && last.at.every((start, v) => start + last.length === at[v])) last.length += 1
    else anchors.push({ at, length: 1 })
  })
  const words = ({ at, length }: Anchor): number =>
    base.slice(at[0], (at[0] ?? 0) + length).reduce((sum, token) => sum + token.words, 0)
  // At a sentence's edge a single word is no noise: the difference stands beside it, not around it.
  const atEdge = ({ at, length }: Anchor): boolean =>
    at.every((start) => start === 0) || at.every((start, v) => start + length === variants[v]?.length)
  return anchors
    .map((anchor) => trimmed(variants, anchor))
    .filter((anchor) => anchor.length > 0 && (words(anchor) >= LEAST_RUN || atEdge(anchor)))
}
