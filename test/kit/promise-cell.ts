import { expect } from 'vitest'
import { shortDate } from '../../src/web/record-words.ts'
import { on } from './recorded.ts'

/** What the words of an expected cell come to on the page. */
const phrases = [
  ['entity', 'for one part of the company only'],
  ['product', 'for some products only'],
  ['verb scope', 'for some acts only'],
  ['open-ended', 'open-ended'],
  ['police only', 'for some customers only'],
  ['one year', 'for a time only'],
  ['exceptions', 'exceptions: '],
  ['until a federal law', 'until there is a law'],
] as const

/** Expects that a cell of the comparison, as a reader reads it, tells what the table of expectations says in its own words. */
export function expectPromiseCell(cell: string, words: string): void {
  const short = (pattern: RegExp): string | undefined => {
    const [, date] = pattern.exec(words) ?? []
    return date === undefined ? undefined : shortDate(on(date), 'en')
  }
  if (words.startsWith('no commitment')) {
    expect(cell).toMatch(/^○ No promise/)
    const promised = short(/for (\d{4}-\d{2}-\d{2})/)
    if (promised !== undefined) expect(cell).toContain(`, by ${promised}`)
    return
  }
  expect(cell).toMatch(/^◐ Promised in part · [A-Z][a-z]{2} \d{1,2}, \d{4} · .+“.+”/)
  for (const [phrase, said] of phrases)
    if (words.slice(0, words.indexOf(')')).includes(phrase)) expect(cell).toContain(said)
  const [expires, removed] = [short(/expires (\S+)/), short(/removed on (\S+)/)]
  expect(cell.includes('binds until')).toBe(expires !== undefined)
  if (expires !== undefined) expect(cell).toContain(`binds until ${expires}`)
  expect(cell.includes('end date taken out')).toBe(removed !== undefined)
  if (removed !== undefined) expect(cell).toContain(`end date taken out on ${removed}`)
}
