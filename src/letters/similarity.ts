import { fold } from '#kernel'

/** The words of a text for comparing: folded, without punctuation; a text without words (a symbol, dots) is its own word. */
export function wordsOf(text: string): readonly string[] {
  const folded = fold(text)
  return folded.match(/[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*/gu) ?? (folded === '' ? [] : [folded])
}

/** Pairs of neighboring words; a single word stands for itself. */
function pairsOf(words: readonly string[]): ReadonlySet<string> {
  if (words.length < 2) return new Set(words)
  return new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`))
}

/** Two texts that have something in common, by index; `score` is word-bigram Dice, 0 to 1. */
export type Likeness = { readonly a: number; readonly b: number; readonly score: number }

/**
 * Word-bigram Dice of all pairs of texts that may be compared and share a pair of words.
 * Reads an index of the pairs, so that long letters cost what they have in common, not the square of their length.
 * @param commonplace a pair of words in more texts than this says nothing about which belong together, and is not counted.
 */
export function likenesses(
  texts: readonly (readonly string[])[],
  comparable: (a: number, b: number) => boolean,
  commonplace: number,
): readonly Likeness[] {
  const pairs = texts.map(pairsOf)
  const places = new Map<string, number[]>()
  pairs.forEach((set, i) => {
    for (const pair of set) {
      const found = places.get(pair)
      if (found) found.push(i)
      else places.set(pair, [i])
    }
  })
  return pairs.flatMap((set, b) => {
    const common = new Map<number, number>()
    for (const pair of set) {
      const found = places.get(pair) ?? []
      if (found.length > commonplace) continue
      for (const a of found) if (a < b && comparable(a, b)) common.set(a, (common.get(a) ?? 0) + 1)
    }
    return [...common].map(([a, shared]) => ({ a, b, score: (2 * shared) / ((pairs[a]?.size ?? 0) + set.size) }))
  })
}

/** The most words that stand together, in order, in both texts; of a text without end the first 500 words count. */
export function longestRun(long: readonly string[], other: readonly string[]): number {
  const [a, b] = [long.slice(0, 500), other.slice(0, 500)]
  let longest = 0
  let above = new Uint16Array(b.length + 1)
  for (const word of a) {
    const row = new Uint16Array(b.length + 1)
    b.forEach((there, j) => {
      if (there !== word) return
      row[j + 1] = (above[j] ?? 0) + 1
      longest = Math.max(longest, row[j + 1] ?? 0)
    })
    above = row
  }
  return longest
}
