import { collatorFor, withoutArticle } from './order.ts'

/** A name out of its alphabetical place, with the nearest names in place that it should stand between. */
export type OrderSlip = {
  readonly name: string
  readonly belongsAfter: string | undefined
  readonly belongsBefore: string | undefined
}

/** What can be said of the order of one list. */
export type OrderReport =
  | { readonly kind: 'too-short' }
  | { readonly kind: 'not-alphabetical' }
  | {
      readonly kind: 'alphabetical'
      /** How many names stand before the alphabet begins. */
      readonly lead: number
      readonly slips: readonly OrderSlip[]
    }

/** Positions of a longest rising run of numbers, not necessarily neighbors (patience sorting, equal numbers may follow each other). */
function longestRising(numbers: readonly number[], from: number): readonly number[] {
  const tails: number[] = []
  const before: (number | undefined)[] = []
  for (let i = from; i < numbers.length; i += 1) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[tails[middle] ?? 0] ?? 0) <= (numbers[i] ?? 0)) low = middle + 1
      else high = middle
    }
    before[i] = tails[low - 1]
    tails[low] = i
  }
  const kept: number[] = []
  for (let at = tails.at(-1); at !== undefined; at = before[at]) kept.push(at)
  return kept.toReversed()
}

/** The rank of every name under one way of sorting; names the collator calls equal share a rank. */
function ranks(names: readonly string[], language: string, articlesSkipped: boolean, marksSkipped: boolean): number[] {
  const collator = collatorFor(language, { ignorePunctuation: marksSkipped, sensitivity: 'base' })
  // What stands in brackets is seldom meant to be sorted: "Weavers (WVU)" and "Weavers - North" may stand either way.
  const plain = names.map((name) => name.replace(/\s*\([^()]*\)/gu, '') || name)
  const texts = articlesSkipped ? plain.map((name) => withoutArticle(name, language)) : plain
  const order = texts.map((_, index) => index).sort((a, b) => collator.compare(texts[a] ?? '', texts[b] ?? ''))
  const rank = names.map(() => 0)
  let reached = 0
  for (const [at, index] of order.entries()) {
    const previous = order[at - 1]
    if (previous !== undefined && collator.compare(texts[previous] ?? '', texts[index] ?? '') !== 0) reached = at
    rank[index] = reached
  }
  return rank
}

const fewestFirst = 12

/**
 * The lead group: the shortest start without which markedly fewer names are out of place. It costs as much as a slip or
 * two, so that a single misplaced name near the top is not taken for a lead; less if the alphabet plainly starts anew.
 */
function leadOf(rank: readonly number[], lead: number | undefined): { readonly lead: number; readonly cost: number } {
  const slips = (from: number): number => rank.length - from - longestRising(rank, from).length
  if (lead !== undefined) return { lead, cost: slips(lead) }
  const most = Math.min(fewestFirst, Math.floor(rank.length / 4))
  let best = { lead: 0, cost: slips(0) }
  for (let from = 1; from <= most; from += 1) {
    const last = rank[from - 1] ?? 0
    const jump = rank.slice(from, from + fewestFirst).filter((one) => one < last).length
    const cost = slips(from) + (jump >= 3 ? 0.5 : 1.5)
    if (cost < best.cost) best = { lead: from, cost }
  }
  return best
}

function slipsOf(names: readonly string[], rank: readonly number[], lead: number): readonly OrderSlip[] {
  const kept = longestRising(rank, lead)
  const inPlace = new Set(kept)
  const keptRanks = kept.map((index) => rank[index] ?? 0)
  return names.flatMap((name, index) => {
    if (index < lead || inPlace.has(index)) return []
    const next = keptRanks.findIndex((one) => one > (rank[index] ?? 0))
    const place = next < 0 ? kept.length : next
    const nameAt = (at: number): string | undefined => (kept[at] === undefined ? undefined : names[kept[at]])
    return [{ name, belongsAfter: nameAt(place - 1), belongsBefore: nameAt(place) }]
  })
}

/**
 * Finds the smallest set of names that stand out of the alphabet. Whether articles and marks count, and how long the
 * lead group is, is read from the list itself: the way with the fewest slips is the list's own way.
 * @param lead the number of names in the lead group, where it is known
 */
export function orderReport(names: readonly string[], language: string, lead?: number): OrderReport {
  if (names.length < 5) return { kind: 'too-short' }
  const ways = [false, true]
    .flatMap((articles) => [false, true].map((marks) => ranks(names, language, articles, marks)))
    .map((rank) => ({ rank, ...leadOf(rank, lead) }))
  // The first of equals: articles and marks count unless the list says otherwise.
  const [way] = ways.toSorted((one, other) => one.cost - other.cost)
  if (!way) return { kind: 'too-short' }
  const slips = slipsOf(names, way.rank, way.lead)
  const bearable = names.length < 10 ? 1 : Math.max(2, (names.length - way.lead) * 0.12)
  return slips.length > bearable ? { kind: 'not-alphabetical' } : { kind: 'alphabetical', lead: way.lead, slips }
}
