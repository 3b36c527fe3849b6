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

type Doubtful = {
  readonly doubt: number
  readonly place: number
  readonly name: string
  readonly between: string
  readonly letters: readonly number[]
}

function doubts(proposal: Proposal, say: Say): readonly string[] {
  const found = doubtful(proposal, say)
  if (found.length === 0) return proposal.letters.some((letter) => letter.signatories.length > 0) ? [say.noDoubts] : []
  const shown = found
    .slice(0, mostDoubts)
    .flatMap(({ doubt, letters, place, name, between }) => [
      `  ${say.doubt(Math.round(doubt * 100), letters, place, name)}`,
      `      ${between}`,
    ])
  return [say.doubts, ...shown, ...(found.length > mostDoubts ? [`  ${say.more(found.length - mostDoubts)}`] : [])]
}

/** Doubtful names, the most doubtful first; the same name at the same place of several letters is one question. */
function doubtful({ letters }: Proposal, say: Say): readonly Doubtful[] {
  const found = new Map<string, Doubtful>()
  for (const [at, { signatories }] of letters.entries()) {
    for (const [index, { name, doubt }] of signatories.entries()) {
      if (doubt < worthALook) continue
      const between = say.between(signatories[index - 1]?.name ?? say.start, signatories[index + 1]?.name ?? say.end)
      const same = found.get(`${name}\n${between}`)
      const asked = { doubt: Math.max(doubt, same?.doubt ?? 0), place: same?.place ?? index + 1, name, between }
      found.set(`${name}\n${between}`, { ...asked, letters: [...(same?.letters ?? []), at + 1] })
    }
  }
  return [...found.values()].sort((a, b) => b.doubt - a.doubt || a.place - b.place)
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
