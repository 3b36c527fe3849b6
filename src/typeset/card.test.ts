import { expect, test } from 'vitest'
import { parsePartialDate } from '#kernel'
import { typesetterFor, type LetterCard } from '#typeset'
import { shippedFonts } from '../../test/kit/fonts.ts'

const { cardPng } = typesetterFor(shippedFonts)

const card: LetterCard = {
  language: 'en',
  campaign: 'Keys, Not Cameras',
  title: 'Stop renting gait scanners to landlords',
  recipient: 'Halden Systems',
  signatories: 90,
  date: parsePartialDate('2032-01-15'),
  isDraft: false,
}

const longTitle =
  'A door should know a key, not a person: stop renting gait scanners to public landlords, delete what they recorded, and promise never to sell a successor for the same use'

test('a card is a PNG of 1200 by 630 pixels and at most 60 KB, also with a long title', () => {
  for (const title of [card.title, longTitle, longTitle.repeat(5)]) {
    const png = Buffer.from(cardPng({ ...card, title, signatories: 1_234_567 }))
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
    expect(png.length).toBeLessThanOrEqual(60_000)
  }
})

test('the same card has the same bytes, and every part of it shows', () => {
  const drawn = Buffer.from(cardPng(card))
  expect(Buffer.from(cardPng({ ...card })).equals(drawn)).toBe(true)
  const changes: readonly Partial<LetterCard>[] = [
    { campaign: 'Doors' },
    { title: 'Stop' },
    { recipient: 'Orvane' },
    { signatories: 91 },
    { date: undefined },
    { isDraft: true },
  ]
  for (const change of changes) expect(Buffer.from(cardPng({ ...card, ...change })).equals(drawn)).toBe(false)
})

test('a card is drawn whatever stands on it', () => {
  const odd = ['', ' ', '\u0000', '東京 👩‍👩‍👧', '\uD800', '#panic()', 'x'.repeat(3000), 'שלום']
  for (const words of odd)
    expect(
      cardPng({ ...card, campaign: words, title: words, recipient: words, language: 'he', signatories: 0 }).length,
    ).toBeGreaterThan(1000)
})
