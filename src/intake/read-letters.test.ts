import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLetters, summaryOf, type ProposedLetter } from '#intake'

const only = (text: string): ProposedLetter => {
  const { letters } = readLetters(text)
  expect(letters).toHaveLength(1)
  const [letter] = letters
  if (letter === undefined) throw new Error('no letter was found')
  return letter
}
const names = (letter: ProposedLetter): readonly string[] => letter.signatories.map(({ name }) => name)

const body = `We write about the plans of Velmora. They were announced in [May](https://example.org/may), and nobody
was asked. We call on Velmora to stop.

We look forward to your answer.`

describe('plain letters', () => {
  test('one letter with hard-wrapped paragraphs and one list', () => {
    const letter = only(
      `Open Letter on Face Scanning\n\n3 May 2021\n\nAda Bell, President\nVelmora Corporation\n410 Harbor Road\n\nDear Ms. Bell:\n\n${body}\n\nSincerely,\n\nAlder Watch\nBrindle Justice Project\nCarrow Fund, Inc.\n\ncc: Jon Reed, Chief Counsel, Velmora Corporation\n`,
    )
    expect(letter).toMatchObject({
      title: 'Open Letter on Face Scanning',
      date: '2021-05-03',
      language: 'en',
      recipient: 'Velmora',
      addressees: [{ name: 'Ada Bell', title: 'President', organization: 'Velmora Corporation' }],
      cc: [{ name: 'Jon Reed', title: 'Chief Counsel', organization: 'Velmora Corporation' }],
      salutation: 'Dear Ms. Bell:',
      closing: 'Sincerely,',
    })
    expect(letter.paragraphs).toEqual([
      {
        text: 'We write about the plans of Velmora. They were announced in May, and nobody was asked. We call on Velmora to stop.',
        links: [{ text: 'May', href: 'https://example.org/may' }],
      },
      { text: 'We look forward to your answer.', links: [] },
    ])
    expect(names(letter)).toEqual(['Alder Watch', 'Brindle Justice Project', 'Carrow Fund, Inc.'])
    expect(letter.warnings).toContain('Not used: “410 Harbor Road”')
  })
  test('a letter without a list, and a list without a letter, say what is missing', () => {
    const alone = only(`Dear Ms. Bell,\n\n${body}\n\nSincerely,\n`)
    expect(alone.signatories).toEqual([])
    expect(alone.warnings.join(' ')).toContain('No list of signatories')
    const list = only('Alder Watch\nBrindle Project\nCarrow Fund\nDunmere Lab\nElders United\n')
    expect(names(list)).toHaveLength(5)
    expect(list.paragraphs).toEqual([])
    expect(list.warnings.join(' ')).toContain('No text of a letter')
  })
  test('a number of signatories that does not add up is said', () => {
    const letter = only(
      `Dear Ms. Bell,\n\nWe, the 12 undersigned organizations, ask you to stop.\n\nSigned,\n\nAlder Watch\nBrindle Project\n`,
    )
    expect(letter.warnings).toContain('The text speaks of 12 signatories; 2 names were found.')
  })
  test('lines that an import does not use are named, or counted where they are many', () => {
    const notes = Array.from(
      { length: 20 },
      (_, at) => `This is note ${at + 1} about how this page was made and by whom.`,
    )
    const letter = only(`Dear Ms. Bell,\n\n${body}\n\nSigned,\n\nAlder Watch\nBrindle Fund\n\n${notes.join('\n\n')}\n`)
    const unused = letter.warnings.filter((warning) => warning.startsWith('Not used'))
    expect(unused[0]).toBe('Not used: “This is note 1 about how this page was made and by whom.”')
    expect(unused.slice(12)).toEqual(['Not used: 8 more lines'])
  })
  test('persons are told from organizations, with post and affiliation', () => {
    const letter = only(
      `Dear Ms. Bell,\n\n${body}\n\nSigned,\n\nAda Bell, Professor of Law, Alder University\nJon Reed, Engineer, Brindle Lab\nDr. Eva Stone\nMira Lund, Carrow Institute\n`,
    )
    expect(letter.signatories.map(({ kind, name, title, affiliation }) => [kind, name, title, affiliation])).toEqual([
      ['person', 'Ada Bell', 'Professor of Law', 'Alder University'],
      ['person', 'Jon Reed', 'Engineer', 'Brindle Lab'],
      ['person', 'Dr. Eva Stone', null, null],
      ['person', 'Mira Lund', null, 'Carrow Institute'],
    ])
  })
  test('bullets and running numbers begin names and are no part of them', () => {
    const letter = only(
      `Dear Ms. Bell,\n\n${body}\n\nSigned,\n\n* Alder Watch\n* Brindle Project for\n  Peace\n* Carrow Fund\n`,
    )
    expect(names(letter)).toEqual(['Alder Watch', 'Brindle Project for Peace', 'Carrow Fund'])
  })
  test('columns over two pages without another list are read down as the alphabet shows', () => {
    const column = (letters: string): string =>
      letters
        .split('')
        .map((letter) => `${letter}lder Watch`)
        .join('\n')
    const letter = only(
      `Dear Ms. Bell,\n\n${body}\n\nSigned,\n\n${['ABCD', 'JKLM', 'EFGH', 'NOPQ'].map(column).join('\n\n')}\n`,
    )
    expect(
      names(letter)
        .map((name) => name.slice(0, 1))
        .join(''),
    ).toBe('ABCDEFGHJKLMNOPQ')
  })
  test('headings over parts of the list become groups', () => {
    const letter = only(
      `Dear Ms. Bell,\n\n${body}\n\nSigned,\n\nNational groups:\nAlder Watch\nBrindle Project\n\nLocal groups:\nCarrow Fund\n`,
    )
    expect(letter.signatories.map(({ name, group }) => [name, group])).toEqual([
      ['Alder Watch', 'National groups'],
      ['Brindle Project', 'National groups'],
      ['Carrow Fund', 'Local groups'],
    ])
  })
  test('a date that can be read in two ways is left open', () => {
    const letter = only(`03/04/2021\n\nDear Ms. Bell,\n\n${body}\n\nSigned,\n\nAlder Watch\n`)
    expect(letter.date).toBeNull()
    expect(letter.warnings.join(' ')).toContain('“03/04/2021”')
  })
  test('dates are read as the languages of letters print them', () => {
    for (const printed of [
      'January 15, 2019',
      'Tuesday, January 15th, 2019',
      '15 January 2019',
      '2019-01-15',
      '15. Januar 2019',
      'Berlin, den 15. Januar 2019',
      '15.01.2019',
      '15 janvier 2019',
      '15 de enero de 2019',
      '01/15/2019',
    ])
      expect([printed, only(`${printed}\n\nDear Ms. Bell,\n\n${body}\n`).date]).toEqual([printed, '2019-01-15'])
  })
})

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Dear Ms. Bell,',
      'Signed,',
      '',
      '',
      'January 15, 2019',
      'cc: x',
      '* a',
      '- ',
      '(',
      ')',
      '[a](#)',
      '[1]: b',
      'We are here. It is so.',
      'Alder Watch',
      'of',
      '1. Alder',
      'To X:',
    ),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  )
  test('never makes the reader or its summary throw, and every doubt is a share', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (lines) => {
        const proposal = readLetters(lines.join('\n'))
        summaryOf(proposal)
        return proposal.letters.every(({ signatories }) => signatories.every(({ doubt }) => doubt >= 0 && doubt <= 1))
      }),
      { numRuns: 300 },
    )
  })
  test('every name and paragraph is made of the words of the file', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (lines) => {
        const letters = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
        const all = letters(lines.join(' '))
        const read = readLetters(lines.join('\n')).letters
        return read.every((letter) =>
          names(letter).every((name) => name.split(' ').every((word) => all.includes(letters(word)))),
        )
      }),
      { numRuns: 200 },
    )
  })
})
