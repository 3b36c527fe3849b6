import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import { html, type Markup } from '#typeset'
import { countOf } from './phrases.ts'
import { tight } from './tight.ts'

/** How many came on a day (fewer than none, when more withdrew) and how many there were at its end. */
export type ChartDay = { readonly day: PartialDate; readonly added: number; readonly total: number }

/** One line of a chart: days on which something happened, in order; days between them may be left out. */
export type ChartLine = { readonly of: 'organizations' | 'people'; readonly days: readonly ChartDay[] }

// Drawn for a phone: letters of 12 units are near 11 pixels at 320 px, and the figure never grows far beyond.
const width = 320
const line = { top: 22, bottom: 86 }
const bars = { top: 96, bottom: 118 }
const height = 136
/** A longer span is drawn by the week, or by as many days as keep the drawing small. */
const mostSteps = 90
/** Few days stand far apart, and are bars all the same and no slabs. */
const widestBar = 24

/**
 * Sign-ons and signatures over time: each a drawing of its own, since a hundred organizations beside a hundred thousand
 * people would be a line at the foot. Above, how many there were, said at the end of the line; below, how many came.
 * One ink, no script; the same numbers stand in a table for whoever sees no drawing. A single day draws little, so its
 * table is open.
 */
export function chartOf(lines: readonly ChartLine[], language: string): Markup {
  const words = wordsFor(language).board.chart
  const shown = lines.filter(({ days }) => days.length > 0)
  if (shown.length === 0) return html`<p>${words.none}</p>`
  return html`<div class="charts">${shown.map((one) => tight(figureOf(one, language)))}</div>
    <details${shown.every(({ days }) => days.length === 1) && html` open`}>
      <summary>${words.table}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="${words.table}">
        ${tight(tableOf(shown, language))}
      </div>
    </details>`
}

function figureOf(shown: ChartLine, language: string): Markup {
  const words = wordsFor(language).board.chart
  const last = shown.days.at(-1)
  const most = shown.days.toSorted((one, other) => other.added - one.added)[0]
  if (!last || !most) return html``
  const label = words.total[shown.of](last.total, countOf(last.total, language))
  const said = words.most(countOf(most.added, language), dateInWords(most.day, language))
  return html`<figure>
    ${drawing(shown.days, label, language)}
    <figcaption>${label}. ${most.added > 0 && said}</figcaption>
  </figure>`
}

/** Days from the first to the last, several to a step where there are many. */
function stepsOf(days: readonly ChartDay[]): readonly Omit<ChartDay, 'day'>[] {
  const number = ({ day }: ChartDay): number => Date.parse(day) / 86_400_000
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return []
  const span = number(last) - number(first) + 1
  const daysInStep = Math.ceil(span / mostSteps)
  const byStep = Map.groupBy(days, (one) => Math.floor((number(one) - number(first)) / daysInStep))
  const steps: Omit<ChartDay, 'day'>[] = []
  let total = first.total - first.added
  for (let step = 0; step < Math.ceil(span / daysInStep); step += 1) {
    const here = byStep.get(step) ?? []
    total = here.at(-1)?.total ?? total
    steps.push({ added: here.reduce((sum, { added }) => sum + added, 0), total })
  }
  return steps
}

function drawing(days: readonly ChartDay[], label: string, language: string): Markup {
  const steps = stepsOf(days)
  const wide = width / steps.length
  const most = Math.max(1, ...steps.map(({ total }) => total))
  const heightOf = (total: number): number => Math.round(line.bottom - (total / most) * (line.bottom - line.top))
  const end = heightOf(steps.at(-1)?.total ?? 0)
  const [first, last] = [days[0], days.at(-1)]
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" fill="none" stroke="currentColor">
    <path d="${lineOf(steps, wide, heightOf)}" stroke-width="2" />
    <path d="${barsOf(steps, wide)}" stroke-width="${Math.min(widestBar, Math.max(1, Math.round(wide * 0.7)))}" />
    <path d="M0 ${bars.bottom + 0.5}h${width}" opacity=".4" />
    <g fill="currentColor" stroke="none" font-size="12">
      <text x="${width}" y="${end - 6}" text-anchor="end" font-weight="650">${label}</text>
      ${
        steps.length === 1
          ? html`<text x="${width / 2}" y="${height - 3}" text-anchor="middle"
              >${first && shortDay(first.day, language)}</text
            >`
          : html`<text y="${height - 3}">${first && shortDay(first.day, language)}</text>
              <text x="${width}" y="${height - 3}" text-anchor="end">${last && shortDay(last.day, language)}</text>`
      }
    </g>
  </svg>`
}

/** A staircase: a number holds from one step to the next, and rises above the bar of those who came. */
function lineOf(steps: readonly Omit<ChartDay, 'day'>[], wide: number, heightOf: (total: number) => number): string {
  let y = heightOf(Math.max(0, (steps[0]?.total ?? 0) - (steps[0]?.added ?? 0)))
  let path = `M0 ${y}`
  for (const [index, { total }] of steps.entries()) {
    const next = heightOf(total)
    if (next !== y) path += `H${Math.round((index + 0.5) * wide)}V${next}`
    y = next
  }
  return `${path}H${width}`
}

/** How many came with each step; where more left than came, nothing stands. */
function barsOf(steps: readonly Omit<ChartDay, 'day'>[], wide: number): string {
  const most = Math.max(1, ...steps.map(({ added }) => added))
  return steps
    .map(({ added }, index) => {
      const tall = Math.ceil((Math.max(0, added) / most) * (bars.bottom - bars.top))
      return tall === 0 ? '' : `M${Math.round((index + 0.5) * wide)} ${bars.bottom}v-${tall}`
    })
    .join('')
}

/** A day without its year: the whole date stands in the table. */
function shortDay(day: PartialDate, language: string): string {
  const locale = language === 'en' ? 'en-US' : language
  return new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(Date.parse(day))
}

function tableOf(lines: readonly ChartLine[], language: string): Markup {
  const words = wordsFor(language).board.chart
  const days = [...new Set(lines.flatMap((one) => one.days.map(({ day }) => day)))].toSorted().toReversed()
  const found = lines.map(({ days: all }) => new Map(all.map((one) => [one.day, one])))
  return html`<table class="dense counts">
    <thead>
      <tr>
        <th scope="col">${words.day}</th>
        ${lines.map(
          ({ of }) =>
            html`<th scope="col">${words.came[of]}</th>
              <th scope="col">${words.all}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${days.map(
        (day) =>
          html`<tr>
            <th scope="row">${day}</th>
            ${found.map((of) => cells(of.get(day), language))}
          </tr>`,
      )}
    </tbody>
  </table>`
}

const cells = (day: ChartDay | undefined, language: string): Markup =>
  html`<td>${day && countOf(day.added, language)}</td>
    <td>${day && countOf(day.total, language)}</td>`
