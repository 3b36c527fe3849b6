import { fold, wordsFor } from '#kernel'
import type { ProposedLetter } from './proposal.ts'

/** What the readers of the parts could not use or decide. */
export type Doubts = {
  readonly ambiguous: readonly string[]
  readonly leftOut: readonly string[]
  readonly unsure: readonly string[]
}

/** No more than this many warnings of one kind; the rest would hide the others. */
const most = 12

/** Sentences for the person who decides: what is missing, doubtful or does not add up. */
export function warningsOf(
  letter: Omit<ProposedLetter, 'warnings'>,
  { ambiguous, leftOut, unsure }: Doubts,
): readonly string[] {
  const say = wordsFor('en').intake.warning
  const isLetter = letter.paragraphs.length > 0
  const found = letter.signatories.length
  const stated = statedCount(letter.paragraphs.map((paragraph) => paragraph.text).join('\n'))
  const doubtful = letter.signatories.filter((one) => one.doubt >= 0.1).length
  const warnings = [
    ...(letter.date === null && ambiguous.length === 0 ? [say.noDate] : []),
    ...(letter.date === null ? ambiguous.map(say.ambiguousDate) : []),
    ...(isLetter && letter.salutation === null ? [say.noSalutation] : []),
    ...(isLetter && letter.recipient === null ? [say.noRecipient] : []),
    ...(isLetter && letter.closing === null ? [say.noClosing] : []),
    ...(isLetter ? [] : [say.noParagraphs]),
    ...(found === 0 ? [say.noList] : []),
    ...(stated !== undefined && found > 0 && stated !== found ? [say.stated(stated, found)] : []),
    ...(doubtful > 0 ? [say.doubtful(doubtful)] : []),
    ...repeated(letter).map(say.repeated),
    ...unsure.slice(0, most).map((text) => say.perhapsOneParagraph(text.slice(-40))),
    ...notUsed(leftOut),
  ]
  return warnings
}

/** Says which lines were not used: the first few by their words, the rest by their number. */
export function notUsed(lines: readonly string[]): readonly string[] {
  const say = wordsFor('en').intake.warning
  return [
    ...lines.slice(0, most).map((line) => say.leftOut(line.slice(0, 80))),
    ...(lines.length > most ? [say.moreLeftOut(lines.length - most)] : []),
  ]
}

function repeated(letter: Pick<ProposedLetter, 'signatories'>): readonly string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { name } of letter.signatories) {
    if (seen.has(fold(name))) twice.add(name)
    seen.add(fold(name))
  }
  return [...twice].slice(0, most)
}

/** A number of signatories the text names: "we, the 90 undersigned organizations", "a coalition of 90 groups". */
function statedCount(text: string): number | undefined {
  const number = '(\\d{1,3}(?:,\\d{3})+|\\d{1,6})'
  const bodies = '(?:[\\p{L}-]+\\s+){0,4}(?:organi[sz]ations|groups|signatories|signers|associations|companies)'
  const before = new RegExp(
    `\\b(?:undersigned|coalition of|behalf of|we(?:, the)?)\\s+(?:the\\s+|more than\\s+)?(?:undersigned\\s+)?${number}\\s+${bodies}`,
    'iu',
  )
  const after = new RegExp(`\\b${number}\\s+(?:undersigned|signing|signatory)\\s+${bodies}`, 'iu')
  const match = before.exec(text) ?? after.exec(text)
  return match?.[1] === undefined ? undefined : Number(match[1].replaceAll(',', ''))
}
