import { fold } from '#kernel'
import type { ProposedParagraph, ProposedPassage } from './proposal.ts'
import { sentencesOf } from './sentences.ts'

/** Sentences at least this alike (share of common word pairs) are one passage. */
const varied = 0.6
/** Sentences at least this alike stand for one another, in words tailored to each recipient. */
const tailored = 0.35
/** Word pairs found in more sentences than this say nothing, and bound the work. */
const mostFrequent = 40

type Sentence = {
  readonly index: number
  readonly letter: number
  readonly paragraph: number
  readonly text: string
  readonly folded: string
  readonly pairs: ReadonlySet<string>
}

/** What the search needs of a letter. */
export type LetterText = { readonly language: string; readonly paragraphs: readonly ProposedParagraph[] }

/**
 * Finds passages by aligning the sentences of the letters of a file. Each sentence stands in exactly one passage:
 * `shared` word for word (but for the kind of quotes), `varied`, or `tailored`, in the order of the first letter that
 * has it. A passage holds at most one sentence of each letter. One letter alone has no passages.
 */
export function findPassages(letters: readonly LetterText[]): readonly ProposedPassage[] {
  if (letters.length < 2) return []
  const sentences = letters.flatMap(({ paragraphs, language }, letter) =>
    paragraphs.flatMap(({ text }, paragraph) =>
      sentencesOf(text, language).map((sentence) => ({ letter, paragraph, text: sentence })),
    ),
  )
  const all = sentences.map((sentence, index) => withPairs(sentence, index))
  const groups = grouped(all)
  return groups.map((group) => ({
    kind: kindOf(group),
    parts: group.map(({ letter, paragraph, text }) => ({ letter, paragraph, text })),
  }))
}

function withPairs(
  sentence: { readonly letter: number; readonly paragraph: number; readonly text: string },
  index: number,
): Sentence {
  const folded = fold(sentence.text)
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  const pairs = new Set(words.length < 2 ? words : words.slice(1).map((word, at) => `${words[at]} ${word}`))
  return { ...sentence, index, folded, pairs }
}

type Likeness = { readonly one: number; readonly other: number; readonly score: number }

/** Groups sentences, best likeness first; a group never takes two sentences of one letter. */
function grouped(all: readonly Sentence[]): readonly (readonly Sentence[])[] {
  const group = all.map((sentence) => [sentence])
  for (const { one, other } of likenesses(all)) {
    const [a, b] = [group[one], group[other]]
    if (a === undefined || b === undefined || a === b) continue
    const taken = new Set(a.map((sentence) => sentence.letter))
    if (b.some((sentence) => taken.has(sentence.letter))) continue
    a.push(...b)
    for (const sentence of b) group[sentence.index] = a
  }
  const unique = [...new Set(group)]
  return unique
    .map((sentences) => sentences.sort((one, other) => one.index - other.index))
    .sort((one, other) => (one[0]?.index ?? 0) - (other[0]?.index ?? 0))
}

function likenesses(all: readonly Sentence[]): readonly Likeness[] {
  const holders = new Map<string, number[]>()
  const exact = new Map<string, number[]>()
  for (const sentence of all) {
    for (const pair of sentence.pairs) append(holders, pair, sentence.index)
    append(exact, sentence.folded, sentence.index)
  }
  const found: Likeness[] = []
  for (const sentence of all) {
    const common = new Map<number, number>()
    for (const pair of sentence.pairs) {
      const places = holders.get(pair) ?? []
      if (places.length > mostFrequent) continue
      for (const other of places) if (other > sentence.index) common.set(other, (common.get(other) ?? 0) + 1)
    }
    for (const other of (exact.get(sentence.folded) ?? []).slice(0, mostFrequent))
      if (other > sentence.index) common.set(other, sentence.pairs.size)
    for (const [other, count] of common) {
      const than = all[other]
      if (than === undefined || than.letter === sentence.letter) continue
      const score = (2 * count) / (sentence.pairs.size + than.pairs.size)
      if (score >= tailored) found.push({ one: sentence.index, other, score })
    }
  }
  return found.sort((one, other) => other.score - one.score || one.one - other.one)
}

function append(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [index])
  else if (list.length <= mostFrequent) list.push(index)
}

function kindOf(group: readonly Sentence[]): ProposedPassage['kind'] {
  const [first, ...rest] = group
  if (first === undefined || rest.length === 0) return 'tailored'
  if (rest.every((sentence) => sentence.folded === first.folded)) return 'shared'
  const least = Math.min(
    ...rest.map((sentence) =>
      Math.max(...group.filter((other) => other !== sentence).map((other) => dice(sentence, other))),
    ),
  )
  return least >= varied ? 'varied' : 'tailored'
}

function dice(one: Sentence, other: Sentence): number {
  const common = [...one.pairs].filter((pair) => other.pairs.has(pair)).length
  return (2 * common) / Math.max(1, one.pairs.size + other.pairs.size)
}
