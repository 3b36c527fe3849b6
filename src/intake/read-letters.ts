import { readAddressees, readCopies, type FoundAddressees } from './addressees.ts'
import { blocksOf, type Block } from './blocks.ts'
import { calledOn } from './called-on.ts'
import { dateOfData, findDate, monthNames, type MonthNames } from './find-date.ts'
import { greetedBy } from './greeted.ts'
import { languageOf } from './language.ts'
import { listReader, listsOf, type LetterLists, type ListReader } from './letter-lists.ts'
import { saysLetter } from './head-words.ts'
import { lettersOf, type LetterParts } from './letter-parts.ts'
import { readParagraphs, type FoundParagraphs } from './paragraphs.ts'
import { findPassages } from './passages.ts'
import { markedList } from './marked-cards.ts'
import type { Proposal, ProposedAddressee, ProposedLetter, ProposedParagraph, ProposedSignatory } from './proposal.ts'
import { recipientOf } from './recipient.ts'
import { signatoriesOf } from './signatories.ts'
import { spellingOf } from './spelling.ts'
import { linesOfText, type SourceAbout, type SourceText } from './source-text.ts'
import { unheardLines } from './unheard.ts'
import { notUsed, warningsOf } from './warnings.ts'
import { withoutMarks } from './markers.ts'

/**
 * Reads letters from plain text: several letters in one file, letterhead columns that run into paragraphs, wrapped
 * names, columns over page breaks. Proposes only; what the text does not say is `null` and has a warning. Never throws.
 */
export function readLetters(text: string): Proposal {
  return readSource(linesOfText(text))
}

/**
 * The shared model behind every format: lines in, proposal out. Readers of formats call it with what they know of each
 * line; a format that knows nothing hands in bare lines. Never throws.
 */
export function readSource(whole: SourceText): Proposal {
  const months = monthNames()
  const marked = markedList(whole)
  const rest = marked === undefined ? undefined : lettersOf(blocksOf(marked.rest, months))
  // With several letters in one file it is not said whose list is marked: then it is read like any other.
  const signatories = rest?.length === 1 ? marked?.signatories : undefined
  const source = signatories === undefined || marked === undefined ? whole : marked.rest
  const parts = signatories === undefined || rest === undefined ? lettersOf(blocksOf(whole, months)) : rest
  const lists = listsOf(parts)
  const known = spellingOf(source)
  const reader = listReader(lists, known)
  const bodies = readParagraphs(
    parts.map((letter) => letter.body),
    known,
  )
  const letters = parts.map((letter, at) =>
    letterOf(letter, bodies[at] ?? { paragraphs: [], unsure: [] }, {
      about: parts.length === 1 ? source.about : undefined,
      mine: lists[at],
      reader,
      months,
      signatories,
    }),
  )
  const elsewhere = [
    ...parts.flatMap(({ dates, copies, leftOut, signatures }) => [
      ...signatures.filter(({ kind }) => kind === 'closing').flatMap(textOfBlock),
      ...dates.filter((line) => line.length <= longestDate),
      ...[...copies, ...leftOut].flatMap(textOfBlock),
    ]),
  ]
  const lines = source.lines.map(({ text }) => text)
  return { letters: withUnheard(letters, unheardLines(lines, letters, elsewhere)), passages: findPassages(letters) }
}

// A date with the place it was written at; a longer line holds more than a date.
const longestDate = 32

const textOfBlock = (block: Block): readonly string[] => block.lines.map((line) => line.text)

/** The last letter tells of lines that no part of any letter took up. */
function withUnheard(letters: readonly ProposedLetter[], lines: readonly string[]): readonly ProposedLetter[] {
  const last = letters.at(-1)
  if (!last || lines.length === 0) return letters
  const leftOut = [...(last.leftOut ?? []), ...lines]
  return [...letters.slice(0, -1), { ...last, warnings: [...last.warnings, ...notUsed(lines)], leftOut }]
}

/** What the file calls itself where that says "letter", else the heading above the letter. */
function titleOf(printed: string | null, about: string | undefined): string | null {
  if (about === undefined || about === printed) return printed ?? about ?? null
  return printed !== null && (saysLetter(printed) || !saysLetter(about)) ? printed : about
}

type Named = {
  readonly salutation: string | null
  readonly titles: readonly (string | null | undefined)[]
  readonly paragraphs: readonly ProposedParagraph[]
}

/** Those at the head of the letter; where nobody stands there, those it greets; else whom it calls on. */
function addresseesOf(parts: LetterParts, { salutation, titles, paragraphs }: Named): FoundAddressees {
  const head = readAddressees(parts.addressees, parts.salutation)
  const greeted = greetedBy(salutation)
  // An address says where the mail of a body goes; its greeting says to whom in it.
  const isNamed = head.addressees.some(({ name, title }) => name !== null || title !== null)
  if (head.addressees.length > 0 && (isNamed || !greeted.every(isMembers) || greeted.length === 0)) return head
  if (greeted.length > 0)
    return {
      addressees: greeted,
      unused: [...head.unused, ...head.addressees.flatMap(({ organization }) => organization ?? [])],
    }
  const texts = paragraphs.map(({ text }) => text)
  return { ...head, addressees: calledOn({ titles: titles.flatMap((one) => one ?? []), paragraphs: texts }) }
}

const isMembers = ({ organization }: ProposedAddressee): boolean => /^members? of\b/iu.test(organization ?? '')

type Context = {
  readonly about: SourceAbout | undefined
  readonly mine: LetterLists | undefined
  readonly reader: ListReader
  readonly months: MonthNames
  /** The signatories that the source itself marks. */
  readonly signatories: readonly ProposedSignatory[] | undefined
}

function letterOf(
  parts: LetterParts,
  { paragraphs, unsure }: FoundParagraphs,
  { about, mine, reader, months, signatories }: Context,
): ProposedLetter {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n')
  const salutation = parts.salutation === null ? null : withoutMarks(parts.salutation)
  const title = titleOf(parts.title, about?.title)
  const { addressees, unused } = addresseesOf(parts, {
    salutation,
    titles: [title, parts.title, about?.title],
    paragraphs,
  })
  const found = parts.dates.flatMap((line) => findDate(line, months) ?? [])
  const printed = signatoriesOf(mine === undefined ? [] : reader.namesOf(mine), text)
  const letter = {
    title,
    date: found.find((one) => one.kind === 'date')?.date ?? dateOfData(about?.date ?? '', months) ?? null,
    language: languageOf(text),
    recipient: recipientOf(addressees, salutation, text),
    addressees,
    cc: readCopies(parts.copies),
    salutation,
    paragraphs,
    closing: parts.closing,
    signatories: signatories ?? printed,
  }
  const ambiguous = found.flatMap((one) => (one.kind === 'ambiguous' ? [one.printed] : []))
  // Beside a list that is marked, what looks like names is no list.
  const beside = signatories === undefined ? [] : printed.map(({ name }) => name)
  const leftOut = [...unused, ...beside, ...parts.leftOut.flatMap((block) => block.lines.map((line) => line.text))]
  const warnings = warningsOf(letter, { ambiguous, leftOut, unsure })
  return { ...letter, warnings, ...(leftOut.length > 0 && { leftOut }) }
}
