import { fold } from '#kernel'

/** A stretch of words, with whether the other text lacks them. */
export type WordStretch = { readonly text: string; readonly isMissing: boolean }

/** A promise beside someone else's wording of it. */
export type DroppedWords = {
  /** The promiser's words; missing are those that the other wording drops. */
  readonly statement: readonly WordStretch[]
  /** The other wording; missing are those that the promiser never said. */
  readonly characterization: readonly WordStretch[]
}

type Word = { readonly text: string; readonly key: string }

/**
 * Finds the words of a statement that a characterization of it drops, and those it adds. Words are the same whatever
 * their case, accents and punctuation; each counts as often as it stands there. Where a word stands several times, the
 * one is kept that keeps most of the order.
 */
export function droppedWords(statement: string, characterization: string): DroppedWords {
  const said = wordsOf(statement)
  const worded = wordsOf(characterization)
  const { left, right } = paired(said, worded)
  return { statement: stretches(said, left), characterization: stretches(worded, right) }
}

/** Each word with the white space and punctuation around it, so that all of them together are the text. */
function wordsOf(text: string): readonly Word[] {
  const found = text.match(/\S+\s*/gu) ?? []
  return found.map((part) => ({ text: part, key: fold(part.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')) }))
}

/** Which words have a partner: first along a longest common subsequence, then what merely stands elsewhere. */
function paired(said: readonly Word[], worded: readonly Word[]) {
  const lengths = commonLengths(said, worded)
  const left = said.map(() => false)
  const right = worded.map(() => false)
  for (let i = 0, j = 0; i < said.length && j < worded.length;) {
    if (said[i]?.key === worded[j]?.key) {
      left[i] = true
      right[j] = true
      i += 1
      j += 1
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i += 1
    else j += 1
  }
  said.forEach(({ key }, i) => {
    const j = left[i] ? -1 : worded.findIndex((word, at) => !right[at] && word.key === key)
    if (j < 0) return
    left[i] = true
    right[j] = true
  })
  return { left, right }
}

/** How many words two texts share in order, from each pair of places on. */
function commonLengths(said: readonly Word[], worded: readonly Word[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: said.length + 1 }, () => Array.from({ length: worded.length + 1 }, () => 0))
  for (let i = said.length - 1; i >= 0; i -= 1)
    for (let j = worded.length - 1; j >= 0; j -= 1) {
      const row = lengths[i]
      if (!row) continue
      const next = lengths[i + 1]
      row[j] = said[i]?.key === worded[j]?.key ? 1 + (next?.[j + 1] ?? 0) : Math.max(next?.[j] ?? 0, row[j + 1] ?? 0)
    }
  return lengths
}

function stretches(words: readonly Word[], isPaired: readonly boolean[]): readonly WordStretch[] {
  const runs: WordStretch[] = []
  words.forEach(({ text, key }, i) => {
    // A dash alone is no word that anybody could drop.
    const isMissing = isPaired[i] !== true && key !== ''
    const last = runs.at(-1)
    if (last?.isMissing === isMissing) runs[runs.length - 1] = { text: last.text + text, isMissing }
    else runs.push({ text, isMissing })
  })
  return runs
}
