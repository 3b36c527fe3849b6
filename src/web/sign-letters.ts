import { signingLetter, type SigningLetter } from '#signatures'
import type { WebMeans } from './keep.ts'
import { textMaker, type SignFacts } from './sign-facts.ts'

/** A letter that can be signed, with its texts as pages show them. */
export type ShownLetter = SigningLetter & Pick<SignFacts, 'textOf'>

/** A letter that can be signed, by its place; `undefined` when there is none. */
export type SignLetters = (campaign: string, letter: string) => Promise<ShownLetter | undefined>

// In a rush the same letter is asked for a thousand times a second. What is decided by it is decided again when the
// signature is saved; a form that shows a text replaced a second ago leads to the page that compares the two.
const secondsKept = 2
const keptAtMost = 500

/** Reads letters that can be signed, at most once in two seconds each. */
export function signLetters({ database, now }: Pick<WebMeans, 'database' | 'now'>): SignLetters {
  const kept = new Map<string, { readonly until: number; readonly letter: Promise<ShownLetter | undefined> }>()
  return (campaign, letter) => {
    const key = `${campaign}/${letter}`
    const at = now().getTime()
    const there = kept.get(key)
    // Also when a clock was set back: nothing is kept longer than from here to there.
    if (there && at < there.until && at >= there.until - secondsKept * 1000) return there.letter
    if (kept.size >= keptAtMost) kept.clear()
    const read = database.read(async (tx): Promise<ShownLetter | undefined> => {
      const found = await signingLetter(tx, campaign, letter, now())
      return found && { ...found, textOf: textMaker() }
    })
    kept.set(key, { until: at + secondsKept * 1000, letter: read })
    // What failed is asked for anew.
    read.catch(() => kept.delete(key))
    return read
  }
}
