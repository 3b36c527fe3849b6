import { allRoles, type TrailEvent } from '#accounts'
import { wordsFor, type CampaignId, type LetterId, type OrganizerId } from '#kernel'
import { html, type Insertable } from '#typeset'
import { momentInWords } from './phrases.ts'

/** What ids in the trail stand for, as far as it is still there. */
export type TrailNames = {
  readonly organizers: ReadonlyMap<OrganizerId, string>
  readonly letters: ReadonlyMap<LetterId, string>
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
 * What an act was done to, in words: people, letters, acts, leaves and reviews by their names. What has no name of its own
 * (an invitation, a proposal) is left out where something else says enough; else its id ends tell it from others.
 */
export function subjectInWords(event: TrailEvent, names: TrailNames, language: string): Insertable {
  const { organize, desk } = wordsFor(language)
  const words = organize.trail
  const named = event.subject.flatMap((one): readonly string[] => {
    const leaf = /^leaf:(\d+)$/.exec(one)?.[1]
    if (leaf !== undefined) return [words.leaf(leaf)]
    const act = Object.entries(desk.acts).find(([name]) => name === one)?.[1]
    const name = act ?? names.organizers.get(one as OrganizerId) ?? names.letters.get(one as LetterId)
    return name === undefined ? [] : [name]
  })
  const review = event.after?.['review']
  const all = review === undefined ? named : [words.review(String(review)), ...named]
  if (all.length > 0) return all.map((one, index) => [index > 0 && ', ', html`<bdi>${one}</bdi>`])
  const [first] = event.subject.filter((one) => one !== event.campaign && one !== event.organizer)
  return first !== undefined && html`<span class="hash">…${first.slice(-8)}</span>`
}

/** What was so before and is after, fact by fact. */
export function changesInWords({ before = {}, after = {} }: TrailEvent, telling: Telling): readonly string[] {
  const words = wordsFor(telling.language).organize.trail
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => key !== 'review')
  return keys
    .filter((key) => !(key in before && key in after && before[key] === after[key]))
    .map((key) => {
      const about = Object.entries(words.about).find(([name]) => name === key)?.[1] ?? key.replaceAll('-', ' ')
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
  const known = Object.entries({ ...desk.acts, ...words.values }).find(([name]) => name === value)
  return known?.[1] ?? names.letters.get(text as LetterId) ?? text
}
