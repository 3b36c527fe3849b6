import { wordsFor, type PartialDate } from '#kernel'
import type {
  CellCommitment,
  CellSentence,
  CommitmentTerms,
  ComparisonCell,
  Correspondence,
  Loophole,
} from '#responses'
import { inList } from './phrases.ts'

/** A date in few letters, as exact as it is: `Dec 13, 2018`, `Dec 2018`, `2018`. */
export function shortDate(date: PartialDate, language: string): string {
  const [year, month, day] = date.split('-')
  const moment = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))
  const parts: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'short' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
  }
  return new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, { ...parts, timeZone: 'UTC' }).format(moment)
}

/** What a reader sees first, before the rest of the sentence: a state's word, and its shape for who sees no colors. */
export type StateWord = {
  readonly word: string
  readonly mark: string
  readonly tone: 'good' | 'part' | 'none' | 'alarm'
}

/** The state of a cell's promise, in one word or three. */
export function promiseWord(sentence: CellSentence, language: string): StateWord | undefined {
  const { promise } = wordsFor(language).record
  switch (sentence.kind) {
    case 'not-asked':
      return undefined
    case 'commitment':
      return sentence.covers === 'whole'
        ? { word: promise.whole, mark: '●', tone: 'good' }
        : { word: promise.part, mark: '◐', tone: 'part' }
    case 'past-commitment':
      return { word: promise.past, mark: '◌', tone: 'alarm' }
    case 'no-commitment':
      return { word: promise.none, mark: '○', tone: 'none' }
    default:
      return sentence satisfies never
  }
}

/** What follows the state of a promise: since when, and every way in which it promises less than it seems to. */
export function promiseLimits({ sentence, commitments }: ComparisonCell, language: string): readonly string[] {
  const words = wordsFor(language).record
  switch (sentence.kind) {
    case 'not-asked':
      return []
    case 'commitment': {
      const first = commitments[0]
      const since = first?.view.commitment.revisions[0]?.on
      const more = commitments.length - 1
      return [
        ...(since === undefined ? [] : [shortDate(since, language)]),
        ...(first ? termsInWords(first.view.latest.terms, language) : []),
        ...(sentence.expiryRemovedOn === undefined
          ? []
          : [words.expiryRemoved(shortDate(sentence.expiryRemovedOn, language))]),
        ...(more > 0 ? [words.more(String(more))] : []),
      ]
    }
    case 'past-commitment':
      return [words.past(shortDate(sentence.until, language))]
    case 'no-commitment':
      return sentence.beside.map(({ title, deadline }) =>
        words.instead(title, deadline === undefined ? undefined : shortDate(deadline, language)),
      )
    default:
      return sentence satisfies never
  }
}

/** The limits of a promise in the order in which they narrow it: its loopholes in the words of its scope where it has them. */
export function termsInWords(terms: CommitmentTerms, language: string): readonly string[] {
  const { carveOuts, expires } = terms
  const words = wordsFor(language).record
  const ways = terms.loopholes.filter((way) => way !== 'carve-out' || carveOuts.length === 0)
  return [
    ...ways.map((way) => loopholeInWords(way, terms, language)),
    ...(carveOuts.length > 0 ? [words.except(inList(carveOuts, language))] : []),
    ...(expires === undefined ? [] : [words.expires(shortDate(expires, language))]),
  ]
}

/** A loophole in the promise's own scope where that is on record, else in general words. */
function loopholeInWords(way: Loophole, { scope }: CommitmentTerms, language: string): string {
  const words = wordsFor(language).record
  const said = (values: readonly string[] | undefined, tell: (list: string) => string): string | undefined =>
    values && values.length > 0 ? tell(inList(values, language)) : undefined
  const own: Partial<Record<Loophole, string | undefined>> = {
    'entity-scope': said(scope.subsidiary, words.only),
    'product-scope': said(scope.product, words.only),
    'verb-scope': said(scope.action, words.onlyTo),
    'customer-scope': said(scope.actor, words.onlyFor),
  }
  return own[way] ?? words.loophole[way]
}

/** Where an exchange stands: what the calendar says where something was due and is late, else what a person says, else what came in. */
export function correspondenceWord({ described, derived }: Correspondence, language: string): string {
  const words = wordsFor(language).record
  const isLate = derived === 'overdue' || derived === 'long-overdue'
  return described && !isLate ? words.described[described.state] : words.derived[derived]
}

/** The promise that a cell's sentence is about, where it is about one. */
export function sentenceOf(cell: ComparisonCell): CellCommitment | undefined {
  if (cell.sentence.kind === 'commitment') return cell.commitments[0]
  return cell.sentence.kind === 'past-commitment' ? cell.past.at(-1) : undefined
}
