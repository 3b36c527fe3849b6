import { plainText, type Block, type BlockKind } from '#kernel'
import { alignUnits, orderClusters } from './align.ts'
import { sentencesOf } from './sentences.ts'
import { wordsOf } from './similarity.ts'
import { quotationsIn, sameWords, wordMarks, type MarkedRun } from './word-marks.ts'

/** An edition (or a version of one) to be compared; `label` is whatever the caller calls it by. */
export type ComparedEdition = { readonly label: string; readonly blocks: readonly Block[]; readonly language?: string }

/** One sentence of one edition in a row; `block` and `sentence` are indexes from 0. */
export type ComparisonPart = {
  readonly block: number
  readonly blockKind: BlockKind
  readonly sentence: number
  /** Whether it is the first sentence of its block, so that a page can keep the paragraphs. */
  readonly opensBlock: boolean
  readonly text: string
  /** The sentence against the row's base; for the base itself one `same` run. */
  readonly runs: readonly MarkedRun[]
}

/**
 * Sentences of several editions that belong together, or one that stands alone. `shared`: at least two editions, the
 * same words (quotation marks may differ); `varied`: at least two, other words; `tailored`: one edition only.
 */
export type ComparisonRow = {
  readonly kind: 'shared' | 'varied' | 'tailored'
  /** Stands elsewhere in some edition than the rows around it; shown where the first edition that has it has it. */
  readonly moved: boolean
  /** The edition the runs are told against: the caller's choice where it stands in the row, else the first that does. */
  readonly base: number
  /** One place for each edition, in the order they were given. */
  readonly parts: readonly (ComparisonPart | undefined)[]
}

/** The same quotation of at least five words in several editions, in sentences that may differ. */
export type SharedQuotation = {
  readonly parts: readonly { readonly edition: number; readonly block: number; readonly text: string }[]
}

/** Editions sentence by sentence, side by side. */
export type Comparison = {
  readonly labels: readonly string[]
  readonly rows: readonly ComparisonRow[]
  readonly quotations: readonly SharedQuotation[]
}

type Place = Omit<ComparisonPart, 'runs'> & {
  readonly edition: number
  readonly place: number
  readonly words: readonly string[]
}

function placesOf(edition: ComparedEdition, index: number): readonly Place[] {
  const places = edition.blocks.flatMap((block, i) =>
    sentencesOf(plainText(block.inlines), edition.language).map(({ text }, sentence) => ({
      block: i,
      blockKind: block.kind,
      sentence,
      opensBlock: sentence === 0,
      text: text.trim(),
    })),
  )
  return places.map((place, i) => ({ ...place, edition: index, place: i, words: wordsOf(place.text) }))
}

type RowPlan = { readonly editions: number; readonly base: number; readonly moved: boolean }

function rowOf(cluster: readonly Place[], plan: RowPlan): ComparisonRow {
  const base = cluster.find(({ edition }) => edition === plan.base) ?? cluster[0]
  const parts = Array.from({ length: plan.editions }, (_, edition): ComparisonPart | undefined => {
    const place = cluster.find((candidate) => candidate.edition === edition)
    if (place === undefined || base === undefined) return undefined
    const { block, blockKind, sentence, opensBlock, text } = place
    return { block, blockKind, sentence, opensBlock, text, runs: wordMarks(place === base ? text : base.text, text) }
  })
  const alike = cluster.every(({ text }) => sameWords(text, base?.text ?? ''))
  const kind = cluster.length === 1 ? 'tailored' : alike ? 'shared' : 'varied'
  return { kind, moved: plan.moved, base: base?.edition ?? 0, parts }
}

function sharedQuotations(places: readonly Place[]): readonly SharedQuotation[] {
  const found = places.flatMap((place) => quotationsIn(place.text).map((quotation) => ({ place, quotation })))
  return [...Map.groupBy(found, ({ quotation }) => quotation.key)]
    .filter(([key, uses]) => wordsOf(key).length >= 5 && new Set(uses.map(({ place }) => place.edition)).size > 1)
    .map(([, uses]) => ({
      parts: uses.map(({ place, quotation }) => ({ edition: place.edition, block: place.block, text: quotation.text })),
    }))
}

/**
 * Puts editions side by side, sentence by sentence. Every sentence stands in exactly one row; the rows of an edition,
 * read without those that moved, are in its own order. Cost grows with what the editions have in common.
 * @param base index of the edition the differences are told against.
 */
export function compareEditions(editions: readonly ComparedEdition[], base = 0): Comparison {
  const places = editions.flatMap(placesOf)
  const clusters = alignUnits(places)
  const rows = orderClusters(places, clusters).map(({ cluster, moved }) =>
    rowOf(
      cluster.flatMap((i) => places[i] ?? []),
      { editions: editions.length, base, moved },
    ),
  )
  return { labels: editions.map(({ label }) => label), rows, quotations: sharedQuotations(places) }
}

/** What changed between two versions of one edition; the runs are told against the earlier one. */
export function compareVersions(earlier: ComparedEdition, later: ComparedEdition): Comparison {
  return compareEditions([earlier, later], 0)
}
