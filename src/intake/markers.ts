/** Greetings that begin a salutation, in the languages letters come in. */
const greeting =
  /^(?:dear|sehr geehrte[rns]?|liebe[rs]?|guten tag|estimad[oa]s?|distinguid[oa]s?|querid[oa]s?|muy señor(?:es)?|cher|chère|chers|chères|madame|monsieur|mesdames|messieurs|prezad[oa]s?|car[oaie]|gentil[ei]|egregi[oa]?|spettabile|geachte|beste|hello|greetings|to whom it may concern)\b/iu

const closingWords =
  /^(?:(?:very |most |yours |with )?(?:sincerely|respectfully|faithfully|truly|cordially)(?: yours| submitted)?|signed(?: by)?|(?:with )?(?:our |my )?(?:kind |best |warm |kindest |warmest )?regards|with (?:best wishes|respect|thanks|gratitude)|in solidarity|best wishes|undersigned|(?:we, )?the undersigned|signatories|signatures|signers|co-?signed(?: by)?|mit (?:freundlichen|besten|herzlichen|solidarischen) grüßen|hochachtungsvoll|unterzeichnet(?: von)?|die unterzeichnenden|atentamente|cordialmente|firmado(?: por)?|firmantes|firman|cordialement|sincèrement|(?:veuillez agréer|nous vous prions d'agréer).*|signataires|atenciosamente|respeitosamente|assinado|distinti saluti|cordiali saluti|firmato|hoogachtend|met vriendelijke groet)\b/iu

/** Whether a line greets the addressees. `first`: it begins a block, where looser forms are believed. */
export function isSalutation(line: string, first: boolean): boolean {
  if (line.length > 300) return false
  const text = withoutMarks(line)
  if (greeting.test(text)) return /[,:]$/u.test(text) || (first && text.length < 100 && !/[.!?;]$/u.test(text))
  return first && /^(?:to|an|a|à|al|ao)(?: the| die| den)? \p{Lu}.*:$/iu.test(text) && text.length < 200
}

/** Whether a line closes the letter ("Sincerely,"), before the names. */
export function isClosing(line: string): boolean {
  const text = withoutMarks(line)
  const match = closingWords.exec(text)
  if (!match || text.length > 90) return false
  const rest = text.slice(match[0].length)
  return /^[\s,:.!–-]*$/u.test(rest) || (/[,:]$/u.test(text) && !/[.!?]\s/u.test(rest))
}

/** The names behind "cc:", or `undefined` when the line does not begin a list of copies. */
export function copiesOf(line: string): string | undefined {
  return /^(?:c\.?c\.?|copy(?: to)?|copies(?: to)?|kopie(?: an)?|in kopie)\s*:\s*(.*)$/iu.exec(line)?.[1]
}

/** Emphasis and heading marks of Markdown at both ends are no part of a line's words. */
export function withoutMarks(line: string): string {
  return line.replace(/^(?:#{1,6}\s+|[*_>]+\s*)+|[*_]+$/gu, '').trim()
}
