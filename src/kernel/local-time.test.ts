import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localTimeOf, parseLocalTime } from '#kernel'

const zones = Intl.supportedValuesOf('timeZone')
const zone = fc.constantFrom(...zones)
const minute = 60_000
// Until 1972 clocks of some places differed from UTC by odd seconds, which no form can say.
const moment = fc
  .integer({ min: Date.UTC(1973, 0) / minute, max: Date.UTC(2200, 0) / minute })
  .map((minutes) => new Date(minutes * minute))

test('every minute of every time zone is found again by what clocks there show', () => {
  expect(zones.length).toBeGreaterThan(400)
  fc.assert(
    fc.property(moment, zone, (at, timeZone) => {
      const read = parseLocalTime(localTimeOf(at, timeZone), timeZone)
      const found = read.kind === 'twice' ? [read.first, read.second] : read.kind === 'moment' ? [read.moment] : []
      expect(found).toContainEqual(at)
    }),
    { numRuns: 3000 },
  )
})

test('whatever is typed: a moment shows as what was typed, and what never was says so', () => {
  const typed = fc
    .date({ min: new Date('1970-01-01'), max: new Date('2190-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 16))
  fc.assert(
    fc.property(typed, zone, (text, timeZone) => {
      const read = parseLocalTime(text, timeZone)
      if (read.kind === 'moment') expect(localTimeOf(read.moment, timeZone)).toBe(text)
      if (read.kind === 'twice') {
        expect([read.first, read.second].map((one) => localTimeOf(one, timeZone))).toEqual([text, text])
        expect(read.first.getTime()).toBeLessThan(read.second.getTime())
      }
      if (read.kind === 'skipped') expect(read.next > text).toBe(true)
      expect(read.kind).not.toBe('unreadable')
    }),
    { numRuns: 3000 },
  )
})

/** The minutes at which clocks of a zone change in a year, by looking at every quarter of an hour. */
function changesIn(year: number, timeZone: string): readonly Date[] {
  const clock = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const offset = (at: number) => clock.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
  const days = Array.from({ length: 366 }, (_, day) => Date.UTC(year, 0, 1 + day))
  return days
    .filter((day) => offset(day) !== offset(day + 24 * 60 * minute))
    .flatMap((day) => {
      const quarters = Array.from({ length: 96 }, (_, quarter) => day + quarter * 15 * minute)
      return quarters.filter((at) => offset(at) !== offset(at + 15 * minute)).map((at) => new Date(at + 15 * minute))
    })
}

describe('where clocks change', () => {
  test('in every zone, the skipped and the doubled hours are told, each minute before and after is one moment', () => {
    let [skipped, doubled] = [0, 0]
    for (const timeZone of zones)
      for (const change of changesIn(2027, timeZone)) {
        const before = localTimeOf(new Date(change.getTime() - minute), timeZone)
        const after = localTimeOf(change, timeZone)
        const inside = new Date(Date.parse(`${before}Z`) + minute).toISOString().slice(0, 16)
        const read = parseLocalTime(inside, timeZone)
        if (after > before) expect([timeZone, read]).toEqual([timeZone, { kind: 'skipped', next: after }])
        if (after > before) {
          skipped += 1
          expect(parseLocalTime(before, timeZone)).toEqual({
            kind: 'moment',
            moment: new Date(change.getTime() - minute),
          })
          expect(parseLocalTime(after, timeZone)).toEqual({ kind: 'moment', moment: change })
        } else {
          doubled += 1
          expect(parseLocalTime(after, timeZone)).toMatchObject({ kind: 'twice', second: change })
        }
      }
    expect(Math.min(skipped, doubled)).toBeGreaterThan(100)
  })

  test('the hour that Berlin skips names the first minute after it', () => {
    expect(parseLocalTime('2027-03-28T02:30', 'Europe/Berlin')).toEqual({ kind: 'skipped', next: '2027-03-28T03:00' })
  })

  test('the hour that New York has twice is two moments, an hour apart', () => {
    expect(parseLocalTime('2027-11-07 01:30', 'America/New_York')).toEqual({
      kind: 'twice',
      first: new Date('2027-11-07T05:30:00Z'),
      second: new Date('2027-11-07T06:30:00Z'),
    })
  })

  test('the day that Apia left out names the first minute of the next', () => {
    expect(parseLocalTime('2011-12-30T12:00', 'Pacific/Apia')).toEqual({ kind: 'skipped', next: '2011-12-31T00:00' })
  })
})

test.each(['', '2027-02-30T10:00', '2027-13-01T10:00', '2027-01-01', '2027-01-01T24:00', '2027-01-01T10:60', 'soon'])(
  'what is no date and time is told: %j',
  (typed) => {
    expect(parseLocalTime(typed, 'UTC').kind).toBe('unreadable')
  },
)
