import type { ProposedAddressee } from './proposal.ts'
import { hasRole } from './roles.ts'

/** A name of a body or office: capitalized words, with small words between them. */
const called =
  "(?:(?:the|all|both|die|den|der|das|el|la|los|las|le|les|o|a|os|as|il|i|gli|het|de)\\s+)?(\\p{Lu}[\\p{L}\\p{N}'\\u2019&.-]*(?:\\s+(?:(?:of|for|on|the|and|&|de|del|du|des|der|für|y|e|et|und|do|da|dos|van|het)\\s+){0,2}\\p{Lu}[\\p{L}\\p{N}'\\u2019&.-]*){0,7})"

/** Verbs by which a letter turns to somebody, with what stands behind. */
const calls: readonly RegExp[] = [
  new RegExp(`\\b(?:[Cc]alls?|[Cc]alled|[Cc]alling)(?:\\s+up)?\\s?on\\s+${called}\\s+(?:to|that|for|and)\\b`, 'gu'),
  new RegExp(
    `\\b(?:[Uu]rges?|[Uu]rged|urging|[Aa]sks?|asked|[Rr]equest(?:s|ed)?|[Ee]ncourages?|encouraged|demands? that|[Tt]ells?|[Ii]mplores?|[Ii]nvites?|[Pp]etition)\\s+(?:that\\s+)?${called}\\s+(?:to|end|stop|commit|reject|adopt|must|should)\\b`,
    'gu',
  ),
  new RegExp(`\\b(?:appeals?\\s+to|demands?\\s+(?:of|from))\\s+${called}`, 'gu'),
  new RegExp(`\\b(?:fordern|bitten|rufen)\\s+${called}\\s+(?:auf|dazu|,|zu)`, 'gu'),
  new RegExp(
    `\\b(?:instamos|pedimos|exigimos|solicitamos|exhortamos|llamamos|apelamos|instamos)\\s+(?:a|al|ao|à|aos)\\s+${called}`,
    'gu',
  ),
  new RegExp(`\\b(?:appelons|demandons\\s+(?:à|au|aux)|exhortons|invitons|prions)\\s+${called}`, 'gu'),
  new RegExp(`\\b(?:chiediamo\\s+(?:a|al|alla|ai)|esortiamo|invitiamo)\\s+${called}`, 'gu'),
  new RegExp(`\\b(?:roepen|verzoeken|vragen)\\s+${called}\\s+(?:op|om)\\b`, 'gu'),
]

const lettersTo = new RegExp(
  `\\b(?:[Ll]etter|[Aa]ppeal|[Pp]etition|[Bb]rief|[Ll]ettre(?:\\s+\\p{L}+)?|[Cc]arta(?:\\s+\\p{L}+)?|[Ll]ettera(?:\\s+\\p{L}+)?|[Oo]ffener Brief|LETTER|LETTRE(?:\\s+\\p{L}+)?|CARTA(?:\\s+\\p{L}+)?|OFFENER BRIEF|[Mm]essage)\\s+(?:to|TO|an|AN|aan|à|au|aux|AUX|AU|a|al|AL|A|ao|AO|alla|ai)\\s+${called}`,
  'u',
)

/** Words that stand capitalized at such places and name nobody. */
const nobody =
  /^(?:we|you|it|they|them|this|that|us|everyone|all|people|congratulations|i|he|she|if|please|support|signatories)$/iu

/** A letter's own headings and text, as witnesses of whom it goes to. */
export type CallingText = { readonly titles: readonly string[]; readonly paragraphs: readonly string[] }

/**
 * Whom a letter turns to that names nobody at its head: "letter to X" in its title, else whom its title or text calls
 * on, most often first. At most two.
 */
export function calledOn({ titles, paragraphs }: CallingText): readonly ProposedAddressee[] {
  for (const title of titles) {
    const named = lettersTo.exec(title)?.[1]
    if (named !== undefined && !nobody.test(named)) return [addresseeOf(trimmed(named))]
  }
  const text = paragraphs.join('\n').slice(0, 60_000)
  const counts = new Map<string, number>()
  for (const [source, weight] of [
    [titles.join('\n'), 2],
    [text, 1],
  ] as const)
    for (const pattern of calls)
      for (const match of source.matchAll(pattern)) {
        const name = trimmed(match[1] ?? '')
        if (name !== '' && !nobody.test(name) && /^\p{Lu}/u.test(name))
          counts.set(name, (counts.get(name) ?? 0) + weight)
      }
  const [first] = [...counts].toSorted((one, other) => other[1] - one[1])
  return first === undefined ? [] : apart(first[0], text).map(addresseeOf)
}

const trimmed = (name: string): string => name.replace(/[.,:;]+$/u, '').replace(/\s+(?:of|for|on|and|&|the)$/u, '')

/** "A and B" is two where each stands alone elsewhere in the text. */
function apart(name: string, text: string): readonly string[] {
  const match = /^(\p{Lu}\S*(?: \p{Lu}\S*)?)\s+(?:and|&|und|et|y|e|en)\s+(?:the )?(\p{Lu}\S*(?: \p{Lu}\S*)?)$/u.exec(
    name,
  )
  const [, left = '', right = ''] = match ?? []
  if (left === '') return [name]
  const count = (part: string): number => text.split(part).length - 1
  return count(left) > count(name) && count(right) > count(name) ? [left, right] : [name]
}

function addresseeOf(name: string): ProposedAddressee {
  const isOffice =
    hasRole(name) ||
    /^(?:ministers?|ambassadors?|senators?|members of|leaders?|governments?|commissioners?)\b/iu.test(name)
  return isOffice ? { name: null, title: name, organization: null } : { name: null, title: null, organization: name }
}
