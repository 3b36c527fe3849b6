import { may } from '#accounts'
import type { Clock } from '#delivery'
import { dateInWords, wordsFor, type PartialDate, type RecipientId } from '#kernel'
import type { GatheringLetter, Recipient } from '#letters'
import { correspondenceStates, type CorrespondenceState } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { dueInWords } from './deliver-parts.ts'
import { deskFramed, deskTable } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import { errorSummary } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import type { RespondSaid } from './respond-parts.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { choiceField, lineField } from './write-fields.ts'

/** What is typed of an exchange, as it came. */
export type ExchangeFields = Readonly<Record<'recipient' | 'state' | 'on' | 'note', string>>

/** What the page of exchanges shows. */
export type ExchangesShown = {
  readonly at: InCampaign
  readonly recipients: readonly Recipient[]
  readonly described: ReadonlyMap<RecipientId, { readonly state: CorrespondenceState; readonly since: PartialDate }>
  readonly clocks: readonly Clock[]
  readonly fields: ExchangeFields
  readonly errors: readonly FieldError[]
  readonly today: PartialDate
  readonly said: RespondSaid | undefined
}

/** With each recipient where the exchange stands: what a person says, and beside it what the calendar says. */
export function exchangesPage(shown: ExchangesShown): PersonalPage {
  const { at, recipients, errors, said } = shown
  const { language } = at.visitor
  const all = wordsFor(language).respond
  const words = all.exchanges
  return deskFramed(at, {
    heading: words.title,
    said: said && all.said[said],
    main: html`${errorSummary(errors, language)}
      <p class="prose">${words.lead}</p>
      ${deskTable(
        words.title,
        [words.recipient, words.said, words.clock],
        recipients.map((one) => [html`<bdi>${one.name}</bdi>`, describedHtml(one.id, shown), clockHtml(one.id, shown)]),
      )}
      ${may(at.role, 'write') && recipients.length > 0 && form(shown)}
      <p><a href="${routes.replies(at.campaign.slug)}">${all.ways.all}</a></p>`,
  })
}

function describedHtml(recipient: RecipientId, { at, described }: ExchangesShown): Insertable {
  const { language } = at.visitor
  const words = wordsFor(language).respond.exchanges
  const its = described.get(recipient)
  if (!its) return html`<span class="quiet">${words.nothing}</span>`
  return html`<b>${words.states[its.state]}</b>
    <span class="quiet">${words.since(dateInWords(its.since, language))}</span>`
}

function clockHtml(recipient: RecipientId, { at, clocks }: ExchangesShown): Insertable {
  const { language } = at.visitor
  const its = clocks.filter((one) => one.recipient === recipient)
  if (its.length === 0) return html`<span class="quiet">${wordsFor(language).respond.exchanges.noClock}</span>`
  return its.map((one) => html`<p>${dueInWords(one.due, one, language)}</p>`)
}

function form({ at, recipients, fields, errors, today }: ExchangesShown): Markup {
  const words = wordsFor(at.visitor.language).respond.exchanges
  const states = correspondenceStates.map((state) => [state, words.states[state]] as const)
  const names = recipients.map(({ id, name }) => [id, name] as const)
  return html`<form class="form" method="post" action="${routes.exchanges(at.campaign.slug)}" novalidate>
    ${choiceField({ id: 'recipient', label: words.recipient, value: fields.recipient, options: names, errors })}
    ${choiceField({ id: 'state', label: words.state, value: fields.state, options: states, errors })}
    ${lineField({ id: 'on', label: words.on, hint: words.onHint(today), value: fields.on, errors })}
    ${lineField({ id: 'note', label: words.note, value: fields.note, errors })}
    <button>${words.button}</button>
  </form>`
}

/** What the page of everything that waits shows. */
export type WaitingForUs = {
  readonly at: InCampaign
  readonly toRead: number
  readonly toPublish: number
  /** Those whose day is past. */
  readonly past: readonly Clock[]
  readonly letters: readonly GatheringLetter[]
  readonly alarms: readonly { readonly title: string }[]
}

const mostAlarms = 20

/** What waits for somebody on the recipients' side: replies to read, days that are past, sources that changed. */
export function waitingPage({ at, toRead, toPublish, past, letters, alarms }: WaitingForUs): PersonalPage {
  const { campaign, visitor } = at
  const { language } = visitor
  const words = wordsFor(language).respond.waiting
  const replies = routes.replies(campaign.slug)
  const line = (count: number, said: string) => count > 0 && html`<p class="note"><a href="${replies}">${said}</a></p>`
  return deskFramed(at, {
    heading: words.title,
    main: html`<h2>${words.replies}</h2>
      ${line(toRead, words.toRead(toRead))} ${line(toPublish, words.toPublish(toPublish))}
      ${toRead + toPublish === 0 && html`<p>${words.noReplies}</p>`}
      <h2>${words.dates}</h2>
      ${past.length === 0 && html`<p>${words.noDates}</p>`} ${past.map((clock) => pastHtml(clock, letters, { at }))}
      <h2>${words.alarms}</h2>
      ${
        alarms.length === 0
          ? html`<p>${words.noAlarms}</p>`
          : html`<p><a href="${routes.sources(campaign.slug)}">${words.alarmsLead(alarms.length)}</a></p>
              <ul>
                ${alarms.slice(0, mostAlarms).map(({ title }) => html`<li><bdi>${title}</bdi></li>`)}
              </ul>`
      }
      <p><a href="${replies}">${wordsFor(language).respond.ways.all}</a></p>`,
  })
}

function pastHtml(clock: Clock, letters: WaitingForUs['letters'], { at }: Pick<WaitingForUs, 'at'>): Insertable {
  const { campaign, visitor } = at
  const letter = letters.find(({ id }) => id === clock.letter)
  const edition = letter?.editions.find(({ id }) => id === clock.edition)
  if (!letter || !edition) return undefined
  const words = wordsFor(visitor.language).respond.waiting
  return html`<div class="note">
    <p>
      <b><bdi>${edition.recipient}</bdi></b> · <bdi>${letter.title}</bdi>
    </p>
    <p>
      ${dueInWords(clock.due, clock, visitor.language)}
      <a href="${routes.deliveries(campaign.slug, letter.slug)}" aria-label="${words.letter}: ${edition.recipient}"
        >${words.letter}</a
      >
    </p>
  </div>`
}
