import { may } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import { askStatuses, type BoardRow } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import {
  beside,
  boardFramed,
  cardCell,
  dayTeller,
  pager,
  seesContacts,
  sliceAfter,
  type BoardPlace,
  type BoardSaid,
  type DayTeller,
  whyNobodySigns,
} from './board-frame.ts'
import { boardStatuses, countsOf, dueOn, rowId, versionSeen, type BoardShow } from './board-rows.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'
import { tight } from './tight.ts'

/** What the whip board shows. */
export type AsksShown = {
  readonly place: BoardPlace
  /** Every row of the letter, for the numbers. */
  readonly all: readonly BoardRow[]
  /** Those that were asked for, in order. */
  readonly rows: readonly BoardRow[]
  readonly show: BoardShow
  readonly find: string
  readonly after: string | undefined
  /** Today in the campaign's time zone, ISO 8601. */
  readonly today: string
  readonly owners: ReadonlyMap<OrganizerId, string>
  /** Where anybody may sign on who has it, as an absolute address. */
  readonly openLink: string | undefined
  readonly said: BoardSaid | undefined
  readonly count: number | undefined
}

/** Rows of one page: with forty, a page of long names and notes stays under 30 KB. */
const mostRows = 40

/** The whip board: who was asked, how far each is, whom to call today. */
export function asksPage(shown: AsksShown): PersonalPage {
  const { place, all, said, count } = shown
  const { language } = place.visitor
  const words = wordsFor(language).board.asks
  const over = whyNobodySigns(place)
  const mayAsk = may(place.role, 'ask-organizations') && over === undefined
  const { campaign, letter } = place
  return boardFramed(place, 'asks', {
    title: words.title,
    said,
    count,
    main: html`${all.length > 0 && filters(shown)}
    ${all.length === 0 && over === undefined && html`<p class="prose">${mayAsk ? words.empty : words.emptyForReaders}</p>`}
    ${over === undefined ? mayAsk && html`<p><a class="act" href="${routes.newAsks(campaign.slug, letter.slug)}">${words.more}</a></p>` : html`<p class="note">${over}</p>`}
    ${all.length > 0 && table(shown)} ${mayAsk && openLink(shown)}`,
  })
}

/** The numbers, each a way to its rows. */
function filters({ place, all, show, find, today }: AsksShown): Markup {
  const { visitor, campaign, letter, now } = place
  const words = wordsFor(visitor.language).board
  const path = routes.asks(campaign.slug, letter.slug)
  const counts = countsOf(all)
  const due = all.filter((row) => dueOn(row, today, now)).length
  const entries: readonly (readonly [BoardShow, string, number])[] = [
    ['all', words.asks.all, all.length],
    ['today', words.asks.today, due],
    ...boardStatuses.map((status) => [status, words.statuses[status], counts.get(status) ?? 0] as const),
  ]
  const shown = entries.filter(([key, , number]) => number > 0 || key === show || key === 'today')
  return html`<nav aria-label="${words.asks.filters}">
      <ul class="row filters">
        ${shown.map(([key, name, number]) => {
          const query = key === 'all' ? '' : `?show=${key}`
          return html`<li>
            <a href="${path}${query}" ${key === show && html`aria-current="page"`}
              >${name} <b>${countOf(number, visitor.language)}</b></a
            >
          </li>`
        })}
      </ul>
    </nav>
    <form class="find" method="get" action="${path}" role="search">
      <label for="find">${words.asks.find}</label
      ><input id="find" name="find" type="search" value="${find}" maxlength="120" autocomplete="off" /><button
        class="second"
      >
        ${words.asks.findButton}
      </button>
    </form>`
}

function table(shown: AsksShown): Insertable {
  const { place, rows, show, find, after } = shown
  const { visitor, campaign, letter, role } = place
  const words = wordsFor(visitor.language).board.asks
  if (rows.length === 0) return html`<p role="status">${show === 'today' ? words.nobodyToday : words.nothing}</p>`
  const part = sliceAfter(rows, { after, idOf: rowId, most: mostRows })
  const mayAsk = may(role, 'ask-organizations') && whyNobodySigns(place) === undefined
  const dayOf = dayTeller(campaign.timeZone, visitor.language)
  const heads = [words.organization, words.status, words.next, words.owner, words.text, words.note]
  const body = html`<div class="scroll" tabindex="0" role="region" aria-label="${words.title}">
    <table class="dense cards">
      <thead>
        <tr>
          ${mayAsk && html`<td></td>`} ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${part.rows.map((row) => rowHtml(row, { ...shown, dayOf }, mayAsk))}
      </tbody>
    </table>
  </div>`
  const query = `${show === 'all' ? '' : `show=${show}&`}${find === '' ? '' : `find=${encodeURIComponent(find)}&`}`
  const path = routes.asks(campaign.slug, letter.slug)
  return html`${mayAsk ? manyForm(shown, tight(body)) : tight(body)}
  ${pager(path, { ...part, query }, visitor.language)}`
}

