import fc from 'fast-check'
import { expect, test } from 'vitest'
import { someDate, someDay, someEvents, someRecipients } from '../../test/kit/record-events.ts'
import { on as typed, said as wordsOf, terms } from '../../test/kit/recorded.ts'
import {
  newId,
  type CampaignId,
  type CommitmentId,
  type DeliveryId,
  type EditionId,
  type LetterId,
  type PartialDate,
  type RecipientId,
} from '#kernel'
import { systemMeans } from '#platform'
import { recordAt } from './as-of.ts'
import { comparisonAt } from './comparison.ts'
import { isBy, lastDayOf } from './day.ts'
import { droppedWords } from './dropped-words.ts'
import type { RecordEvent } from './event.ts'
import type { CampaignRecord, RecordDelivery } from './record.ts'
import { recordFrom } from './record-from.ts'
import { recipientAt } from './recipient-view.ts'
import { responseRates } from './rates.ts'
import { remindersDue } from './reminders.ts'
import { gapOf } from './scope.ts'
import { hashOf } from './write-events.ts'

const campaign = {
  id: 'c' as CampaignId,
  slug: 'scores',
  title: 'No secret scores',
  language: 'en',
  timeZone: 'America/New_York',
}

const recordWith = (events: readonly RecordEvent[], deliveries: readonly RecordDelivery[] = []): CampaignRecord => ({
  ...recordFrom(events),
  campaign,
  recipients: someRecipients,
  deliveries,
  sources: [],
})

const someDeliveries: fc.Arbitrary<readonly RecordDelivery[]> = fc.array(
  fc
    .record({
      recipient: fc.constantFrom(...someRecipients.map(({ id }) => id)),
      edition: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
      last: fc.constantFrom('draft', 'sent', 'delivered', 'failed', 'bounced', 'unknown' as const),
      on: someDate,
    })
    .map(({ recipient, edition, last, on }) => ({
      id: `${edition} ${on}` as DeliveryId,
      recipient,
      letter: 'l' as LetterId,
      edition: edition as EditionId,
      version: undefined,
      channel: 'post',
      statuses:
        last === 'draft' || last === 'sent'
          ? [{ status: last, on }]
          : [
              { status: 'sent' as const, on },
              { status: last, on },
            ],
      statedDeadline: undefined,
      followUpOn: undefined,
      longOverdueDays: 30,
    })),
  { maxLength: 8 },
)

test('as of a day, nothing shows that happened later, whatever the order of entry', () => {
  fc.assert(
    fc.property(
      someEvents.chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length })),
      ),
      someDay,
      ([events, shuffled], day) => {
        const known = events.filter(({ on }) => isBy(on, day))
        const asOf = recordAt(recordWith(events), day)
        expect(asOf).toEqual(recordWith(known))
        // Shuffled, only the order within a day may differ.
        const other = recordAt(recordWith(shuffled), day)
        const ids = (record: CampaignRecord) =>
          [record.replies, record.answers, record.commitments.flatMap(({ revisions }) => revisions)]
            .flat()
            .map(({ event }) => event)
            .toSorted()
        expect(ids(other)).toEqual(ids(asOf))
      },
    ),
  )
})

test('no page of a day speaks of anything later', () => {
  fc.assert(
    fc.property(someEvents, someDay, (events, day) => {
      const record = recordWith(events)
      const dates: string[] = []
      const collect = (value: unknown): void => {
        if (typeof value !== 'object' || value === null || value instanceof Date) return
        for (const [key, one] of Object.entries(value))
          if (key === 'on' && typeof one === 'string') dates.push(lastDayOf(one as PartialDate))
          else collect(one)
      }
      collect(comparisonAt(record, day))
      for (const { id } of someRecipients) collect(recipientAt(record, id, day))
      expect(dates.filter((one) => one > lastDayOf(day))).toEqual([])
    }),
  )
})

const word = fc.constantFrom('we', 'will', 'not', 'sell', 'Until', 'every', 'record', 'is', 'open', 'Straße', 'naïve')

