const role =
  /\b(?:chief|ceo|cto|cfo|coo|president|vice[- ]president|chair(?:man|woman|person)?|director|minister|secretary|senator|commissioner|counsel|manager|head|governor|mayor|founder|co-founder|officer|attorney[- ]general|speaker|ambassador|dean|professor|editor|treasurer|administrator|superintendent|principal|chancellor|managing|member of|representative|congress(?:man|woman|member)|geschäftsführer(?:in)?|vorstand|vorsitzende[rn]?|vorstandsvorsitzende[rn]?|präsident(?:in)?|ministerin|direktor(?:in)?|kanzler(?:in)?|leiter(?:in)?|président(?:e)?|directeur|directrice|ministre|presidente|presidenta|directora|ministro|ministra|diretor|diretora)\b/iu

const body =
  /^(?:office|department|ministry|house|committee|senate|parliament|ministerium|bundesministerium|ministerio|ministère|council|board|court)\b/iu

const legal =
  /(?:^|[\s,])(?:inc|llc|llp|ltd|limited|gmbh|ag|se|kg|plc|corp|corporation|company|group|holdings?|s\.?\s?a|s\.?p\.?a|b\.?v|n\.?v|oy|ab|co|pty ltd|e\.?v)\.?$/iu

/** Legal forms and kinds of bodies that Japanese and Chinese names begin or end with. */
const easternBody =
  /^(?:株式会社|有限会社|合同会社)|(?:株式会社|有限会社|合同会社|法人|委員会|委员会|协会|協会|有限公司)$/u

/** Whether a line says what post somebody holds. */
export function hasRole(line: string): boolean {
  return role.test(line) && !body.test(line) && !legal.test(line)
}

/** Whether a line names a company or public body by its legal form or kind. */
export function hasLegalForm(line: string): boolean {
  return legal.test(line) || body.test(line) || easternBody.test(line)
}

/** Forms of address and degrees that only persons carry. */
export function hasPersonMark(text: string): boolean {
  return (
    /^(?:mr|mrs|ms|mx|dr|prof|professor|rev|reverend|rabbi|imam|sister|senator|sen|rep|hon|the hon(?:ou?rable)?|sir|dame|lord|lady|herr|frau|mme|señor|señora|sr|sra)\.?\s+\p{Lu}/iu.test(
      text,
    ) || /,\s*(?:ph\.?\s?d|m\.?d|j\.?d|esq|md|mba|msc|qc|kc)\.?$/iu.test(text)
  )
}

/** Whether a text has the shape of a person's name: two to five capitalized words and initials, nothing else. */
export function isPersonShaped(text: string): boolean {
  const words = text.replace(/^(?:dr|prof|mr|mrs|ms|rev|sir|senator|sen|hon)\.?\s+/iu, '').split(' ')
  if (words.length < 2 || words.length > 5 || /[\d&()@/]/u.test(text)) return false
  return (
    words.every((word) =>
      /^(?:\p{Lu}[\p{L}'’.-]*|de|la|da|del|der|den|van|von|di|bin|al|el|y|dos|do|ten|ter|le)$/u.test(word),
    ) && /^\p{Lu}/u.test(words[0] ?? '')
  )
}
