import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '#cli'
import { corpusBytes, corpusIsHere } from '../../test/kit/corpus.ts'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleFolder } from '../../test/kit/example.ts'
import { plantTree } from '../../test/kit/tree.ts'

const database = await testDatabase()

async function linted(file: string) {
  const { means, printed, said } = meansOn(database)
  const code = await runCommand(['lint', file], means)
  const text = printed.join('')
  return { code, said, headings: text.split('\n').filter((line) => /^\S.*\(\d+\)$/.test(line)), text }
}

const headings = [
  'Spelled unlike (4)',
  'Out of order (2)',
  'Dashes and spaces that do not agree within a list (2)',
  'Alike, but not the same: do not merge (10)',
]

test('the lists of the example are read from its file, each as it is spelled, and every slip planted in them is found', async () => {
  const found = await linted(join(exampleFolder, 'letters.txt'))
  expect(found.code).toBe(0)
  expect(found.headings).toEqual(headings)
})

test.runIf(corpusIsHere)(
  'on the real letters exactly 4 spellings, 2 order slips, 2 inconsistencies and 10 groups of look-alikes',
  async () => {
    const file = join(
      plantTree({ 'letters.txt': corpusBytes('letters/coalition-2019/letters.txt').toString('utf8') }),
      'letters.txt',
    )
    const found = await linted(file)
    expect(found.headings).toEqual(headings)
    expect(found.text).toContain('letter 3, letterhead')
  },
)

test('what is no file, or too large, is refused before it is read', async () => {
  const folder = plantTree({ 'large.txt': '' })
  truncateSync(join(folder, 'large.txt'), 100_000_000)
  for (const [path, part] of [
    ['/dev/zero', '/dev/zero is not a file.'],
    [folder, 'is not a file.'],
    [join(folder, 'none.txt'), 'There is no file'],
    [join(folder, 'large.txt'), '20 MB'],
  ] as const) {
    const { code, said, text } = await linted(path)
    expect([code, text]).toEqual([2, ''])
    expect(said.join('\n')).toContain(part)
  }
})

test('a file without a list is said to have none', async () => {
  const found = await linted(
    join(
      plantTree({
        'note.txt':
          'Dear all,\n\nWe write to say that nothing has changed since last year, and that we are still here.\n',
      }),
      'note.txt',
    ),
  )
  expect(found.code).toBe(2)
  expect(found.said).toEqual(['There is no list of names in this file.'])
})
