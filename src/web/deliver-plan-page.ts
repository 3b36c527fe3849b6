import { parseDay, type Due, type DeliveryPlan, type Term, type WorkCalendar } from '#delivery'
import { wordsFor } from '#kernel'
import type { GatheringEdition } from '#letters'
import { html } from '#typeset'
import { boardFramed, type BoardPlace } from './board-frame.ts'
import { dueInWords } from './deliver-parts.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, lineField, tickField, tickGroup } from './write-fields.ts'

/** What is typed of the dates of an edition, as it came. */
export type PlanFields = {
  readonly stated: string
  readonly followUp: string
  /** Days of the week, 1 is Monday. */
  readonly weekend: readonly string[]
  readonly holidays: string
  readonly long: string
}

/** What the page of an edition's dates shows. */
export type PlanShown = {
  readonly place: BoardPlace
  readonly edition: GatheringEdition
  readonly fields: PlanFields
  readonly errors: readonly FieldError[]
  readonly due: Due
  readonly plan: DeliveryPlan | undefined
}

/** Until when an answer is due: what the letter states, what we plan, and on which days people work. */
export function planPage({ place, edition, fields, errors, due, plan }: PlanShown): PersonalPage {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const words = wordsFor(language).deliver.plan
  const title = words.title(edition.recipient)
  const days = words.weekdays.map((label, index) => {
    const value = String(index + 1)
    return tickField({ id: `weekend-${value}`, name: 'weekend', value, label, on: fields.weekend.includes(value) })
  })
  return boardFramed(place, 'deliveries', {
    title,
    errors,
    main: html`<h2>${title}</h2>
      <p class="prose">${words.lead}</p>
      <p><b>${words.now}:</b> ${dueInWords(due, plan, language)}</p>
      <form
        class="form"
        method="post"
        action="${routes.deliveryPlan(campaign.slug, letter.slug, edition.slug)}"
        novalidate
      >
        ${lineField({ id: 'stated', label: words.stated, hint: `${words.statedHint} ${words.termHint}`, value: fields.stated, errors })}
        ${lineField({ id: 'follow-up', label: words.followUp, hint: `${words.followUpHint} ${words.termHint}`, value: fields.followUp, errors })}
        ${tickGroup({ id: 'weekend', legend: words.weekend, ticks: days, errors })}
        ${areaField({ id: 'holidays', label: words.holidays, hint: words.holidaysHint, value: fields.holidays, rows: 4, errors })}
        ${lineField({ id: 'long', label: words.long, value: fields.long, errors })}
        <button>${words.button}</button>
      </form>`,
  })
}

/** A term as it stands in its field. */
export function termTyped(term: Term | undefined, language: string): string {
  const words = wordsFor(language).deliver.plan
  if (term === undefined) return ''
  if ('on' in term) return term.on
  return term.counted === 'working-days' ? words.workingDays(term.days) : words.days(term.days)
}

/** Reads a term; `undefined` when nothing was typed, `wrong` when it is none. */
export function readTerm(typed: string): Term | undefined | 'wrong' {
  const text = typed.trim().toLowerCase()
  if (text === '') return undefined
  const on = parseDay(text)
  if (on) return { on }
  const [, number, working] = /^(\d{1,4})(?: (working)?\s?days?)?$/.exec(text) ?? []
  if (number === undefined) return 'wrong'
  return { days: Number(number), counted: working === undefined ? 'calendar-days' : 'working-days' }
}

/** Reads the days on which nobody works; the number of the first line that is no day where there is one. */
export function readHolidays(typed: string): { readonly days: WorkCalendar['holidays'] } | { readonly line: number } {
  const days: WorkCalendar['holidays'][number][] = []
  for (const [index, line] of typed.split('\n').entries()) {
    if (line.trim() === '') continue
    const day = parseDay(line.trim())
    if (!day) return { line: index + 1 }
    days.push(day)
  }
  return { days: [...new Set(days)].toSorted() }
}
