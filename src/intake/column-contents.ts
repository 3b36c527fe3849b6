import { fold } from '#kernel'
import { isCountry } from './countries.ts'
import { hasPersonMark, hasRole, isPersonShaped } from './roles.ts'

/** What the cells of one column look like: shares of its filled cells, 0 to 1. */
export type ColumnContents = {
  /** Share of the rows in which it says anything. */
  readonly filled: number
  readonly distinct: number
  /** It holds more than one text. */
  readonly isVaried: boolean
  readonly mails: number
  readonly phones: number
  readonly links: number
  readonly dates: number
  readonly integers: number
  readonly answers: number
  readonly countries: number
  readonly kinds: number
  readonly honorifics: number
  readonly persons: number
  readonly posts: number
  readonly bodies: number
  /** One word in most cells: a given or a family name. */
  readonly singleWords: number
  /** Mean length in characters. */
  readonly length: number
}

/** No more cells of a column are looked at: the first ones show what it is. */
const sampled = 600

const post =
  /\b(?:professor|prof|lecturer|engineer|developer|lawyer|attorney|student|journalist|researcher|scientist|consultant|advocate|activist|author|writer|artist|designer|programmer|analyst|fellow|physician|nurse|teacher|retired|phd|candidate|postdoc|professeur|chercheur|profesor|investigador|wissenschaftler|doktorand)/iu

const body =
  /\b(?:association|foundation|society|network|institute?|university|coalition|alliance|union|cent(?:er|re)|council|federation|trust|committee|league|initiative|project|movement|campaign|group|forum|church|club|commission|company|inc|ltd|llc|gmbh|e\.v|e\.|fundaci[oó]n|asociaci[oó]n|red|verein|verband|stiftung|bund|gesellschaft|netzwerk|fondation|r[eé]seau|ligue|centro|associazione|associa[cç][aã]o|rights|friends of|action|international|watch|now)\b/iu

const kindWords =
  /^(?:an? )?(?:individual|person|private person|organi[sz]ation|company|business|ngo|institution|association|group|academic|einzelperson|organisation|verein|unternehmen|individuo|persona|organizacion|empresa|individu|personne|particulier|entreprise|organizzazione|azienda|pessoa|organizacao)s?$/u

/** Whether a cell says what kind of signatory its row names; `undefined` when it does not. */
export function kindOfCell(cell: string): 'organization' | 'person' | undefined {
  const key = fold(cell)
  if (!kindWords.test(key)) return undefined
  return /individ|person|particulier|pessoa|academic/u.test(key) ? 'person' : 'organization'
}

/** Whether a text names a body by one of the words bodies are called. */
export const looksLikeBody = (text: string): boolean => body.test(text) || /^\p{Lu}{3,}\b/u.test(text)

/** Whether a text says what somebody does or which post they hold. */
export const looksLikePost = (text: string): boolean => hasRole(text) || post.test(text)

/** Whether a text holds a mail address. */
export const hasMail = (text: string): boolean => /[^\s@<>(),;]+@[^\s@<>(),;]+\.\p{L}{2,}/u.test(text)

const isPhone = (text: string): boolean =>
  /^[+(]?[\d\s()./-]{6,22}$/u.test(text) && (text.match(/\d/gu)?.length ?? 0) >= 7

const isDate = (text: string): boolean =>
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[T\s,].*)?$/u.test(text)

/** Yes or no, as forms and spreadsheets put it; `undefined` for anything else. */
export function answerOf(cell: string): boolean | undefined {
  const key = fold(cell).replace(/[.!,].*$/u, '')
  if (/^(?:yes|y|true|1|x|ja|j|wahr|si|s|oui|o|vrai|sim|ok|checked|on|agree|i agree|public)$/u.test(key)) return true
  if (/^(?:no|n|false|0|nein|falsch|non|nao|nee|off|unchecked|private)$/u.test(key)) return false
  return undefined
}

/** Looks at the cells of one column. */
export function contentsOf(cells: readonly string[]): ColumnContents {
  const all = cells.filter((cell) => cell !== '')
  const some = all.slice(0, sampled)
  const share = (is: (cell: string) => boolean): number => some.filter(is).length / Math.max(1, some.length)
  const texts = new Set(some.map(fold))
  return {
    filled: all.length / Math.max(1, cells.length),
    distinct: texts.size / Math.max(1, some.length),
    isVaried: texts.size > 1,
    mails: share(hasMail),
    phones: share((cell) => isPhone(cell) && !isDate(cell)),
    links: share((cell) => /^(?:https?:\/\/|www\.)\S+$/iu.test(cell)),
    dates: share(isDate),
    integers: share((cell) => /^\d{1,6}\.?$/u.test(cell)),
    answers: share((cell) => answerOf(cell) !== undefined),
    countries: share((cell) => isCountry(cell) || /^[A-Z]{2}$/u.test(cell)),
    kinds: share((cell) => kindOfCell(cell) !== undefined),
    honorifics: share((cell) =>
      /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|herr|frau|mme|sr|sra|sig|rev)\.?$/iu.test(cell),
    ),
    persons: share((cell) => isPersonShaped(cell.split(',')[0] ?? '') || hasPersonMark(cell)),
    posts: share(looksLikePost),
    bodies: share(looksLikeBody),
    singleWords: share((cell) => !/\s/u.test(cell)),
    length: some.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, some.length),
  }
}
