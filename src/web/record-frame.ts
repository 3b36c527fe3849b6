import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import type { RecordSheet } from '#publication'
import { timelineOf, type TimelineEntry } from '#responses'
import { html, type Markup } from '#typeset'
import { pageHeadersFor } from './headers.ts'
import type { Page } from './layout.ts'
import { shortDate } from './record-words.ts'
import { recordStyles } from './styles-record.ts'

/** A page of the record: with styles of its own, since it needs few of what letters and forms do. */
export const recordPage = (page: Page): Page => ({ ...page, styles: recordStyles })

/** Headers of these pages. */
export const recordHeaders = pageHeadersFor(recordStyles)

// As many as can be looked over; every other day can be typed.
const daysAtMost = 12

/** Where the same page stands for other days. */
type OtherDays = {
  /** Takes `?day=`. */
  readonly choose: string
  readonly on: (day: string) => string
}

/** A small form for any day, and links to those on which something changed. No script: the form is answered with the day's address. */
export function dayChooser(
  { campaign, record, today, firstDay }: RecordSheet,
  day: PartialDate,
  { choose, on }: OtherDays,
): Markup {
  const { language } = campaign
  const words = wordsFor(language).record
  const changed = [
    ...new Set(
      timelineOf(record)
        .filter(isChange)
        .map((entry) => entry.on),
    ),
  ]
  const days = changed.filter((one) => one.length === 10 && one <= today).slice(0, daysAtMost)
  return html`<section class="days">
    <h2 id="days">${words.choose}</h2>
    <form class="find" method="get" action="${choose}">
      <label for="day">${words.day}</label
      ><input
        id="day"
        name="day"
        type="date"
        value="${day}"
        min="${wholeDay(firstDay)}"
        max="${today}"
        required
      /><button>${words.show}</button>
    </form>
    ${day !== today && html`<p><a href="${choose}">${words.today}</a></p>`}
    ${
      days.length > 0 &&
      html`<p class="meta">${words.changed}</p>
        <ul class="row small">
          ${days.map(
            (one) =>
              html`<li>
                ${one === day ? html`<b>${shortDate(one, language)}</b>` : html`<a href="${on(one)}">${shortDate(one, language)}</a>`}
              </li>`,
          )}
        </ul>`
    }
  </section>`
}

const isChange = ({ kind }: TimelineEntry): boolean =>
  kind === 'commitment' || kind === 'reply' || kind === 'assessment'

/** The first day of a month or a year. */
const wholeDay = (date: PartialDate): string => `${date}-01-01`.slice(0, 10)

/** A date in full, as the record has it. */
export const inFull = (date: PartialDate, language: string): Markup =>
  html`<time datetime="${date}">${dateInWords(date, language)}</time>`
