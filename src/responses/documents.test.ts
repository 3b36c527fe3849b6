import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RecipientId, RecordEventId } from '#kernel'
import { on } from '../../test/kit/recorded.ts'
import { canonicalJson } from './canonical-json.ts'
import { documentOf, happeningOf } from './event.ts'
import { hashOf } from './write-events.ts'

const eventId = '01900000-0000-7000-8000-000000000001' as RecordEventId
const format = readFileSync(join(import.meta.dirname, '../../docs/formats/record.md'), 'utf8')

test('the example of docs/formats/record.md is what is written, and has the hash that stands there', () => {
  const document = documentOf(
    {
      kind: 'correspondence-described',
      on: on('2026-04-21'),
      recipient: '01900000-0000-7000-8000-000000000002' as RecipientId,
      facts: { state: 'meeting-offered', note: 'A call was offered.' },
    },
    {
      id: eventId,
      recordedAt: new Date('2026-04-22T09:30:00Z'),
      recipientName: 'Brimhallow',
    },
  )
  expect(format).toContain(`${document}\n${hashOf(document)}\n`)
  expect(happeningOf(document)).toMatchObject({ kind: 'correspondence-described', facts: { state: 'meeting-offered' } })
})

test('one value has one spelling, whatever the order of its keys, and reads back as itself', () => {
  const value = fc.letrec<{ readonly any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 4 }), tie('any'), { maxKeys: 5 }),
    ),
  })).any
  const turned = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(turned)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one)
        .toReversed()
        .map(([key, part]) => [key, turned(part)]),
    )
  }
  fc.assert(
    fc.property(value, (one) => {
      const spelled = canonicalJson(one as never)
      expect(canonicalJson(turned(one) as never)).toBe(spelled)
      expect(JSON.parse(spelled)).toEqual(one)
      expect(spelled).not.toMatch(/^[{[]\s|[\n\r\t]/)
    }),
  )
  expect(canonicalJson({ b: 1, a: undefined, '\u20AC': '€', '\r': 'x' })).toBe('{"\\r":"x","b":1,"€":"€"}')
  expect(() => canonicalJson(0.5)).toThrow('whole')
  expect(() => canonicalJson('\uD800')).toThrow('half')
})
