import { expect, test } from 'vitest'
import { openListPress } from './list-press.ts'

const paper = (names: number) =>
  new TextEncoder().encode(
    JSON.stringify({
      ...{ language: 'en', paper: 'a4', campaign: 'Rent', title: 'Who signed', lead: [], day: '2029-01-15' },
      ...{ head: '', foot: '' },
      groups: [{ signatories: Array.from({ length: names }, (_, n) => ({ kind: 'person', name: `Ada Alder ${n}` })) }],
    }),
  )

test('a list is set in a process of its own, which tells when every name has its place; same list, same bytes', async () => {
  const press = openListPress()
  const told: unknown[] = []
  const set = await press.set(paper(400), (step) => told.push(step))
  if (set.kind === 'failed') throw new Error(set.why)
  expect(told).toEqual([{ names: 400, pages: set.pages }])
  expect(Buffer.from(set.pdf.subarray(0, 8)).toString()).toBe('%PDF-1.7')
  const again = await press.set(paper(400), () => {})
  expect(again.kind === 'set' && Buffer.compare(set.pdf, again.pdf)).toBe(0)
  await press.close()
}, 60_000)

test('a list that takes more than it may is given up with a reason', async () => {
  const slow = openListPress({ seconds: 0.2 })
  expect(await slow.set(paper(400), () => {})).toEqual({ kind: 'failed', why: 'too-slow' })
  await slow.close()
}, 60_000)
