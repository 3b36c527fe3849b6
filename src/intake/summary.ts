import { wordsFor, type Words } from '#kernel'
import type { Proposal, ProposedLetter } from './proposal.ts'

type Say = Words['intake']['summary']

/** Names with less doubt than this are not worth a person's time. */
const worthALook = 0.1
/** Doubtful names shown; more would not be read. */
const mostDoubts = 30

/**
 * A proposal as plain text for a terminal, for the person who then accepts it or not: doubtful names first, then each
 * letter with what was found and what is missing. Holds no control characters, whatever the file held.
 */
export function summaryOf(proposal: Proposal): string {
  const say = wordsFor('en').intake.summary
  const lines = [
    say.letters(proposal.letters.length),
    '',
    ...doubts(proposal, say),
    ...proposal.letters.flatMap((letter, at) => ['', ...letterLines(letter, at + 1, say)]),
    ...(proposal.passages.length > 0 ? ['', passages(proposal, say)] : []),
  ]
  return lines.map((line) => line.replace(/\p{Cc}/gu, ' ').trimEnd()).join('\n') + '\n'
}

function doubts({ letters }: Proposal, say: Say): readonly string[] {
  const found = letters.flatMap((letter, at) =>
    letter.signatories.flatMap((one, place) => (one.doubt < worthALook ? [] : [{ letter, at, place, one }])),
  )
  if (found.length === 0) return letters.some((letter) => letter.signatories.length > 0) ? [say.noDoubts] : []
  found.sort((a, b) => b.one.doubt - a.one.doubt || a.at - b.at || a.place - b.place)
  const shown = found
    .slice(0, mostDoubts)
    .flatMap(({ letter, at, place, one }) => [
      `  ${say.doubt(Math.round(one.doubt * 100), at + 1, place + 1, one.name)}`,
      `      ${say.between(letter.signatories[place - 1]?.name ?? say.start, letter.signatories[place + 1]?.name ?? say.end)}`,
    ])
  return [say.doubts, ...shown, ...(found.length > mostDoubts ? [`  ${say.more(found.length - mostDoubts)}`] : [])]
}

function letterLines(letter: ProposedLetter, number: number, say: Say): readonly string[] {
  const row = (name: string, value: string): string => `  ${`${name}:`.padEnd(14)}${value}`
  const people = letter.addressees.map((one) =>
    [one.name, one.title, one.organization].filter((part) => part !== null).join(', '),
  )
  const copies = letter.cc.map((one) =>
    [one.name, one.title, one.organization].filter((part) => part !== null).join(', '),
  )
  return [
    say.letter(number, letter.recipient ?? say.unknownRecipient),
    ...(letter.title === null ? [] : [row(say.title, letter.title)]),
    row(say.date, letter.date ?? say.none),
    row(say.language, letter.language),
    ...people.map((person) => row(say.addressees, person)),
    ...copies.map((person) => row(say.copies, person)),
    row(say.salutation, letter.salutation ?? say.none),
    row(say.text, textCount(letter, say)),
    row(say.closing, letter.closing ?? say.none),
    row(say.signatories, signatoryCount(letter, say)),
    ...letter.warnings.map((warning) => row(say.look, warning)),
  ]
}

function textCount({ paragraphs }: ProposedLetter, say: Say): string {
  const links = paragraphs.flatMap((paragraph) => paragraph.links)
  return say.paragraphs(paragraphs.length, links.length, links.filter((link) => link.href === null).length)
}

function signatoryCount({ signatories }: ProposedLetter, say: Say): string {
  const persons = signatories.filter((one) => one.kind === 'person').length
  const counted = say.signatoryCount(signatories.length - persons, persons)
  const [first, last] = [signatories[0], signatories.at(-1)]
  return first === undefined || last === undefined ? counted : `${counted}: ${say.firstAndLast(first.name, last.name)}`
}

function passages({ passages: all }: Proposal, say: Say): string {
  const count = (kind: string): number => all.filter((passage) => passage.kind === kind).length
  return say.passages(count('shared'), count('varied'), count('tailored'))
}
