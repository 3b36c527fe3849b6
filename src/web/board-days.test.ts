import { expect, test } from 'vitest'
import { chartLines } from './board-days.ts'

const at = (day: string, all: number, organizations: number) => ({
  day,
  counts: new Map([
    ['letter:march', { standing: all, withdrawn: 0 }],
    ['org-letter:march', { standing: organizations, withdrawn: 0 }],
    ['letter:other', { standing: 900, withdrawn: 0 }],
  ]),
})

test('people are what the log counts without organizations; days of other letters are left out, and a day may take away', () => {
  const days = [at('2026-03-01', 5, 5), at('2026-03-02', 25, 5), at('2026-03-03', 27, 7), at('2026-03-04', 26, 7)]
  const signOns = [{ day: '2026-02-20', signOns: 5, total: 5 }]
  expect(chartLines('march', { signOns, days })).toEqual([
    { of: 'organizations', days: [{ day: '2026-02-20', added: 5, total: 5 }] },
    {
      of: 'people',
      days: [
        { day: '2026-03-02', added: 20, total: 20 },
        { day: '2026-03-04', added: -1, total: 19 },
      ],
    },
  ])
})
