import type { Block } from './blocks.ts'
import { lineKey } from './list-words.ts'

/** Which words stand side by side in the lists of a file: tells whether a stray block is a piece of such a list. */
export type ListMemory = {
  /** Share of the block's lines (0 to 1) that are known from lists. `own`: the block itself was remembered too. */
  readonly share: (block: Block, own: boolean) => number
}

/** Remembers the lists of a file. */
export function listMemory(lists: readonly Block[]): ListMemory {
  const counts = new Map<string, number>()
  for (const block of lists) for (const pair of pairsOf(block)) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  return {
    share: (block, own) => {
      const mine = new Map<string, number>()
      if (own) for (const pair of pairsOf(block)) mine.set(pair, (mine.get(pair) ?? 0) + 1)
      const knows = (pair: string): boolean => (counts.get(pair) ?? 0) > (mine.get(pair) ?? 0)
      const known = block.lines.filter((line) => {
        const pairs = linePairs(line.text)
        return pairs.length > 0 && pairs.every(knows)
      })
      return known.length / Math.max(1, block.lines.length)
    },
  }
}

/** All neighboring words of the block as it reads on over its lines; single words too, for lines of one word. */
function pairsOf(block: Block): readonly string[] {
  const words = block.lines.flatMap((line) => lineKey(line.text).split(' '))
  return words.flatMap((word, at) => [word, `${word} ${words[at + 1] ?? ''}`])
}

function linePairs(text: string): readonly string[] {
  const words = lineKey(text.slice(0, 400)).split(' ')
  if (words.length === 1) return words[0] === undefined || words[0] === '' ? [] : [words[0]]
  return words.slice(1).map((word, at) => `${words[at]} ${word}`)
}

/** A place in a run of blocks. */
export type Place = { readonly block: number; readonly line: number }

/**
 * Where a run of list blocks begins to say again what it has said: there the next letter's letterhead begins.
 * `undefined` when nothing is repeated.
 */
export function repeatBegins(blocks: readonly Block[]): Place | undefined {
  const seen = new Set<string>()
  const gains: { readonly place: Place; readonly gain: number }[] = []
  let [last, before] = ['', '']
  for (const [block, { lines }] of blocks.entries()) {
    for (const [line, { text }] of lines.entries()) {
      let gain = 0
      for (const word of lineKey(text).split(' ')) {
        const run = `${before} ${last} ${word}`
        gain += seen.has(run) ? 1 : -1
        seen.add(run)
        before = last
        last = word
      }
      gains.push({ place: { block, line }, gain })
    }
  }
  return bestSuffix(blocks, gains, Math.max(8, Math.min(20, seen.size * 0.08)))
}

type Gain = { readonly place: Place; readonly gain: number }

function bestSuffix(blocks: readonly Block[], gains: readonly Gain[], least: number): Place | undefined {
  let [sum, most] = [0, least]
  let best: number | undefined
  for (let at = gains.length - 1; at >= 0; at -= 1) {
    sum += gains[at]?.gain ?? 0
    if (sum > most) [most, best] = [sum, at]
  }
  if (best === undefined) return undefined
  const places = gains.map((gain) => gain.place)
  return places[snapped(blocks, places, best)]
}

/**
 * The repetition's first words are not yet seen in threes, and a chapter before it may look repeated: nearby, a line
 * that begins like the list as a whole is where the list begins again, else a block's first line.
 */
function snapped(blocks: readonly Block[], places: readonly Place[], best: number): number {
  const keyAt = (place: Place | undefined): string =>
    place === undefined ? '' : lineKey(blocks[place.block]?.lines[place.line]?.text ?? '')
  const first = keyAt(places[0]).split(' ').slice(0, 2).join(' ')
  const near = Array.from({ length: 25 }, (_, n) => best + (n % 2 === 0 ? n / 2 : -(n + 1) / 2)).filter(
    (at) => at > 0 && at < places.length,
  )
  const alike = near.filter((at) => `${keyAt(places[at])} `.startsWith(`${first} `))
  const again = alike.find((at) => places[at]?.line === 0) ?? alike.find((at) => Math.abs(at - best) < 7)
  return again ?? near.find((at) => places[at]?.line === 0 && Math.abs(at - best) < 7) ?? best
}
