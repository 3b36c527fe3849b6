import { describe, expect, test } from 'vitest'
import { joinNames } from './join-names.ts'
import { nameSays, wordsSay } from './line-ends.ts'
import { columnWidth } from './line-widths.ts'
import { wordsOfList } from './list-words.ts'
import { readingOrder, referenceOf } from './reading-order.ts'
import { joinLines, spellingOf } from './spelling.ts'
import { linesOfText } from './source-text.ts'
import type { PrintedList } from './witnesses.ts'

const list = (text: string): PrintedList => {
  const lines = text.split('\n')
  return { lines, words: wordsOfList(lines), items: undefined }
}
const spelling = spellingOf(linesOfText(''))
const joined = (text: string, ...others: readonly string[]): readonly string[] =>
  joinNames(list(text), others.map(list), spelling).map(({ name }) => name)

describe('witnesses of where a name ends', () => {
  test('another list that prints the words on one line proves a wrap', () => {
    expect(joined('Alder\nWatch\nBrindle\nLab', 'Alder Watch\nBrindle Lab')).toEqual(['Alder Watch', 'Brindle Lab'])
  })
  test('a list in which both lines are names of their own keeps them apart, though one is the start of the other', () => {
    expect(
      joined('Harbor Watch\nHarbor Watch North\nPlover', 'Harbor Watch\nHarbor Watch North\nPlover and a longer line'),
    ).toEqual(['Harbor Watch', 'Harbor Watch North', 'Plover'])
  })
  test('an acronym that only one list adds does not pair with the next name', () => {
    expect(
      joined('Alder Civic Union\nACU Foundation of\nMorrow', 'Alder Civic Union (ACU)\nACU Foundation of Morrow'),
    ).toEqual(['Alder Civic Union', 'ACU Foundation of Morrow'])
  })
  test('a bracket left open goes on, even where both lists break', () => {
    const names = joined(
      'KITE (Alder Communities Organized for\nShared Growth)\nLumen',
      'KITE (Alder Communities Organized for\nShared Growth)\nLumen ',
    )
    expect(names).toEqual(['KITE (Alder Communities Organized for Shared Growth)', 'Lumen'])
    expect(nameSays('Alder (North')).toBeLessThan(-5)
  })
  test('words that bind, commas and legal forms speak against a name ending there', () => {
    for (const [line, next] of [
      ['Center for', 'Peace'],
      ['Alder', 'of Morrow'],
      ['Alder Fund,', 'Inc.'],
      ['Alder -', 'North'],
      ['Alder', '& Sons'],
    ] as const)
      expect(wordsSay(line, next)).toBeLessThan(-4)
    expect(wordsSay('Alder Project', 'Brindle Lab')).toBeGreaterThan(0)
  })
  test('room for the next word on a line shows that the line was ended on purpose', () => {
    const width = columnWidth(['Alder Justice Project', 'Brindle'], [])
    expect(width.room('Brindle', 'Lab')).toBeGreaterThan(0)
    expect(width.room('Alder Justice Project', 'Lab')).toBeLessThan(0)
    expect(columnWidth(['Alder Justice', 'AlderJusticeProject.example'], []).room('Alder', 'Justice')).toBe(0)
  })
  test('a doubt is stated where nothing decides, and none where every witness agrees', () => {
    const printed = 'Alder Watch\nBrindle Lab\nCoalition of the\nNorthern Counties'
    const sure = joinNames(
      list(printed),
      [list('Alder Watch\nBrindle Lab\nCoalition of the Northern Counties')],
      spelling,
    )
    expect(sure.every(({ doubt }) => doubt < 0.2)).toBe(true)
    const open = joinNames(list('Alder Watchmen North\nPlover'), [], spelling)
    expect(open.some(({ doubt }) => doubt > 0.1)).toBe(true)
  })
})

test('columns that break over pages are put into the order of the list beside the letter, glued or not', () => {
  const names = 'ABCDEFGHIJKL'.split('').map((letter) => `${letter}lder ${letter}rindle Justice ${letter}arrow Fund`)
  const wrapped = names.map((name) => [name.slice(0, 13), name.slice(14)])
  const columns = [0, 6, 3, 9].map((from) => [from, from + 1, from + 2])
  const printed = columns.flatMap((column) => column.flatMap((at) => wrapped[at] ?? []))
  for (const blocks of [new Set([0, 6, 12, 18]), new Set([0])]) {
    const order = readingOrder(wordsOfList(printed), blocks, referenceOf(wordsOfList(names)), printed.length)
    expect(order.flatMap(({ from, to }) => printed.slice(from, to))).toEqual(wrapped.flat())
  }
})

test('a hyphen at a line end is kept, dropped or followed by a space as the file shows elsewhere', () => {
  const shown = spellingOf(linesOfText('The communities met.\nNorth-South Fund\nAlder- Brindle Caucus'))
  expect(joinLines('our commu-', 'nities', shown)).toBe('our communities')
  expect(joinLines('North-', 'South Fund', shown)).toBe('North-South Fund')
  expect(joinLines('Alder-', 'Brindle Caucus', shown)).toBe('Alder- Brindle Caucus')
})
