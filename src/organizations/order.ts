import { articles } from './vocabulary.ts'

/** How a printed list is ordered. */
export type OrderSettings = {
  /** `as-printed` keeps the positions an organizer or a source gave; `alphabetical` sorts after the lead group. */
  readonly ordering: 'as-printed' | 'alphabetical'
  /** Whether a leading article ("The", "La", "Die") counts when sorting. */
  readonly articles: 'kept' | 'skipped'
  /** BCP 47 tag of the letter's language: it decides the alphabet and the articles. */
  readonly language: string
}

/** What of a signatory decides its place. */
export type Orderable = {
  readonly name: string
  /** Sorts under this instead of the name, for example a family name. Its article is never skipped. */
  readonly sortKey: string | undefined
  /** Place in the lead group, from 1; `undefined` for everyone else. */
  readonly leadPosition: number | undefined
  /** Place in the printed list it came from. */
  readonly position: number
}

/** The alphabet of a language; the root one of Unicode where the tag is not one. */
export function collatorFor(language: string, options: Intl.CollatorOptions = {}): Intl.Collator {
  try {
    return new Intl.Collator(language, options)
  } catch {
    return new Intl.Collator('und', options)
  }
}

/** The name without its leading article in the language; elided French articles (`L’`, `l'`) too. */
export function withoutArticle(name: string, language: string): string {
  const tongue = language.toLowerCase().split('-')[0] ?? ''
  const elided = tongue === 'fr' || tongue === 'it' ? name.replace(/^l['’](?=\p{L})/iu, '') : name
  if (elided !== name) return elided
  const [first = '', ...rest] = name.split(/\s+/u)
  return rest.length > 0 && articles[tongue]?.has(first.toLowerCase()) === true ? rest.join(' ') : name
}

const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** Compares two signatories in the wished order. Zero only if nothing that decides the place differs. */
function orderOf(settings: OrderSettings): (one: Orderable, other: Orderable) => number {
  const collator = collatorFor(settings.language)
  const sortText = (entry: Orderable): string =>
    entry.sortKey ?? (settings.articles === 'skipped' ? withoutArticle(entry.name, settings.language) : entry.name)
  const lead = (entry: Orderable): number => entry.leadPosition ?? Number.POSITIVE_INFINITY
  const byLead = (one: Orderable, other: Orderable): number => (lead(one) === lead(other) ? 0 : lead(one) - lead(other))
  const byAlphabet = (one: Orderable, other: Orderable): number =>
    collator.compare(sortText(one), sortText(other)) || collator.compare(one.name, other.name)
  // The collator calls some unlike texts equal; code units and positions settle those, so that the order is total.
  const bySpelling = (one: Orderable, other: Orderable): number =>
    byCodeUnits(one.name, other.name) ||
    byCodeUnits(one.sortKey ?? '', other.sortKey ?? '') ||
    Number(one.sortKey !== undefined) - Number(other.sortKey !== undefined)
  const byPosition = (one: Orderable, other: Orderable): number => one.position - other.position
  return settings.ordering === 'as-printed'
    ? (one, other) => byPosition(one, other) || byLead(one, other) || byAlphabet(one, other) || bySpelling(one, other)
    : (one, other) => byLead(one, other) || byAlphabet(one, other) || bySpelling(one, other) || byPosition(one, other)
}

/** The list in its printed order: the lead group first, then the alphabet (digits before letters); or as it was printed. */
export function orderSignatories<Entry extends Orderable>(
  list: readonly Entry[],
  settings: OrderSettings,
): readonly Entry[] {
  return list.toSorted(orderOf(settings))
}