/** The table as a form: several rows at once get a status or a reminder. */
function manyForm({ place, show }: AsksShown, body: Markup): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board
  return html`<form method="post" action="${routes.manyAsks(campaign.slug, letter.slug)}">
    ${body}
    <input type="hidden" name="show" value="${show}" />
    <p class="row">
      <span>${words.asks.ticked}</span>
      <button class="second" name="do" value="remind">${words.asks.remind}</button>
      <label for="many-status">${words.asks.setTo}</label>
      <select id="many-status" name="status">
        ${askStatuses.map((status) => html`<option value="${status}">${words.statuses[status]}</option>`)}
      </select>
      <button class="second" name="do" value="status">${words.asks.set}</button>
    </p>
  </form>`
}

function rowHtml(row: BoardRow, shown: AsksShown & { readonly dayOf: DayTeller }, mayAsk: boolean): Markup {
  const { place, today, owners } = shown
  const { visitor, now } = place
  const { language } = visitor
  const words = wordsFor(language).board
  const due = dueOn(row, today, now)
  const { contact, note } = row.personal()
  const heads = words.asks
  const status = html`${words.statuses[row.status]},
  ${shown.dayOf(row.since)}${row.mailTrouble && html`<br /><span class="error">${heads.cameBack}</span>`}`
  return html`<tr>
    ${mayAsk && html`<td>${row.ask !== undefined && html`<input type="checkbox" name="ask" value="${row.ask}" aria-label="${row.name}" />`}</td>`}
    <th scope="row">
      <a href="${beside(pathOfRow(row, place), place)}"><bdi>${row.name}</bdi></a
      >${seesContacts(place.role) && contact && html`<br /><bdi>${contact.email}</bdi>`}
    </th>
    ${cardCell(heads.status, status)} ${cardCell(heads.next, nextHtml(row, due, language))}
    ${cardCell(heads.owner, row.owner !== undefined && html`<bdi>${owners.get(row.owner) ?? words.erased}</bdi>`)}
    ${cardCell(heads.text, textHtml(row, place))}
    ${cardCell(heads.note, note !== undefined && html`<bdi>${shortened(note)}</bdi>`)}
  </tr>`
}

/** Who was asked has a page to change that; who only signed on has a page of that. */
function pathOfRow(row: BoardRow, { campaign, letter }: BoardPlace): string {
  if (row.ask !== undefined) return routes.ask(campaign.slug, letter.slug, row.ask)
  return routes.boardSignOn(campaign.slug, letter.slug, row.signOn ?? '')
}

function nextHtml({ nextOn }: BoardRow, due: ReturnType<typeof dueOn>, language: string): Insertable {
  const words = wordsFor(language).board
  if (nextOn !== undefined) return due ? html`<b>${nextOn}</b>` : nextOn
  return due && html`<b>${words.due[due]}</b>`
}

/** Which words a row said yes to, as short as can be. */
export function textHtml(row: Pick<BoardRow, 'versions'>, { visitor, letter }: BoardPlace): Insertable {
  const seen = versionSeen(row, letter)
  if (!seen) return undefined
  const words = wordsFor(visitor.language).board.asks
  const some = seen.editions < letter.editions.length && ` · ${words.editions(seen.editions, letter.editions.length)}`
  return html`${words.version(seen.number)}${seen.isOlder && html` · <b>${words.older}</b>`}${some}`
}

function shortened(text: string): string {
  const [first = ''] = text.split('\n')
  return first.length > 60 || first.length < text.length ? `${first.slice(0, 60).replace(/\s+\S*$/u, '')} …` : first
}

function openLink({ place, openLink: address }: AsksShown): Insertable {
  if (address === undefined) return undefined
  const words = wordsFor(place.visitor.language).board.asks
  return html`<h2>${words.open}</h2>
    <p class="prose">${words.openLead}</p>
    <p class="field"><label for="open">${words.openLabel}</label><input id="open" readonly value="${address}" /></p>`
}
