/** Greetings that begin a salutation, in the languages letters come in. */
const greeting =
  /^(?:dear|sehr geehrte[rns]?|liebe[rs]?|guten tag|estimad[oa]s?|distinguid[oa]s?|querid[oa]s?|muy señor(?:es)?|cher|chère|chers|chères|madame|monsieur|mesdames|messieurs|prezad[oa]s?|car[oaie]|gentil[ei]|egregi[oa]?|spettabile|geachte|beste|your excellenc(?:y|ies)|excellenc(?:y|ies|e|ia)|exma?s?\.?|excelentíssim[oa]s?|à l['’]attention de|prezad[oa]s|szanown\p{L}+|kära|kære|ilustríssim[oa]s?|señor(?:es|as?)?|senhor(?:es|as?)?|hello|greetings|to whom it may concern)(?!\p{L})/iu

const closingWords =
  /^(?:(?:very |most |yours |with )?(?:sincerely|respectfully|faithfully|truly|cordially)(?: yours| submitted)?|signed(?: by)?|(?:with )?(?:our |my )?(?:kind |best |warm |kindest |warmest )?regards|with (?:best wishes|respect|thanks|gratitude)|in solidarity|(?:(?:with )?(?:many )?thanks|thank you)(?: (?:very much|in advance|for your (?:time|consideration|attention|leadership|support)[^,.]*))?(?=,$)|best wishes|undersigned|(?:we, )?the undersigned|signatories|signatures|signers|co-?signed(?: by)?|mit (?:freundlichen|besten|herzlichen|solidarischen) grüßen|hochachtungsvoll|unterzeichnet(?: von)?|die unterzeichnenden|atentamente|cordialmente|firmado(?: por)?|firmantes|firman|cordialement|sincèrement|(?:veuillez agréer|nous vous prions d'agréer).*|signataires|atenciosamente|respeitosamente|assinado|distinti saluti|cordiali saluti|firmato|hoogachtend|met vriendelijke groet|مع (?:فائق|خالص|أطيب) [\p{Script=Arabic} ]{3,30}|وتفضلوا بقبول.*|此致|敬上|敬具|謹白|草々|с уважением|з повагою)(?!\p{L})/iu

/** Whether a line greets the addressees. `first`: it begins a block, where looser forms are believed. */
export function isSalutation(line: string, first: boolean): boolean {
  if (line.length > 300) return false
  const text = withoutMarks(line)
  if (/^(?:拝啓|謹啓|前略|拝呈)[\s。、,，]*$/u.test(text)) return true
  if (/^(?:尊敬的|亲爱的|親愛的|敬启者|敬啟者|致[：:]|拝啓|존경하는|уважаем|шановн)/iu.test(text))
    return text.length < 100 && /[,:，：!！]$/u.test(text)
  if (/^(?:السيد|السيدة|السادة|معالي|سعادة|أصحاب|حضرة|عزيز|أعزائي|تحية طيبة)/u.test(text))
    return text.length < 100 && /[,،:]$/u.test(text)
  // Forms of address begin lines of an address too: only the comma or colon tells.
  if (/^(?:the )?honou?rable\b/iu.test(text)) return first && /[,:]$/u.test(text) && text.length < 100
  if (greeting.test(text)) return /[,:]$/u.test(text) || (first && text.length < 100 && !/[.!?;]$/u.test(text))
  return first && /^(?:to|an|a|à|al|ao)(?: the| die| den)? \p{Lu}.*:$/iu.test(text) && text.length < 200
}

/** Headings above lists of names, in the languages letters come in. */
const listWords =
  /^(?:(?:the|our|full|complete|current|initial|first|original|additional|further|lead|list of|and)\s+)*(?:(?:organi[sz]ational|individual|institutional|corporate|undersigned|endorsing|signing|supporting|participating|civil society|company)\s+)?(?:signator(?:y|ies)|signers|signees|co-?signers|co-?signatories|endorsers|endorsements|supporters|undersigned)(?:\s+(?:organi[sz]ations|compan(?:y|ies)|institutions|individuals|groups|list|include|are|so far))?\b|^(?:undersigned|endorsing|signing|signatory|supporting)\s+(?:organi[sz]ations|groups|institutions|companies|individuals)(?!\p{L})|^(?:co-?|jointly )?(?:signed|endorsed|supported|submitted|backed)(?: (?:by|on behalf of|in support))?\b|^(?:(?:erst|mit)?unterzeichner(?:innen|\*innen|:innen)?|(?:die )?unterzeichnenden?(?: organisationen| personen)?|unterstützt von|unterstützer(?:innen)?)(?!\p{L})|^(?:(?:organizaciones|entidades|personas|primeros|primeras|lista de)\s+)*(?:firmantes|firman|firmado|suscriben|adhieren|signatarios|adhesiones|apoyan)(?!\p{L})|^(?:(?:les|premiers|premières|organisations|associations|liste des)\s+)*(?:signataires|signé|cosignataires)(?!\p{L})|^(?:(?:organizações|entidades|lista de)\s+)*(?:signatários|signatárias|assinam|assinado|subscrevem|apoiam)(?!\p{L})|^(?:(?:le|i|organizzazioni|primi)\s+)*(?:firmatari|firmatarie|sottoscrivono|aderiscono)(?!\p{L})|^(?:ondertekenaars|ondertekend|de ondertekenende organisaties|签名|签署|署名|联署|簽署|賛同者|署名者|서명|подписи|подписали|підписи)(?!\p{L})/iu

/** Whether a line closes the letter ("Sincerely,") or stands above the names ("Signatories:"). */
export function isClosing(line: string): boolean {
  const text = withoutMarks(line)
  return isCourtesy(text) || isListHeading(text)
}

/** Whether a line closes the letter with courtesy. */
export function isCourtesy(line: string): boolean {
  return standsAlone(withoutMarks(line), closingWords)
}

/** Whether a line is a heading above a list of names. */
export function isListHeading(line: string): boolean {
  return standsAlone(withoutMarks(line), listWords)
}

function standsAlone(text: string, words: RegExp): boolean {
  const match = words.exec(text)
  if (!match || text.length > 90) return false
  const rest = text.slice(match[0].length)
  // A count in brackets, or the same words in another language.
  if (
    /^[\s,،:.!\u2013\uFF0C\uFF1A-]*(?:\(\)|\(?\d[\d.,]*\+?\)?)?[\s,:.]*$/u.test(rest) ||
    /^\s?\/\s?\P{Ll}.{0,40}$/u.test(rest)
  )
    return true
  return /[,:]$/u.test(text) && !/[.!?]\s/u.test(rest) && !/,\s/u.test(rest)
}

/** Headings after which no names follow: notes, contacts, and what pages put below their text. */
const afterwards =
  /^(?:(?:end|foot)?notes?|references|sources|bibliography|annex(?:es)?|appendix|attachments?|contacts?|(?:media|press)(?: (?:contacts?|inquiries|enquiries|release|coverage))?|for (?:more|further) information|notes? (?:to|for) editors|background|licen[sc]e|how to (?:sign|join|help).*|sign (?:the|this) letter|faqs?|frequently asked questions|about(?: (?:us|the|this)(?!\p{L}).*)?|related(?: .*)?|share(?: this.*)?|comments?|leave a reply|read more|see also|tags|categories|filed under|previous|next|downloads?|in the press|latest.*|recent posts|fußnoten|anmerkungen|quellen|kontakt|pressekontakt|notas|referencias|fuentes|contacto|contactos|contato|références|sources|contact presse|fonti|contatti|bronnen|noten|参考文献)\s*:?$/iu

/** Whether a line begins a part of the page where no signatories stand. */
export function endsList(line: string): boolean {
  return line.length < 60 && afterwards.test(withoutMarks(line))
}

/** Whether a line is what pages and files put around a letter, whatever it stands among: addresses of the web, rights. */
export function isFurniture(line: string): boolean {
  const text = withoutMarks(line)
  return (
    /^(?:https?:\/\/|www\.)\S+$/iu.test(text) ||
    /^\S+@\S+\.\S+$/u.test(text) ||
    /\[e-mail removed\]|©|\ball rights reserved\b|\bprivacy policy\b|creative commons|\blicen[sc]ed under\b/iu.test(
      text,
    ) ||
    /^(?:for )?(?:media|press|further|more)\b.{0,30}\b(?:contacts?|inquir\p{L}+|enquir\p{L}+|information)\b/iu.test(
      text,
    ) ||
    /^(?:e-?mail|tel|phone|fax|twitter|web|website|url|permalink)\s*:/iu.test(text) ||
    /\baffiliations?\b.*\b(?:identif\p{L}+|purposes?)(?!\p{L})|\bfor identification (?:purposes )?only\b/iu.test(
      text,
    ) ||
    !/[\p{L}\p{N}]/u.test(text)
  )
}

/** The same for a line that is known to stand alone, where calls to the reader and remarks in brackets are told as well. */
export function isLooseFurniture(line: string): boolean {
  const text = withoutMarks(line)
  return (
    isFurniture(line) ||
    /^\([^()]*\)$|^(?:sign \(|pdf$|\d+ of \d+$|page \d+)/iu.test(text) ||
    /^(?:sign (?:the|this|here|now|on|our|up)|add your (?:name|signature)|click here|read (?:the|more)|download|view (?:the|as|all)|print this|share (?:this|on)|tweet|subscribe|donate (?:now|here|to)|join us|follow us|back to|go to|return to|posted (?:in|on|by)|published (?:on|by|in)|updated|last (?:updated|modified)|tagged|media inquiries|source|contact)(?!\p{L})(?!.*\p{Ll} (?:Project|Network|Fund|Coalition)$)/iu.test(
      text,
    )
  )
}

/** The addressee behind "To:", or `undefined` when the line does not begin an address. */
export function addressedOf(line: string): string | undefined {
  return /^(?:to|for the attention of|attn\.?|addressed to|an|an die|aux?|aos?|às?|ai|alle|a l[oa]s|z\.?\s?hd\.?|a|al?la attenzione di|para|a la atención de|à|a l['’]attention de|destinataires?|destinatari[oe]?s?|aan|ai|al|إلى|宛先)\s*[:：]\s*(.*)$/iu.exec(
    withoutMarks(line),
  )?.[1]
}

/** The names behind "cc:", or `undefined` when the line does not begin a list of copies. */
export function copiesOf(line: string): string | undefined {
  return /^(?:c\.?c\.?|copy(?: to)?|copies(?: to)?|kopie(?: an)?|in kopie|c\/c|copia(?: a)?|copie(?: à)?|in copia|con copia(?: a)?|com cópia(?: para)?)\s*:\s*(.*)$/iu.exec(
    withoutMarks(line),
  )?.[1]
}

/** Emphasis and heading marks of Markdown at both ends are no part of a line's words. */
export function withoutMarks(line: string): string {
  return line.replace(/^(?:#{1,6}\s+|[*_>]+\s*)+|[*_]+$/gu, '').trim()
}
