import { expect, test } from 'vitest'
import { parsePartialDate, type Block, type EditionText } from '#kernel'
import { wholeBlocks, type ComparedEdition } from '#letters'
import { versionsPaper } from '#publication'
import { sheetOf } from '../../test/kit/sheets.ts'

const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] })
const { text } = sheetOf(1)
const version = (changes: Partial<EditionText>): ComparedEdition => ({
  label: 'one',
  language: 'en',
  blocks: wholeBlocks({ ...text, ...changes }),
})

const day = parsePartialDate('2032-01-15')
function told(before: Partial<EditionText>, now: Partial<EditionText>) {
  if (day === undefined) throw new Error('no day')
  return versionsPaper({
    letter: { title: 'Light the lamps' },
    recipientName: 'Halden',
    before: { said: 'version 1', text: version(before) },
    now: { said: 'version 2', text: version(now) },
    ...{ day, paper: 'a4', reader: 'en' },
  })
}
const runsOf = (sheet: ReturnType<typeof told>, kind: 'inserted' | 'deleted') =>
  sheet.passages.flatMap(({ wordings }) =>
    wordings.flatMap(({ paragraphs }) =>
      paragraphs.flat().flatMap((run) => (run.kind === kind ? [run.text.trim()] : [])),
    ),
  )

const lamps = paragraph('We ask the county to light the lamps.')
const roads = paragraph('We ask the county to mend the roads by the river before spring.')

test('two versions on paper are the later text with every word that came and every word that went', () => {
  const sheet = told(
    { blocks: [lamps, paragraph('Nobody walks there at night any more.')] },
    { blocks: [paragraph('We ask the city to light the lamps.'), roads] },
  )
  expect(runsOf(sheet, 'inserted')).toEqual(['city', 'We ask the county to mend the roads by the river before spring.'])
  expect(runsOf(sheet, 'deleted')).toEqual(['county', 'Nobody walks there at night any more.'])
  expect(sheet.lead).toContain('1 sentence in other words, 1 new, 1 gone.')
})

test('a paragraph with a change is told apart from one without, and the whole text is there', () => {
  const sheet = told(
    { blocks: [lamps, roads] },
    { blocks: [lamps, paragraph('We ask the county to mend the roads by the river before winter.')] },
  )
  const kinds = sheet.passages.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(1)
  expect(JSON.stringify(sheet.passages)).toContain('light the lamps.')
})

test('what stands around the paragraphs is compared, too: whom it greets, whom it goes to, its date', () => {
  const sheet = told({ salutation: 'Dear Ms. Vale,' }, { salutation: 'Dear Mr. Oke,' })
  expect(runsOf(sheet, 'inserted').join(' ')).toContain('Oke')
  expect(told({}, {}).lead).toContain('The two texts say the same.')
})
