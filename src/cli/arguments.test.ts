import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

const shapes = { reason: { type: 'string' }, yes: { type: 'boolean' } } as const

test.each([
  [['--because', 'x'], 'There is no option --because; --help says which there are.'],
  [['-x'], 'There is no option -x; --help says which there are.'],
  [['--reason'], '--reason needs a value.'],
  [['--reason', '--yes'], '--reason needs a value; one that begins with “-” is written --reason=….'],
  [['--yes=1'], '--yes takes no value.'],
])('%j is answered with one plain sentence', (args, sentence) => {
  expect(readArguments(args, shapes)).toEqual({ kind: 'wrong', sentence })
})

test('words, values and flags are told apart', () => {
  const read = readArguments(['stairs', '--reason=-1', '--yes', 'more'], shapes)
  expect(read).toEqual({
    kind: 'read',
    flags: new Set(['yes']),
    texts: new Map([['reason', '-1']]),
    words: ['stairs', 'more'],
  })
})
