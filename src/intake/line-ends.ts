import { fold } from '#kernel'

/** Words that do not end a name, and with which a name seldom begins; in the languages letters come in. */
const binding = new Set(
  'of for the a an our and & in on to at with by from against without between or und für der des dem zur zum von y e et de la le les los las del du da do dos das di della al au aux para por pour per van het en'.split(
    ' ',
  ),
)

/** Nouns that name a kind of body and need something before them. */
const general = new Set(
  'project committee coalition network foundation association center centre institute fund society alliance union council initiative action campaign group organization organisation federation league program programme chapter trust collective partnership movement network commission board agency service services community communities families workers rights justice education responsibility women peace freedom future law policy research technology'.split(
    ' ',
  ),
)

/** Nouns with which the names of bodies end. */
const bodies = new Set(
  'project committee coalition network foundation association center centre institute fund society alliance union council initiative campaign group organization organisation federation league program programme chapter trust collective partnership commission guild caucus clinic conference college university'.split(
    ' ',
  ),
)

const legalForms =
  /^(?:inc|llc|llp|ltd|limited|gmbh|ag|plc|corp|corporation|co|company|e\.?v|s\.?a|b\.?v|pty)\b\.?,?(?:\s|$)/iu

/** What the words on both sides of a line end say: log-odds that a name ends there, 0 when they say nothing. */
export function wordsSay(line: string, next: string): number {
  const end = endSays(line)
  const start = startSays(next)
  // A name that looks finished still goes on where the next line shows that it does.
  return Math.max(-14, start < -0.5 && end > 0 ? start : end + start)
}

function endSays(line: string): number {
  const last = fold(line.slice(line.lastIndexOf(' ') + 1))
  if (binding.has(last)) return -6
  if (/[,;/\u2013\u2014-]$/u.test(line)) return -9
  // A name that is finished: a closed bracket, a legal form, the kind of body.
  if (/\)$|\b(?:inc|llc|ltd)\.?$/iu.test(line)) return 1.5
  if (bodies.has(last)) return 1.4
  // Adjectives want a noun: "Racial | Justice".
  return /\p{L}{2}(?:al|ous|ible|able|less|ary)$/u.test(last) && last !== 'international' ? -1.2 : 0
}

function startSays(next: string): number {
  const first = firstOf(next)
  if (/^[-\u2013\u2014&,;:/)]/u.test(next) || legalForms.test(next)) return -6
  if (/^\([^)]*\)$/u.test(next)) return -4
  if (next.startsWith('(')) return -2.5
  // A lower-case word begins no name, unless it is written like an address or a brand (xExample, example.org).
  if (/^\p{Ll}/u.test(next)) return binding.has(first) ? -5 : /^\S*[\p{Lu}.\d]/u.test(next) ? 0 : -3
  if (/^\d/u.test(next)) return 1
  // Inside a name the article is seldom capitalized.
  if (/^(?:The|An?) \p{Lu}/u.test(next)) return 1.5
  if (binding.has(first) && first !== 'the' && first !== 'la' && first !== 'le' && first !== 'los') return -1
  if (general.has(first)) return next.includes(' ') ? -0.5 : -2.5
  return 0
}

const firstOf = (line: string): string => fold(line.split(' ', 1)[0] ?? '')

/** What a whole candidate name says of itself: 0 when nothing speaks against it, negative log-odds otherwise. */
export function nameSays(name: string): number {
  let depth = 0
  let unbalanced = false
  for (const letter of name) {
    if (letter === '(' || letter === '[') depth += 1
    if (letter === ')' || letter === ']') depth -= 1
    if (depth < 0) unbalanced = true
  }
  const brackets = unbalanced || depth !== 0 ? -7 : 0
  const quotes = ((name.match(/["\u201C\u201D]/gu)?.length ?? 0) % 2) * -3
  // Long names are rare: of some 60 letters and more, each ten make a name half as likely again.
  return brackets + quotes - Math.max(0, name.length - 60) / 12
}
