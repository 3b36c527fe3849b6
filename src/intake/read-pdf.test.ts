import { describe, expect, test } from 'vitest'
import { down, writePdf, type PlacedText } from '../../test/kit/pdf-writer.ts'
import { readSource } from './read-letters.ts'
import { readPdf } from './read-pdf.ts'

const body = [
  'We write to you on behalf of those who walk home at night through streets that your',
  'company has filled with cameras. We ask that you take them down, and that you say in',
  'public on what day each of them was taken down and what was done with its recordings.',
]
const opening: readonly PlacedText[] = [
  { text: 'March 3, 2031', x: 72, y: 72 },
  { text: 'Dear Ms. Osterholm,', x: 72, y: 110 },
  ...down(body, { x: 72, y: 140 }),
  { text: 'Sincerely,', x: 72, y: 210 },
]
const names = [
  'Alder Fund',
  'Brightwater Tenants',
  'Cooperative of Night Workers',
  'Dunmore Library',
  'Eastgate Legal Aid',
  'Fernhill Neighbors',
  'Greywater Union',
  'Hollin Women',
]

async function letterIn(pages: readonly (readonly PlacedText[])[]) {
  const read = await readPdf(writePdf(pages))
  if (read.kind !== 'text') throw new Error(read.sentence)
  const [letter] = readSource(read.source).letters
  if (letter === undefined) throw new Error('no letter was read')
  return letter
}

const namesOf = async (pages: readonly (readonly PlacedText[])[]): Promise<readonly string[]> =>
  (await letterIn(pages)).signatories.map(({ name }) => name)

describe('a letter printed as a PDF', () => {
  test('is read with its date, salutation, paragraph and closing', async () => {
    const letter = await letterIn([[...opening, ...down(names, { x: 72, y: 240 })]])
    expect(letter).toMatchObject({ date: '2031-03-03', salutation: 'Dear Ms. Osterholm,', closing: 'Sincerely,' })
    expect(letter.paragraphs.map(({ text }) => text)).toEqual([body.join(' ')])
    expect(letter.signatories.map(({ name }) => name)).toEqual(names)
  })

  test('gives the names of columns one column after the other, also where the file writes them row by row', async () => {
    const rows = names.slice(0, 4).flatMap((name, at) => [
      { text: name, x: 72, y: 240 + at * 14 },
      { text: names[at + 4] ?? '', x: 320, y: 240 + at * 14 },
    ])
    expect(await namesOf([[...opening, ...rows]])).toEqual(names)
  })

  test('joins a name that hangs on the line above it', async () => {
    const list = [
      { text: 'Alder Fund', x: 72, y: 240 },
      { text: 'Brightwater Coalition against', x: 72, y: 254 },
      { text: 'Surveillance', x: 84, y: 268 },
      ...down(names.slice(2), { x: 72, y: 282 }),
    ]
    expect(await namesOf([[...opening, ...list]])).toEqual([
      'Alder Fund',
      'Brightwater Coalition against Surveillance',
      ...names.slice(2),
    ])
  })

  test('tells names in bold from the titles that follow them on the same line', async () => {
    const people = ['Ada Bell', 'Ben Cole', 'Cara Dunn', 'Dan Eide', 'Eva Falk']
    const list = people.flatMap((name, at): readonly PlacedText[] => [
      { text: name, x: 72, y: 240 + at * 16, face: 'bold' },
      { text: `Archivist of shelf ${at}`, x: 74 + name.length * 6, y: 240 + at * 16 },
    ])
    expect(await namesOf([[...opening, ...list]])).toEqual(people)
  })

  test('tells names from titles that are printed below them in italics', async () => {
    const people = ['Ada Bell', 'Ben Cole', 'Cara Dunn', 'Dan Eide', 'Eva Falk']
    const list = people.flatMap((name, at): readonly PlacedText[] => [
      { text: name, x: 72, y: 240 + at * 28 },
      { text: `Archivist of shelf ${at}`, x: 72, y: 254 + at * 28, face: 'italic' },
    ])
    expect(await namesOf([[...opening, ...list]])).toEqual(people)
  })

  test('leaves running heads, page numbers and notes out of a list that goes on over the page', async () => {
    const first = [
      ...opening.map((one) => (one.text === body[2] ? { ...one } : one)),
      { text: '1', x: 530, y: 164, size: 6 },
      ...down(names.slice(0, 4), { x: 72, y: 240 }),
      { text: '1', x: 72, y: 698, size: 6 },
      { text: 'See the report of the council, page 4.', x: 78, y: 702, size: 8 },
      { text: 'Page 1 of 2', x: 280, y: 750 },
    ]
    const second = [
      { text: 'Letter to Ms. Osterholm', x: 72, y: 40 },
      ...down(names.slice(4), { x: 72, y: 90 }),
      { text: 'Page 2 of 2', x: 280, y: 750 },
    ]
    const third = [
      { text: 'Letter to Ms. Osterholm', x: 72, y: 40 },
      ...down(['Inland Clinic'], { x: 72, y: 90 }),
      { text: 'Page 3 of 2', x: 280, y: 750 },
    ]
    expect(await namesOf([first, second, third])).toEqual([...names, 'Inland Clinic'])
  })

  test('reads a list in the margin as the letterhead and the text beside it whole', async () => {
    const text = [...opening.map((one) => ({ ...one, x: 240, size: 9 }))]
    const letter = await letterIn([
      [...down(names, { x: 40, y: 72, size: 8 }), ...text, ...down(names, { x: 240, y: 240, size: 9 })],
    ])
    expect(letter.paragraphs.map((one) => one.text)).toEqual([body.join(' ')])
    expect(letter.signatories.map(({ name }) => name)).toEqual(names)
  })

  test('puts names under the bold headings of their groups', async () => {
    const letter = await letterIn([
      [
        ...opening,
        { text: 'Supporting bodies', x: 72, y: 250, face: 'bold' },
        ...down(names.slice(0, 4), { x: 72, y: 280 }),
        { text: 'Bodies abroad', x: 72, y: 360, face: 'bold' },
        ...down(names.slice(4), { x: 72, y: 390 }),
      ],
    ])
    expect(letter.signatories.map(({ name, group }) => [name, group])).toEqual(
      names.map((name, at) => [name, at < 4 ? 'Supporting bodies' : 'Bodies abroad']),
    )
  })
})

describe('what is no readable PDF', () => {
  test('a scan without text says so', async () => {
    expect(await readPdf(writePdf([[]]))).toMatchObject({
      kind: 'unreadable',
      sentence: expect.stringContaining('no text'),
    })
  })

  test('a damaged file says so, and nothing is thrown', async () => {
    const broken = new TextEncoder().encode('%PDF-1.7\nnothing of a PDF follows')
    expect(await readPdf(broken)).toMatchObject({ kind: 'unreadable' })
  })
})
