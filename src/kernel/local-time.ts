/** A moment as clocks of a place show it, to the minute: `YYYY-MM-DDTHH:MM`, as a form's date and time field has it. */
export type LocalTime = string & { readonly __kind: 'LocalTime' }

/** What a date and time that somebody typed is in a time zone. */
export type LocalMoment =
  | { readonly kind: 'moment'; readonly moment: Date }
  /** Clocks were set forward over it: it never was. `next` is the first minute after the gap, as clocks show it. */
  | { readonly kind: 'skipped'; readonly next: LocalTime }
  /** Clocks were set back: it was twice. */
  | { readonly kind: 'twice'; readonly first: Date; readonly second: Date }
  /** Not a date and time of the calendar from 1970 to 9998. */
  | { readonly kind: 'unreadable' }

const minute = 60_000

/** How far clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: Intl.DateTimeFormat): number {
  const parts = new Map(zone.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(moment / 1000) * 1000
}

const clockOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', era: undefined },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })

const written = (shown: number): LocalTime => new Date(shown).toISOString().slice(0, 16) as LocalTime

/** What clocks of a time zone (IANA name) show at a moment; seconds are left out. */
export function localTimeOf(moment: Date, timeZone: string): LocalTime {
  return written(moment.getTime() + offsetAt(moment.getTime(), clockOf(timeZone)))
}

/**
 * The moment at which clocks of a time zone (IANA name) show what somebody typed: `2027-03-28T02:30`, with a space for
 * the T or with seconds as browsers send them. Where clocks change it says so instead of choosing.
 */
export function parseLocalTime(typed: string, timeZone: string): LocalMoment {
  const shown = shownBy(typed)
  if (shown === undefined) return { kind: 'unreadable' }
  const clock = clockOf(timeZone)
  // No zone is further from UTC than 15 hours, and none changes twice within two days.
  const offsets = [-1, 1].map((side) => offsetAt(shown + side * 26 * 60 * minute, clock))
  const fits = [...new Set(offsets)]
    .map((offset) => shown - offset)
    .filter((moment) => moment + offsetAt(moment, clock) === shown)
    .toSorted((one, other) => one - other)
  const [first, second] = fits
  if (first === undefined) return { kind: 'skipped', next: written(afterGap(shown, offsets, clock)) }
  return second === undefined
    ? { kind: 'moment', moment: new Date(first) }
    : { kind: 'twice', first: new Date(first), second: new Date(second) }
}

/** What was typed, as if it were UTC. */
function shownBy(typed: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,3})?)?$/.exec(typed.trim())
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minutes = 0] = match.slice(1).map(Number)
  if (year < 1970 || year > 9998 || hour > 23 || minutes > 59) return undefined
  const shown = Date.UTC(year, month - 1, day, hour, minutes)
  // The calendar of Date moves February 30 into March instead of refusing it.
  return new Date(shown).getUTCDate() === day && new Date(shown).getUTCMonth() === month - 1 ? shown : undefined
}

/** The first minute that clocks show after the gap in which `shown` lies: halves the way to the change of clocks. */
function afterGap(shown: number, offsets: readonly number[], clock: Intl.DateTimeFormat): number {
  const [before = 0] = offsets
  let [early, late] = [shown - 26 * 60 * minute - before, shown + 26 * 60 * minute]
  while (late - early > 1000) {
    const middle = Math.floor((early + late) / 2)
    if (offsetAt(middle, clock) === before) early = middle
    else late = middle
  }
  return late + offsetAt(late, clock)
}
