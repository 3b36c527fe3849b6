import type { PartialDate } from '#kernel'
import type { LogDay } from '#ledger'
import type { ChartDay, ChartLine } from './board-chart.ts'

/** How many organizations signed on, and when, as the room of organizations tells it. */
export type SignOnDay = { readonly day: string; readonly signOns: number; readonly total: number }

/**
 * The lines of a letter's chart: organizations by the day on which they signed, also before the letter was public; people
 * by the log's numbers at the end of each day, from which organizations are taken, since a letter's number counts both.
 */
export function chartLines(
  letterSlug: string,
  { signOns, days }: { readonly signOns: readonly SignOnDay[]; readonly days: readonly LogDay[] },
): readonly ChartLine[] {
  const organizations = signOns.map(({ day, signOns: added, total }) => ({ day: day as PartialDate, added, total }))
  return [
    { of: 'organizations', days: organizations },
    { of: 'people', days: peopleOn(letterSlug, days) },
  ]
}

function peopleOn(slug: string, days: readonly LogDay[]): readonly ChartDay[] {
  const shown: ChartDay[] = []
  let before = 0
  for (const { day, counts } of days) {
    const standing = (subject: string): number => counts.get(subject)?.standing ?? 0
    const total = standing(`letter:${slug}`) - standing(`org-letter:${slug}`)
    // The log is the campaign's: on many of its days nothing happened to this letter.
    if (total !== before) shown.push({ day: day as PartialDate, added: total - before, total })
    before = total
  }
  return shown
}
