import { wordsFor } from '#kernel'
import { nameKey } from './same-letter.ts'

/** A list as somebody calls it, for comparing. */
export type CalledList = { readonly called: string; readonly names: readonly string[] }

/** What two lists have and have not in common; `respelled`: most likely one name in two spellings. */
export type ListComparison = {
  readonly onlyFirst: readonly string[]
  readonly onlySecond: readonly string[]
  readonly respelled: readonly (readonly [first: string, second: string])[]
}

/** So many names of one list are said; the rest is counted. */
const most = 8

/** Compares two lists as sets of names; case, accents and punctuation do not count. */
export function compareLists(first: readonly string[], second: readonly string[]): ListComparison {
  const missing = (from: readonly string[], to: readonly string[]): string[] => {
    const keys = new Set(to.map(nameKey))
    return from.filter((name) => !keys.has(nameKey(name)))
  }
  const onlySecond = missing(second, first)
  const respelled: (readonly [string, string])[] = []
  const onlyFirst = missing(first, second).filter((name) => {
    const at = onlySecond.findIndex((other) => likeness(name, other) >= 0.65)
    const [other] = at < 0 ? [] : onlySecond.splice(at, 1)
    if (other !== undefined) respelled.push([name, other])
    return other === undefined
  })
  return { onlyFirst, onlySecond, respelled }
}

/** Share of words that two names have in common (Dice). */
function likeness(one: string, other: string): number {
  const [a, b] = [new Set(nameKey(one).split(' ')), new Set(nameKey(other).split(' '))]
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size)
}

/** The comparison of two lists in words. */
export function comparisonInWords(first: CalledList, second: CalledList): readonly string[] {
  const say = wordsFor('en').intake.gathered
  const { onlyFirst, onlySecond, respelled } = compareLists(first.names, second.names)
  if (onlyFirst.length + onlySecond.length + respelled.length === 0)
    return [say.sameList(first.called, second.called, first.names.length)]
  const only = ({ called }: CalledList, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [say.onlyIn(called, names.slice(0, most), Math.max(0, names.length - most))]
  return [
    say.unlikeLists(first.called, second.called),
    ...only(first, onlyFirst),
    ...only(second, onlySecond),
    ...respelled.slice(0, most).map(([one, other]) => say.respelled(one, other)),
    ...(respelled.length > most ? [say.moreRespelled(respelled.length - most)] : []),
  ]
}
