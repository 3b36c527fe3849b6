import { bodyWords } from './body-words.ts'
import { isCountry } from './countries.ts'
import { isGivenName } from './given-names.ts'
import { isPost } from './posts.ts'
import { hasLegalForm, hasPersonMark, isPersonShaped } from './roles.ts'

/** An entry of a list as it was taken apart, before it is known what it names. */
export type Entry = {
  /** The words up to the first comma, dash or bracket outside the name. */
  readonly lead: string
  /** All words of the entry. */
  readonly all: string
  /** What follows the lead. */
  readonly rest: readonly string[]
  /** A name on a platform stands behind it ("@name"). */
  readonly hasHandle: boolean
  readonly group: string | null
}

/** What the letter itself says of those who signed it; 0 where it says nothing. Positive: persons. */
export type ListSays = number

/** How surely each entry of a list names a person: positive for persons, negative for organizations. */
export function personOdds(entries: readonly Entry[], says: ListSays): readonly number[] {
  const own = entries.map(ownOdds)
  // What most of a list's entries are, the doubtful ones are as well; parts under different headings are judged apart.
  const groups = Map.groupBy(
    own.map((odds, at) => ({ odds, group: entries[at]?.group ?? null })),
    ({ group }) => group,
  )
  const leans = new Map([...groups].map(([group, all]) => [group, leanOf(all.map(({ odds }) => odds))]))
  return own.map((odds, at) => {
    const group = entries[at]?.group ?? null
    const heading = headingOdds(group)
    return odds + heading + (heading === 0 ? says : 0) + (leans.get(group) ?? 0)
  })
}

function leanOf(odds: readonly number[]): number {
  const persons = odds.filter((one) => one >= 2).length
  const bodies = odds.filter((one) => one <= -2).length
  return Math.max(-2.2, Math.min(2.2, 1.4 * Math.log((persons + 0.7) / (bodies + 0.7))))
}

/** What a heading says of the names below it. */
function headingOdds(group: string | null): number {
  if (group === null) return 0
  const persons =
    /\b(?:individuals?|persons?|people|academics?|experts?|scholars?|scientists?|researchers?|professors?|parliamentarians|members of|meps?|mps|senators|journalists?|lawyers?|artists?|citizens|einzelpersonen|personen|personas|individuos|personnes|individus|particuliers|pessoas|persone|workers)\b/iu.test(
      group,
    )
  const bodies =
    /organi[sz]|\b(?:compan(?:y|ies)|institutions?|associations?|businesses|ngos?|unions?|networks?|universities|coalitions?|groups|unternehmen|verbände|empresas|entidades|entreprises|aziende|bedrijven|civil society)\b/iu.test(
      group,
    )
  return persons === bodies ? 0 : persons ? 3.5 : -3.5
}

const joiners =
  /\b(?:of|for|and|the|against|without|on|to|in|with|für|und|gegen|des|del|pour|pela|pelo|para|per|dei|voor|sobre|contre|contra)\b|&|\+/iu

/** What an entry shows by itself. */
function ownOdds({ lead, all, rest, hasHandle }: Entry): number {
  const words = lead.split(' ')
  const shaped = isPersonShaped(lead) && (bodyWords(lead) === 0 || isGivenName(words[0] ?? ''))
  let odds = 0
  if (hasPersonMark(all) && !hasLegalForm(lead)) odds += bodyWords(lead) > 0 ? 0.5 : 4
  if (/\bin (?:an?|his|her|their|my) (?:individual|personal|private) capacity\b|\(individual\)/iu.test(all)) odds += 6
  if (hasHandle) odds += 3
  if (shaped && isGivenName(words[0] ?? '')) odds += 3
  else if (shaped) odds += 1
  if (shaped && words.some((word) => /^\p{Lu}\.$/u.test(word))) odds += 1.5
  if (/^\p{Lu}\p{Ll}+(?:[- ]\p{Lu}\p{Ll}+)? \p{Lu}{2,}(?:[- ']\p{Lu}{2,})*$/u.test(lead)) odds += 1.5
  if (shaped && rest.some((part) => isPost(part))) odds += 3
  if (/\p{Script=Han}/u.test(all) && !/\p{Script=Han}{6,}/u.test(lead)) odds += 1
  // A body with the person who signs for it.
  if (
    rest.some((part) => isPersonShaped(part) && isGivenName(part.split(' ')[0] ?? '')) &&
    !isGivenName(words[0] ?? '')
  )
    odds -= 4
  if (hasLegalForm(lead)) odds -= 3.5
  odds -= Math.min(4, bodyWords(lead) * 2)
  if (joiners.test(lead)) odds -= 2.5
  // An acronym behind the name; a place behind it.
  if (/\(\p{Lu}[\p{Lu}\p{N}&\-/. ]{1,14}\)/u.test(all) && !rest.some(isPost)) odds -= 2
  if (!rest.some(isPost) && rest.some(isCountry)) odds -= 1
  if (!hasHandle && /\.(?:org|com|net|io|eu|de|fr|ch|info|co|app|dev|uk)\b/iu.test(lead)) odds -= 2.5
  else if (!hasHandle && /^[\p{Lu}\p{N}]{2,}$|\d/u.test(lead)) odds -= 1
  if (words.length === 1 && !hasHandle && !/\p{Script=Han}/u.test(all)) odds -= rest.some(isPost) ? -1 : 1.5
  if (words.length > 5) odds -= 1.5
  return odds
}
