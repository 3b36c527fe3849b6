import fc from 'fast-check'
import { Fault } from '#kernel'
import { expect, test } from 'vitest'
import { openJournal } from './journal.ts'

const means = { now: () => new Date('2019-01-31T09:00:00Z'), random: (bytes: number) => new Uint8Array(bytes).fill(3) }

function journalInto(lines: string[]) {
  return openJournal((line) => lines.push(line), means)
}

test('an event is one line: when, how bad, code, reference, sentence', () => {
  const lines: string[] = []
  journalInto(lines).note({ level: 'info', code: 'server-started', text: 'Listening.' })
  expect(lines).toEqual(['2019-01-31T09:00:00.000Z info server-started - Listening.\n'])
})

test('whatever is noted stays one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const lines: string[] = []
      journalInto(lines).note({ level: 'warning', code: 'odd', text })
      expect(lines.join('').split(/[\n\r\u0085\u2028\u2029]/u)).toHaveLength(2)
    }),
  )
})

test('a fault is noted with its code, its sentence and a reference for the visitor', () => {
  const lines: string[] = []
  const reference = journalInto(lines).fault(new Fault('database-busy', 'Another server is running.'))
  expect(reference).toMatch(/^[2-9a-z]{8}$/)
  expect(lines[0]).toContain(`error database-busy ${reference} Another server is running.`)
})

test('what an unknown error says is not kept: it may quote a person', () => {
  const lines: string[] = []
  const cause = Object.assign(new TypeError('Oh\n    at ann@example.org'), {
    code: '23505',
    constraint: 'one_address',
  })
  const journal = journalInto(lines)
  journal.fault(cause)
  journal.fault(new Fault('internal', 'It broke.', { cause }))
  journal.fault('ann@example.org')
  expect(lines.join('')).not.toContain('ann@')
  expect(lines[0]).toContain('TypeError, code 23505, constraint one_address / at ')
  expect(lines[1]).toContain('caused by TypeError')
})
