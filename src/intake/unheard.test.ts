import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLetters } from '#intake'
import { unheardLines } from './unheard.ts'

const letter = [
  'January 15, 2029',
  'Imre Castellan\nChief Executive Officer\nVerrolane, Inc.',
  'Dear Mr. Castellan,',
  'We write to ask that you stop selling scores about tenants. Nobody can correct what nobody may see.',
  'We look forward to your written response to this letter.',
  'Signed,',
  'Harbor Tenants Union\nLantern Legal Aid\nMeadow Street Neighbors\nQuiet Nights Network\nRiverbank Workers Alliance',
]

const saysOrKeeps = (proposal: ReturnType<typeof readLetters>, words: readonly string[]): boolean => {
  const text = JSON.stringify(proposal).toLowerCase()
  return words.every((word) => text.includes(word.toLowerCase()))
}

test('a letter whose every line was used says of no line that it was not', () => {
  const warnings = readLetters(letter.join('\n\n')).letters.flatMap((one) => one.warnings)
  expect(warnings.filter((one) => one.startsWith('Not used'))).toEqual([])
})

test.each([
  ['a heading without names under it', 'Nationwide groups:'],
  ['a closing before the salutation', 'Respectfully submitted,'],
  [
    'a block that is no part of a letter',
    'Fax cover sheet\nPage one of nine\nFrom the front desk\nRoom 14b\nFile 2209\nOperator: Odalys',
  ],
])('%s is used or named, wherever it stands', (_what, block) => {
  for (let at = 0; at <= letter.length; at += 1) {
    const text = [...letter.slice(0, at), block, ...letter.slice(at)].join('\n\n')
    expect([at, saysOrKeeps(readLetters(text), block.match(/\p{L}+/gu) ?? [])]).toEqual([at, true])
  }
})

test('no line of a file is lost silently, whatever stands in it', () => {
  const word = fc.constantFrom('oak', 'river', 'Signed,', 'Dear', 'to', '2029', 'the', 'union', 'Lantern:', 'of', 'cc')
  const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.constant('')), { maxLength: 30 }), (lines) => {
      // A word of its own in every line: where it is gone, the line is.
      const marked = lines.map((one, index) =>
        one === '' ? '' : `${one} zz${index}qq of the river yy${index}qq and more words`,
      )
      const proposal = readLetters(marked.join('\n'))
      const lost = marked.flatMap((one, index) => (one === '' || saysOrKeeps(proposal, [`zz${index}qq`]) ? [] : [one]))
      const named = proposal.letters.some(({ warnings }) => warnings.some((warning) => /more/.test(warning)))
      return lost.length === 0 || named
    }),
    { numRuns: 300 },
  )
})

test('a line nearly equal to a line that is kept is told, a running number alone is not', () => {
  const lines = ['Room 12 of the river house, and more words', 'Room 13 of the river house, and more words']
  const [first] = readLetters(letter.join('\n\n')).letters
  if (first === undefined) throw new Error('no letter was found')
  expect(unheardLines(lines, [first], [lines[0] ?? ''])).toEqual([lines[1]])
  expect(unheardLines(['12. Harbor Tenants Union'], [first], [])).toEqual([])
})
