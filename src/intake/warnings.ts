import { fold, wordsFor } from '#kernel'
import type { ProposedLetter } from './proposal.ts'
import { statedCount, type StatedCount } from './stated-count.ts'

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
    ...(stated !== undefined && found > 0 && !agrees(stated, found) ? [say.stated(stated.count, found)] : []),
    ...(doubtful > 0 ? [say.doubtful(doubtful)] : []),
    ...repeated(letter).map(say.repeated),
    ...unsure.slice(0, most).map((text) => say.perhapsOneParagraph(text.slice(-40))),
    ...notUsed(leftOut),
  ]
  return warnings
}

/** "More than 90" agrees with any number above. */
const agrees = ({ count, atLeast }: StatedCount, found: number): boolean =>
  found === count || (atLeast && found > count)

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
