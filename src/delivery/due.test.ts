import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWorkingDay, plainCalendar, workingDaysLater, type WorkCalendar } from './calendar.ts'
import { daysBetween, daysLater, parseDay, weekdayOf, type Day } from './day.ts'
import { dayOfTerm, dueOf, type ClockFacts, type Term } from './due.ts'

const day = (typed: string): Day => parseDay(typed) ?? ('' as Day)
const days = fc.integer({ min: 0, max: 20_000 }).map((n) => daysLater(day('2010-01-01'), n))
const near = (from: Day) => fc.integer({ min: -60, max: 120 }).map((n) => daysLater(from, n))
const counted = fc.constantFrom('working-days' as const, 'calendar-days' as const)
const terms = (from: Day): fc.Arbitrary<Term | undefined> =>
  fc.oneof(
    fc.constant(undefined),
    near(from).map((on) => ({ on })),
    fc.record({ days: fc.integer({ min: 1, max: 60 }), counted }),
  )
const calendars = (from: Day): fc.Arbitrary<WorkCalendar> =>
  fc.record({
    weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
    holidays: fc.array(near(from), { maxLength: 20 }),
  })

const clocks = days.chain((sentOn) =>
  fc.record({
    facts: fc.record({
      statedDeadline: terms(sentOn),
      followUpOn: terms(sentOn),
      sentOn: fc.constantFrom(sentOn, sentOn, sentOn, undefined),
      calendar: calendars(sentOn),
    }),
    today: near(sentOn),
  }),
)
const isLate = (facts: ClockFacts, today: Day) => ['overdue', 'long-overdue'].includes(dueOf(facts, today).kind)

test('nothing is overdue without a deadline that was stated to the recipient', () => {
  fc.assert(
    fc.property(clocks, ({ facts, today }) => {
      expect(isLate({ ...facts, statedDeadline: undefined }, today)).toBe(false)
    }),
  )
})

test('nothing is overdue before the day after the deadline, and everything is from that day on', () => {
  fc.assert(
    fc.property(clocks, ({ facts, today }) => {
      const { sentOn } = facts
      if (sentOn === undefined) return
      const deadline = dayOfTerm(facts.statedDeadline, sentOn, facts.calendar)
      expect(isLate(facts, today)).toBe(deadline !== undefined && today > deadline)
      if (deadline !== undefined) expect(isLate(facts, daysLater(deadline, 1))).toBe(true)
      if (deadline !== undefined) expect(deadline >= sentOn).toBe(true)
    }),
  )
})

test('what was not sent, or failed, has no clock, whatever dates are set', () => {
  fc.assert(
    fc.property(clocks, ({ facts, today }) => {
      expect(dueOf({ ...facts, sentOn: undefined }, today)).toEqual({ kind: 'no-date', why: 'not-sent' })
    }),
  )
})

test('a clock only ever moves on: what is late today is late tomorrow', () => {
  const order = ['no-date', 'awaiting', 'past-follow-up-date', 'overdue', 'long-overdue']
  fc.assert(
    fc.property(clocks, ({ facts, today }) => {
      const [now, next] = [dueOf(facts, today), dueOf(facts, daysLater(today, 1))]
      expect(order.indexOf(next.kind)).toBeGreaterThanOrEqual(order.indexOf(now.kind))
    }),
  )
})

test('working days are counted from the day after sending, over weekends and holidays, and end on one that is worked on', () => {
  fc.assert(
    fc.property(
      days.chain((from) => fc.tuple(fc.constant(from), calendars(from), fc.integer({ min: 1, max: 60 }))),
      ([from, calendar, count]) => {
        const end = workingDaysLater(from, count, calendar)
        expect(isWorkingDay(end, calendar)).toBe(true)
        const between = Array.from({ length: daysBetween(from, end) }, (_, n) => daysLater(from, n + 1))
        expect(between.filter((one) => isWorkingDay(one, calendar)).length).toBe(count)
      },
    ),
  )
})

test('days are counted as a calendar on the wall does: across months, leap years and changes of clocks', () => {
  expect(daysLater(day('2028-02-28'), 2)).toBe('2028-03-01')
  expect(daysBetween(day('2027-03-27'), day('2027-03-29'))).toBe(2)
  expect(weekdayOf(day('2019-01-15'))).toBe(2)
  expect(weekdayOf(day('2029-04-01'))).toBe(7)
  expect(parseDay('2019-01')).toBeUndefined()
  expect(parseDay('1999-12-31')).toBeUndefined()
})

test('ten working days after a Tuesday end on a Tuesday, a day later for each holiday between', () => {
  const tuesday = day('2019-01-15')
  expect(workingDaysLater(tuesday, 10, plainCalendar)).toBe('2019-01-29')
  expect(workingDaysLater(tuesday, 10, { ...plainCalendar, holidays: [day('2019-01-21')] })).toBe('2019-01-30')
})

test('the day of sending is day 0: a letter of Friday with one working day is due on Monday and late on Tuesday', () => {
  const facts: ClockFacts = {
    statedDeadline: { days: 1, counted: 'working-days' },
    followUpOn: { on: day('2029-03-02') },
    sentOn: day('2029-03-02'),
    calendar: plainCalendar,
  }
  const kinds = ['2029-03-02', '2029-03-03', '2029-03-05', '2029-03-06', '2029-04-05'].map(
    (today) => dueOf(facts, day(today)).kind,
  )
  expect(kinds).toEqual(['awaiting', 'past-follow-up-date', 'past-follow-up-date', 'overdue', 'long-overdue'])
})

test('a stated day that had passed when the letter was sent makes nobody late', () => {
  const facts: ClockFacts = {
    statedDeadline: { on: day('2029-03-01') },
    followUpOn: undefined,
    sentOn: day('2029-03-02'),
    calendar: plainCalendar,
  }
  expect(dueOf(facts, day('2030-01-01'))).toEqual({ kind: 'no-date', why: 'none-set' })
})
