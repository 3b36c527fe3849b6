import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyFor, parseSource, structureOf } from '#letters'
import { hostileText } from '../../test/kit/hostile-text.ts'

const recipients = [
  { slug: 'halden', name: 'Halden' },
  { slug: 'oskerra', name: 'Oskerra' },
]

test('a writer sees which passages all read, which vary, and which are for some, each with its line', () => {
  const source = `We write to you at 10:30.

You run :vary[the trains]{oskerra="the trams"}.

:::only{for=halden}
:demand[Stop **now**.]{#stop} See [the map](https://maps.example/a).
:::
`
  const { passages, demands, citations, warnings } = structureOf(source, recipients)
  expect(passages).toEqual([
    {
      ...{ kind: 'shared', block: 'paragraph', line: 1, recipients: ['halden', 'oskerra'] },
      readings: [{ recipients: ['halden', 'oskerra'], text: 'We write to you at 10:30.' }],
    },
    {
      ...{ kind: 'varied', block: 'paragraph', line: 3, recipients: ['halden', 'oskerra'] },
      readings: [
        { recipients: ['halden'], text: 'You run the trains.' },
        { recipients: ['oskerra'], text: 'You run the trams.' },
      ],
    },
    {
      ...{ kind: 'tailored', block: 'paragraph', line: 6, recipients: ['halden'] },
      readings: [{ recipients: ['halden'], text: 'Stop now. See the map.' }],
    },
  ])
  expect(demands).toEqual([{ id: 'stop', line: 6, readings: [{ recipients: ['halden'], text: 'Stop now.' }] }])
  expect(citations).toEqual([{ text: 'the map', href: 'https://maps.example/a', line: 6, recipients: ['halden'] }])
  expect(warnings.map(({ kind, line }) => [kind, line])).toEqual([['emphasis', 6]])
})

test('words for a recipient that this letter does not go to are told', () => {
  const { passages, warnings } = structureOf(':::only{for=oskerra}\nOnly you.\n:::\n', recipients, ['halden'])
  expect(passages).toMatchObject([{ recipients: [], readings: [] }])
  expect(warnings.map(({ kind }) => kind)).toEqual(['in-no-edition'])
})

test('whatever is typed, each recipient’s passages are its edition, block by block', () => {
  const piece = fc.oneof(
    hostileText,
    fc.constantFrom(':only[a]{for=halden}', ':::only{for=oskerra}\nb\n:::', ':demand[c]{#d}', '\n\n'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const source = pieces.join('\n\n')
      const { passages } = structureOf(source, recipients)
      const parsed = parseSource(source, recipients)
      for (const { slug } of recipients) {
        const read = passages.flatMap(({ readings }) => readings.filter((one) => one.recipients.includes(slug)))
        const blocks = bodyFor(parsed, slug).blocks.map(({ inlines }) => inlines.map(({ text }) => text).join(''))
        expect(read.map(({ text }) => text)).toEqual(blocks)
      }
    }),
    { numRuns: 200 },
  )
})
