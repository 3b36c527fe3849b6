import { wordsFor } from '#kernel'
import { queueNames, type BoardRow, type QueueName } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { textHtml } from './board-asks-page.ts'
import {
  beside,
  boardFramed,
  cardCell,
  dayTeller,
  type DayTeller,
  pager,
  seesContacts,
  sliceAfter,
  type BoardPlace,
} from './board-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'
import { tight } from './tight.ts'

/** What the page of a letter's sign-ons shows. */
export type SignOnsShown = {
  readonly place: BoardPlace
  /** Every row with a sign-on, for the numbers. */
  readonly all: readonly BoardRow[]
  readonly show: QueueName | undefined
  readonly after: string | undefined
}

const mostRows = 60

/** The queue of that name. */
export const readQueue = (text: string | undefined): QueueName | undefined => queueNames.find((one) => one === text)

const idOf = ({ signOn, ask }: BoardRow): string => signOn ?? ask ?? ''

/** Who signed on: how well each is authorized, what waits for somebody, and which words each accepted. */
export function signOnsPage(shown: SignOnsShown): PersonalPage {
  const { place, all, show } = shown
  const { language } = place.visitor
  const words = wordsFor(language).board.signOns
  const kept = show === undefined ? all : all.filter(({ queues }) => queues.includes(show))
  // What waits comes the longest waiting first; the whole list is looked through by name.
  const byName = new Intl.Collator(language)
  const rows = kept.toSorted(
    (one, other) =>
      (show === undefined ? 0 : one.since.getTime() - other.since.getTime()) ||
      byName.compare(one.name, other.name) ||
      idOf(one).localeCompare(idOf(other)),
  )
  return boardFramed(place, 'signOns', {
    title: words.title,
    main: all.length === 0 ? html`<p class="prose">${words.empty}</p>` : html`${filters(shown)} ${table(shown, rows)}`,
  })
}

function filters({ place, all, show }: SignOnsShown): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board
  const path = routes.boardSignOns(campaign.slug, letter.slug)
  const entries: readonly (readonly [QueueName | undefined, string, number])[] = [
    [undefined, words.asks.all, all.length],
    ...queueNames.map(
      (one) => [one, words.queues[one], all.filter(({ queues }) => queues.includes(one)).length] as const,
    ),
  ]
  return html`<nav aria-label="${words.signOns.filters}">
    <ul class="row filters">
      ${entries.map(
        ([key, name, number]) =>
          html`<li>
            <a href="${path}${key !== undefined && `?show=${key}`}" ${key === show && html`aria-current="page"`}
              >${name} <b>${countOf(number, visitor.language)}</b></a
            >
          </li>`,
      )}
    </ul>
  </nav>`
}

function table({ place, show, after }: SignOnsShown, rows: readonly BoardRow[]): Insertable {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.signOns
  if (rows.length === 0) return html`<p role="status">${words.nothing}</p>`
  const part = sliceAfter(rows, { after, idOf, most: mostRows })
  const dayOf = dayTeller(campaign.timeZone, visitor.language)
  const heads = [words.name, words.status, words.level, words.text, words.waits]
  const body = html`<div class="scroll" tabindex="0" role="region" aria-label="${words.title}">
    <table class="dense cards">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${part.rows.map((row) => rowHtml(row, place, dayOf))}
      </tbody>
    </table>
  </div>`
  const path = routes.boardSignOns(campaign.slug, letter.slug)
  const query = show === undefined ? '' : `show=${show}&`
  const settle =
    show === 'names' && html`<p><a href="${routes.names(campaign.slug, letter.slug)}">${words.settle}</a></p>`
  return html`${settle} ${tight(body)} ${pager(path, { ...part, query }, visitor.language)}`
}

function rowHtml(row: BoardRow, place: BoardPlace, dayOf: DayTeller): Markup {
  const { visitor, campaign, letter, role } = place
  const { language } = visitor
  const words = wordsFor(language).board
  const heads = words.signOns
  const contact = seesContacts(role) && row.personal().contact
  const name = html`<bdi>${row.name}</bdi>`
  // A bounced invitation stands in a queue too, and has no sign-on yet: its page is where its address is mended.
  const path =
    row.signOn === undefined
      ? routes.ask(campaign.slug, letter.slug, row.ask ?? '')
      : routes.boardSignOn(campaign.slug, letter.slug, row.signOn)
  return html`<tr>
    <th scope="row">
      <a href="${beside(path, place)}">${name}</a>${contact && html`<br /><bdi>${contact.name ?? contact.email}</bdi>`}
    </th>
    ${cardCell(heads.status, `${words.statuses[row.status]}, ${dayOf(row.since)}`)}
    ${cardCell(heads.level, row.kind === 'person' ? heads.person : words.levels[row.level])}
    ${cardCell(heads.text, textHtml(row, place))}
    ${cardCell(heads.waits, row.queues.map((queue) => words.waits[queue]).join(', '))}
  </tr>`
}
