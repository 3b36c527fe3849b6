import type { ProposedSignatory } from './proposal.ts'
import { hasPersonMark, isPersonShaped } from './roles.ts'
import { bodyWords } from './body-words.ts'

/** What columns of a table of signatories are about, by the words of their heads. */
const columns = {
  given: /^(?:first|given) names?|^vorname|^nombres?$|^pr[eé]nom|^nome próprio|^voornaam/iu,
  family: /^(?:last|family) names?|^surname|^nachname|^apellidos?|^nom de famille|^sobrenome|^cognome|^achternaam/iu,
  body: /^(?:name of )?(?:the )?(?:organi[sz]ations?|institutions?|compan(?:y|ies)|entity|association|group|organisatie|organizaci[oó]n|entidad|organisme|organizzazione|organiza[cç][aã]o|affiliations?|employer|einrichtung|verein|firma)/iu,
  title:
    /^(?:job )?(?:title|position|role|function|occupation|profession|cargo|fonction|funktion|ruolo|functie|beruf)/iu,
  country: /^(?:country|pa[ií]s|pays|land|paese|nation)/iu,
  representative:
    /^(?:representative|contact(?: person)?|signed by|represented by|signator(?:y|ies) name|representante|représentant)/iu,
  name: /^(?:full )?names?|^signator(?:y|ies)|^signers?|^nombre|^nom|^nome|^naam|^name/iu,
} as const

type Column = keyof typeof columns

/** The signatory of a table's row, by what the table calls its columns; `undefined` where it calls none a name. */
export function fieldsSay(
  fields: Readonly<Record<string, string>>,
): Omit<ProposedSignatory, 'group' | 'doubt' | 'lines'> | undefined {
  const said = new Map<Column, string>()
  for (const [called, value] of Object.entries(fields)) {
    const column = columnOf(called)
    if (column !== undefined && !said.has(column)) said.set(column, value)
  }
  const full = [said.get('given'), said.get('family')].filter((part) => part !== undefined).join(' ')
  const name = said.get('name') ?? (full === '' ? undefined : full)
  const body = said.get('body')
  const [title, country] = [said.get('title') ?? null, said.get('country') ?? null]
  const rest = { country, note: null }
  const representative = said.get('representative') ?? null
  if (name === undefined)
    return body === undefined
      ? undefined
      : { name: body, kind: 'organization', title, affiliation: null, representative, ...rest }
  const isPerson =
    full !== '' ||
    body !== undefined ||
    title !== null ||
    hasPersonMark(name) ||
    (isPersonShaped(name) && bodyWords(name) === 0)
  return isPerson && representative === null
    ? { name, kind: 'person', title, affiliation: body ?? null, representative: null, ...rest }
    : { name, kind: 'organization', title, affiliation: null, representative, ...rest }
}

function columnOf(called: string): Column | undefined {
  const order: readonly Column[] = ['given', 'family', 'representative', 'body', 'title', 'country', 'name']
  return order.find((column) => columns[column].test(called.trim()))
}