test('dropped words are exactly the words that the other wording lacks, and the texts stay whole', () => {
  const count = (words: readonly string[]) => words.map((one) => one.toLowerCase()).toSorted()
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), fc.array(word, { maxLength: 14 }), (said, worded) => {
      const { statement, characterization } = droppedWords(said.join(' '), worded.join(' '))
      expect(statement.map(({ text }) => text).join('')).toBe(said.join(' '))
      expect(characterization.map(({ text }) => text).join('')).toBe(worded.join(' '))
      const missing = statement.filter(({ isMissing }) => isMissing).flatMap(({ text }) => text.trim().split(/\s+/))
      const left = count(worded)
      const expected = count(said).filter((one) => {
        const at = left.indexOf(one)
        if (at >= 0) left.splice(at, 1)
        return at < 0
      })
      expect(count(missing)).toEqual(expected)
    }),
  )
})

test('a promise is as wide as a demand exactly where no dimension of it is narrower', () => {
  expect(gapOf({ actor: ['landlords'] }, { actor: ['Landlords'] })).toEqual([])
  expect(gapOf({}, {})).toEqual([])
  expect(gapOf({ actor: ['landlords'] }, {})).toEqual([])
  expect(gapOf({ actor: ['landlords', 'agents'] }, { actor: ['agents'], place: ['Calderra'] })).toEqual([
    { dimension: 'actor', demanded: ['landlords', 'agents'], promised: ['agents'] },
    { dimension: 'place', demanded: [], promised: ['Calderra'] },
  ])
})

test('no rate has more than all, and a delivery that failed leaves the denominator', () => {
  fc.assert(
    fc.property(someEvents, someDeliveries, someDay, (events, deliveries, day) => {
      const { medianDays, ...rates } = responseRates(recordWith(events, deliveries), day)
      for (const { count, of } of Object.values(rates)) expect(count).toBeLessThanOrEqual(of)
      expect(medianDays ?? 0).toBeGreaterThanOrEqual(0)
      const failed: RecordDelivery = {
        id: 'failed' as DeliveryId,
        recipient: 'r1' as RecipientId,
        letter: 'l' as LetterId,
        edition: 'd9' as EditionId,
        version: undefined,
        channel: 'mail',
        statuses: [
          { status: 'sent', on: '2026-01-01' as PartialDate },
          { status: 'failed', on: '2026-01-01' as PartialDate },
        ],
        statedDeadline: undefined,
        followUpOn: undefined,
        longOverdueDays: 30,
      }
      const after = responseRates(recordWith(events, [...deliveries, failed]), day)
      expect({ ...after, delivered: undefined }).toEqual({ ...rates, medianDays, delivered: undefined })
      expect(after.delivered.count).toBe(rates.delivered.count)
    }),
  )
})

/** A promise that ends on a day. */
function statedUntil(expires: PartialDate): RecordEvent {
  const commitment = newId<CommitmentId>(systemMeans())
  const [stated] = someRecipients.map(({ id: recipient }): RecordEvent => ({
    kind: 'commitment-stated',
    on: typed('2025-01-01'),
    recipient,
    facts: { commitment, title: 'A year', wording: wordsOf('For a year.'), terms: terms({ expires }) },
    id: newId(systemMeans()),
    recordedAt: new Date(0),
    hash: hashOf(''),
    leafIndex: undefined,
  }))
  if (!stated) throw new Error('there are no recipients')
  return stated
}

test('whoever reads every day is reminded of every expiry in time, and of nothing twice', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: 0, max: 20 }), (expires, late) => {
      const events = [statedUntil(expires)]
      const record = recordWith(events)
      const dayAt = (offset: number) =>
        new Date(Date.parse(expires) + offset * 86_400_000).toISOString().slice(0, 10) as PartialDate
      const keys = Array.from({ length: 60 }, (_, i) => remindersDue(record, dayAt(i - 45))).flat()
      expect(new Set(keys.map(({ key }) => key)).size).toBe(3)
      expect(Math.max(...keys.map(({ daysLeft }) => daysLeft))).toBe(30)
      // Who looks late is reminded all the same, until the day is over.
      expect(remindersDue(record, dayAt(-late))).toHaveLength(1)
      expect(remindersDue(record, dayAt(1))).toEqual([])
    }),
  )
})
