import type { ListWord } from './list-words.ts'

/**
 * What the file itself shows of how its names are made: which words begin names, which end them, and which two words
 * stand together inside a line. Says for a line of the first list the log-odds
 * that a name begins there.
 */
export type NameHabits = (line: number) => number

type Counts = {
  readonly starts: ReadonlyMap<string, number>
  readonly ends: ReadonlyMap<string, number>
  readonly inner: ReadonlySet<string>
  readonly before: ReadonlyMap<string, number>
  readonly after: ReadonlyMap<string, number>
}

/** Learns from all lists; `certain` are the lines of the first list at which a name surely begins. */
export function nameHabits(lists: readonly (readonly ListWord[])[], certain: readonly number[]): NameHabits {
  const [own = []] = lists
  const ends = lineBorders(own)
  const counts = count(lists, certain, ends)
  const [start, end] = [oddsOf(counts.starts, counts.after), oddsOf(counts.ends, counts.before)]
  return (line) => {
    const last = ends[line - 1]?.last
    const first = ends[line]?.first
    if (last === undefined || first === undefined) return 0
    // Two words that stand together inside another name seldom part two names.
    return (counts.inner.has(`${last} ${first}`) ? -4.5 : 0) + start(first) + end(last)
  }
}

type Border = { readonly first: string; readonly last: string }

/** First and last word of every line. */
function lineBorders(words: readonly ListWord[]): readonly (Border | undefined)[] {
  const borders: (Border | undefined)[] = []
  for (const { line, key } of words) borders[line] = { first: borders[line]?.first ?? key, last: key }
  return borders
}

/** Log-odds that a word stands at the border of a name rather than inside; 0 for a word that was never seen. */
function oddsOf(border: ReadonlyMap<string, number>, inside: ReadonlyMap<string, number>): (word: string) => number {
  const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0)
  const [borders, insides] = [total(border) + 1, total(inside) + 1]
  const unseen = 1.5 / (borders + insides)
  return (word) => {
    const [at, within] = [(border.get(word) ?? 0) / borders + unseen, (inside.get(word) ?? 0) / insides + unseen]
    return Math.max(-1.6, Math.min(1.6, Math.log(at / within)))
  }
}

function count(
  lists: readonly (readonly ListWord[])[],
  certain: readonly number[],
  borders: readonly (Border | undefined)[],
): Counts {
  const inner = new Set<string>()
  for (const words of lists)
    for (const [at, word] of words.entries())
      if (at > 0 && !word.startsLine && !word.exact.startsWith('(')) inner.add(`${words[at - 1]?.key} ${word.key}`)
  const [before, after] = [new Map<string, number>(), new Map<string, number>()]
  for (const pair of inner) {
    const space = pair.indexOf(' ')
    add(before, pair.slice(0, space))
    add(after, pair.slice(space + 1))
  }
  const [starts, ends] = [new Map<string, number>(), new Map<string, number>()]
  for (const line of certain) {
    add(starts, borders[line]?.first)
    add(ends, borders[line - 1]?.last)
  }
  return { starts, ends, inner, before, after }
}

function add(counts: Map<string, number>, word: string | undefined): void {
  if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1)
}
