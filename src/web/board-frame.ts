import type { Role } from '#accounts'
import { wordsFor, type Words } from '#kernel'
import type { GatheringLetter } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { errorSummary, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** A letter of a campaign, seen by somebody who works on it, at a moment. */
export type BoardPlace = InCampaign & { readonly letter: GatheringLetter; readonly now: Date }

/** The pages around a letter's sign-ons. */
export type BoardTab = keyof Words['board']['tabs']

/** What came of the last act, by the name of its sentence. */
export type BoardSaid = keyof Words['board']['said']

/** What a page says of itself. */
export type BoardInside = {
  readonly title: string
  readonly errors?: readonly FieldError[]
  readonly said?: BoardSaid | undefined
  /** The number that the sentence names. */
  readonly count?: number | undefined
  readonly main: Insertable
}

/** A page around a letter's sign-ons: its title, the way to its other pages, then the page's own. */
export function boardFramed(place: BoardPlace, tab: BoardTab, inside: BoardInside): PersonalPage {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const { errors = [] } = inside
  return framed(visitor, {
    title: titleWith(errors, `${inside.title}: ${letter.title}`, language),
    trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }],
    main: html`<div class="work">
      <p class="eyebrow">${campaign.title}</p>
      <h1><bdi>${letter.title}</bdi></h1>
      ${tabs(place, tab)} ${errorSummary(errors, language)} ${notice(inside, language)} ${inside.main}
    </div>`,
  })
}

function notice({ said, count }: BoardInside, language: string): Markup | undefined {
  if (!said) return undefined
  const sentence = wordsFor(language).board.said[said]
  return html`<p class="note" role="status">${typeof sentence === 'string' ? sentence : sentence(count ?? 0)}</p>`
}

function tabs({ visitor, campaign, letter }: BoardPlace, here: BoardTab): Markup {
  const words = wordsFor(visitor.language).board
  const place = [campaign.slug, letter.slug] as const
  const all: readonly (readonly [BoardTab, string])[] = [
    ['text', routes.edit(...place)],
    ['asks', routes.asks(...place)],
    ['signOns', routes.boardSignOns(...place)],
    ['list', routes.list(...place)],
    ['names', routes.names(...place)],
    ['endorsements', routes.endorsements(...place)],
    ['deliveries', routes.deliveries(...place)],
  ]
  return html`<nav aria-label="${words.tabsLabel}">
    <ul class="tabs">
      ${all.map(
        ([tab, path]) =>
          html`<li><a href="${path}" ${tab === here && html`aria-current="page"`}>${words.tabs[tab]}</a></li>`,
      )}
    </ul>
  </nav>`
}

/** What a query says was done, if it is a sentence of ours. */
export function readBoardSaid(text: string | undefined): BoardSaid | undefined {
  const { said } = wordsFor('en').board
  return text !== undefined && Object.hasOwn(said, text) ? (text as BoardSaid) : undefined
}

/** Who sees how representatives and contacts can be reached: whoever writes to them, or judges whether they may sign. */
export const seesContacts = (role: Role): boolean => role !== 'viewer'

/** Why nobody can sign a letter now, so that asking and reminding would come to nothing; `undefined` while one can. */
export function whyNobodySigns({
  letter,
  now,
  visitor,
}: Pick<BoardPlace, 'letter' | 'now' | 'visitor'>): string | undefined {
  const words = wordsFor(visitor.language).board.asks
  if (letter.state === 'closed') return words.closed
  if (letter.state === 'draft') return words.draft
  return letter.signOnUntil !== undefined && letter.signOnUntil <= now ? words.over : undefined
}

/** Tells a moment as its day, short: `Mar 12`, which no line breaks apart. */
export type DayTeller = (moment: Date) => string

/** Made once for a table: making it takes longer than telling forty days. */
export function dayTeller(timeZone: string, language: string): DayTeller {
  const locale = language === 'en' ? 'en-US' : language
  const format = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone })
  return (moment) => format.format(moment).replaceAll(' ', '\u00A0')
}

/** The same with the whole moment for machines, where there is one and not hundreds of it. */
export const shortDay = (moment: Date, timeZone: string, language: string): Markup =>
  html`<time datetime="${moment.toISOString().slice(0, 16)}Z">${dayTeller(timeZone, language)(moment)}</time>`

/**
 * An address of a letter's pages from another of them, as short as it can be: `asks/ID` instead of all that leads there.
 * In a table of hundreds of links that is a quarter of the page.
 */
export function beside(path: string, { campaign, letter }: Pick<BoardPlace, 'campaign' | 'letter'>): string {
  const base = routes.list(campaign.slug, letter.slug).replace(/list$/, '')
  return path.startsWith(base) ? path.slice(base.length) : path
}

/** A cell of a table that is a stack of cards on a phone: there the name of its column stands before it. */
export const cardCell = (head: string, value: Insertable): Markup =>
  value ? html`<td data-head="${head}">${value}</td>` : html`<td></td>`

/** How long ago, in the largest whole unit: `5 days ago`. */
export function ago(moment: Date, now: Date, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const hours = Math.floor((now.getTime() - moment.getTime()) / 3_600_000)
  return hours < 24 ? format.format(-Math.max(0, hours), 'hour') : format.format(-Math.floor(hours / 24), 'day')
}

/** One page of a longer list: where it begins is named by what stood last on the page before, so nothing is counted. */
export function sliceAfter<Row>(
  rows: readonly Row[],
  {
    after,
    idOf,
    most,
  }: { readonly after: string | undefined; readonly idOf: (row: Row) => string; readonly most: number },
): { readonly rows: readonly Row[]; readonly next: string | undefined; readonly isFirst: boolean } {
  const at = after === undefined ? -1 : rows.findIndex((row) => idOf(row) === after)
  const shown = rows.slice(at + 1, at + 1 + most)
  const last = shown.at(-1)
  const next = last && at + 1 + most < rows.length ? idOf(last) : undefined
  return { rows: shown, next, isFirst: at < 0 }
}

/** The way through a longer list. */
export function pager(
  path: string,
  {
    next,
    isFirst,
    query = '',
  }: { readonly next: string | undefined; readonly isFirst: boolean; readonly query?: string },
  language: string,
): Insertable {
  if (next === undefined && isFirst) return undefined
  const words = wordsFor(language).board
  return html`<ul class="row">
    ${next !== undefined && html`<li><a href="${path}?${query}after=${next}">${words.further}</a></li>`}
    ${!isFirst && html`<li><a href="${path}${query === '' ? '' : `?${query.slice(0, -1)}`}">${words.fromStart}</a></li>`}
  </ul>`
}
