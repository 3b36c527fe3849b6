import { isGivenName } from './given-names.ts'
import { isSalutation, withoutMarks } from './markers.ts'
import type { ProposedAddressee } from './proposal.ts'
import { hasLegalForm, hasPersonMark, hasRole, isPersonShaped } from './roles.ts'

/** Words of a greeting before whom it greets. */
const greetings =
  /^(?:to(?: the| all)?|mesdames(?:,| et)? messieurs les|(?:madame|monsieur) l[ae]|madame,? monsieur les|señoras y señores(?=\s\p{L})|senhoras e senhores(?=\s\p{L})|dear|very dear|sehr geehrte[rns]?|liebe[rs]?|estimad[oa]s?|distinguid[oa]s?|querid[oa]s?|muy señor(?:es)?(?: mío)?|cher|chère|chers|chères|prezad[oa]s?|car[oaie]|gentil[ei]|egregi[oa]?|spettabile|geachte|beste|honou?rable|hello|an|a|à|al|ao)\s+(?:all\s+)?/iu

/** Greetings that name nobody. */
const anybody =
  /^(?:sirs?|madams?|sir(?:s)? (?:or|and) madams?|madam (?:or|and) sirs?|ladies and gentlemen|whom it may concern|friends?|colleagues?|all|everyone|everybody|readers?|editors?|reader|supporters?|damen und herren|herren und damen|freund(?:e|innen und freunde)|kolleg\p{L}*|señor(?:es|as)?|señoras y señores|amig[oa]s|compañer[oa]s|colegas|madame|monsieur|mesdames(?:,? messieurs)?|madame,? monsieur|ami(?:e)?s|collègues|senhor(?:es|as)?|amici|colleghi|heer(?:,|\/)? ?mevrouw|lezers?)(?:\s|,|$)/iu

/** Offices that a greeting names in the plural or without a person. */
const offices =
  /\b(?:ministers?|ambassadors?|commissioners?|senators?|congress(?:men|women|members)|representatives|delegates?|negotiators?|leaders?|governors?|mayors?|presidents?|prime minister|chancellor|secretar(?:y|ies)|chairs?|chairpersons?|directors?|attorneys? general|heads?|officials|judges?|commissioner|councill?ors?|excellenc(?:y|ies)|ceos?|board|minister\p{L}*|abgeordnete\p{L}*|präsident\p{L}*|bundeskanzler\p{L}*|ministr[oae]s?|president[ea]s?|diputad[oa]s|senador(?:es|as)?|embajador(?:es|as)?|député(?:e)?s|sénateurs?|président\p{L}*|deputad[oa]s|embaixador(?:es|as)?|maires?|alcald\p{L}*|prefeit[oa]s?|vereador\p{L}*|(?:ober)?bürgermeister\p{L}*|onorevol[ei]|kamerleden)\b/iu

/** Whom a salutation names: people, offices, bodies; nobody where it greets anybody. */
export function greetedBy(salutation: string | null): readonly ProposedAddressee[] {
  if (salutation === null || !isSalutation(salutation, true)) return []
  const text = withoutMarks(salutation).replace(/[\s,:;.!，：！]+$/u, '')
  const first = text.replace(greetings, '')
  if (/^your excellenc/iu.test(text)) return []
  const eastern = /^(?:尊敬的|亲爱的|親愛的|존경하는)\s*(.{2,40})$/u.exec(text)?.[1]
  if (eastern !== undefined) return [{ name: null, title: null, organization: eastern }]
  return segments(first).flatMap((segment) => addresseeOf(segment) ?? [])
}

/** "Dear A, dear B and C": cut where a greeting, a title or an office begins anew. */
function segments(text: string): readonly string[] {
  const again =
    /(?:,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|en|&)\s+)(?:dear|sehr geehrte[rns]?|liebe[rs]?|estimad[oa]s?|chère?s?|prezad[oa]s?|car[oaie]|geachte)\s+/giu
  return text.split(again).flatMap((part) => {
    const commas = part.split(/,\s+(?:and\s+|und\s+|et\s+|y\s+|e\s+|en\s+)?/iu)
    if (commas.length === 1) return atAnd(part)
    // "Members of the House, the Senate and the Court" goes on; offices and persons part.
    const begins = commas.every((one) => offices.test(one) || hasRole(one) || hasPersonMark(one))
    return begins ? commas.flatMap(atAnd) : [part]
  })
}

function atAnd(part: string): readonly string[] {
  const match = /^(.+?)\s+(?:and|und|et|y|e|en|&)\s+(.+)$/u.exec(part)
  const [, left = '', right = ''] = match ?? []
  return hasPersonMark(left) && hasPersonMark(right) ? [left, right] : [part]
}

/** "City Attorney Bell": a post of one person, and one name behind it. */
const isTitled = (text: string): boolean =>
  /^(?:\p{Lu}[\p{L}-]+ ){0,3}(?:attorney|clerk|director|mayor|governor|secretary|minister|president|chair(?:man|woman|person)?|commissioner|councill?or|chancellor|ambassador|judge|justice|speaker|sheriff|superintendent|administrator|officer) (?!general\b|elect\b|designate\b)\p{Lu}[\p{L}'’-]+$/iu.test(
    text,
  ) && /^\p{Lu}/u.test(text)

function addresseeOf(segment: string): ProposedAddressee | undefined {
  const text = segment.replace(/^(?:the|all|our|die|der|das|los|las|les|os|as|gli|i|le)\s+/iu, '').trim()
  const office =
    /^(?:frau|herr|herrn|señora?|senhora?|madame|monsieur|signora?|mr\.?|madam|mevrouw|de heer)\s+(?:the |la |le |l['’])?(.+)$/iu.exec(
      text,
    )?.[1]
  if (office !== undefined && offices.test(office.split(' ')[0] ?? ''))
    return { name: null, title: office, organization: null }
  if (text.length < 3 || anybody.test(text) || !/\p{Lu}/u.test(text)) return undefined
  const empty = { name: null, title: null, organization: null }
  if (hasPersonMark(text) || isTitled(text)) return { ...empty, name: text }
  if (
    /^(?:members?|member states?|states? members?|mitglied\p{L}*|miembros|membres|membros|leden|parties)\b/iu.test(text)
  )
    return { ...empty, organization: text }
  if (hasLegalForm(text)) return { ...empty, organization: text }
  if (offices.test(text) || hasRole(text)) return { ...empty, title: text }
  if (isPersonShaped(text) && isGivenName(text.split(' ')[0] ?? '')) return { ...empty, name: text }
  return /^\p{Lu}/u.test(text) ? { ...empty, organization: text } : undefined
}
