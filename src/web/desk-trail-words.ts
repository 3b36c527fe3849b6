import { allRoles, type TrailEvent } from '#accounts'
import { wordsFor, type CampaignId, type OrganizerId } from '#kernel'
import { html, type Insertable } from '#typeset'
import { momentInWords } from './phrases.ts'

/** What ids in the trail stand for, as far as it is still there. */
export type TrailNames = {
  readonly organizers: ReadonlyMap<OrganizerId, string>
  /** Letters, recipients, and whoever was asked or signed on. */
  readonly things: ReadonlyMap<string, string>
  readonly campaigns: ReadonlyMap<CampaignId, string>
}

/** How facts are told: with which names, in whose time, in which language. */
type Telling = { readonly names: TrailNames; readonly timeZone: string; readonly language: string }

/** Who did it, in words. */
export function whoInWords({ organizer }: TrailEvent, names: TrailNames, language: string): Insertable {
  const words = wordsFor(language).organize.trail
  return organizer === undefined ? words.server : html`<bdi>${names.organizers.get(organizer) ?? words.erased}</bdi>`
}

/**
 * What an act was done to, in words: people, letters, recipients, organizations, acts, leaves and reviews by their names.
 * What has no name of its own (an invitation, a proposal) is left out; what had one and is gone is said to be gone.
 */
export function subjectInWords(event: TrailEvent, names: TrailNames, language: string): Insertable {
  const { organize, desk } = wordsFor(language)
  const words = organize.trail
  const named = event.subject.flatMap((one): readonly string[] => {
    const leaf = /^leaf:(\d+)$/.exec(one)?.[1]
    if (leaf !== undefined) return [words.leaf(leaf)]
    const act = Object.entries(desk.acts).find(([name]) => name === one)?.[1]
    const name = act ?? names.organizers.get(one as OrganizerId) ?? names.things.get(one)
    return name === undefined ? [] : [name]
  })
  const review = event.after?.['review']
  const all = review === undefined ? named : [words.review(String(review)), ...named]
  return all.map((one, index) => [index > 0 && ', ', html`<bdi>${one}</bdi>`])
}

/** What was so before and is after, fact by fact. */
export function changesInWords({ before = {}, after = {} }: TrailEvent, telling: Telling): readonly string[] {
  const words = wordsFor(telling.language).organize.trail
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => key !== 'review')
  return keys
    .filter((key) => !(key in before && key in after && before[key] === after[key]))
    .map((key) => {
      const about = wordOf(words.about, key) ?? key.replaceAll(/-|(?=[A-Z])/g, ' ').toLowerCase()
      const said = (value: string | number | boolean | null | undefined) =>
        value === undefined ? undefined : valueInWords(key, value, telling)
      return words.change(about, said(before[key]), said(after[key]))
    })
}

function valueInWords(
  key: string,
  value: string | number | boolean | null,
  { names, timeZone, language }: Telling,
): string {
  const { organize, roles, desk } = wordsFor(language)
  const words = organize.trail
  if (value === null) return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (key === 'hash') return `${String(value).slice(0, 8)}…`
  const text = String(value)
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return momentInWords(new Date(text), timeZone, language)
  const role = allRoles.find((one) => one === value)
  if (role) return roles[role]
  const list = wordsFor(language).board.list
  const ofKey = { status: wordsFor(language).board.statuses, ordering: list.orderings, articles: list.articles }
  if (key === 'changed')
    return text
      .split('.')
      .map((one) => wordOf(words.parts, one) ?? one)
      .join(', ')
  const known = wordOf(wordOf(ofKey, key) ?? {}, text) ?? wordOf({ ...desk.acts, ...words.values }, text)
  return known ?? names.things.get(text) ?? text
}

/** What stands under a name that may be none of ours. */
const wordOf = <Word>(words: Readonly<Record<string, Word>>, name: string): Word | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined
