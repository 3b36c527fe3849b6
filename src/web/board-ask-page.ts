import { may } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import { askStatuses, type BoardRow } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { boardFramed, seesContacts, shortDay, whyNobodySigns, type BoardPlace, type BoardSaid } from './board-frame.ts'
import { textHtml } from './board-asks-page.ts'
import { canRemind } from './board-rows.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField } from './write-fields.ts'

/** What is typed of an ask, as it came. */
export type AskFields = {
  readonly email: string
  readonly domain: string
  readonly group: string
  readonly nextOn: string
  readonly owner: string
  readonly note: string
}

/** What the page of one organization that is asked shows. */
export type AskShown = {
  readonly place: BoardPlace
  readonly row: BoardRow
  readonly fields: AskFields
  readonly errors: readonly FieldError[]
  readonly members: readonly { readonly organizer: OrganizerId; readonly name: string }[]
  /** Its personal invitation as an absolute address. */
  readonly link: string | undefined
  readonly said: BoardSaid | undefined
  readonly count: number | undefined
}

/** What stands in the form at first. */
export function fieldsOf(row: BoardRow): AskFields {
  const { contact, note } = row.personal()
  return {
    email: contact?.email ?? '',
    domain: row.domain ?? '',
    group: row.group ?? '',
    nextOn: row.nextOn ?? '',
    owner: row.owner ?? '',
    note: note ?? '',
  }
}

/** One organization that is asked: its status by one button each, a reminder, and what is written down of it. */
export function askPage(shown: AskShown): PersonalPage {
  const { place, row, errors, said, count } = shown
  const { visitor, campaign, letter, role } = place
  const { language } = visitor
  const words = wordsFor(language).board
  const over = whyNobodySigns(place)
  return boardFramed(place, 'asks', {
    title: row.name,
    errors,
    said,
    count,
    main: html`<h2 class="entry"><bdi>${row.name}</bdi></h2>
      <p>
        ${words.statuses[row.status]}, ${words.ask.since}
        ${shortDay(row.since, campaign.timeZone, language)}${row.versions.length > 0 && html` · ${textHtml(row, place)}`}${row.signOn !== undefined && html` · <a href="${routes.boardSignOn(campaign.slug, letter.slug, row.signOn)}">${words.ask.signOn}</a>`}
      </p>
      ${row.mailTrouble && html`<p class="error">${words.ask.cameBack}</p>`}
      ${over !== undefined && html`<p class="note">${over}</p>`}
      ${may(role, 'ask-organizations') && over === undefined ? changing(shown) : reading(shown)}
      <p><a href="${routes.asks(campaign.slug, letter.slug)}">${words.ask.back}</a></p>`,
  })
}

function changing(shown: AskShown): Markup {
  const { place, row, link } = shown
  const words = wordsFor(place.visitor.language).board
  const action = routes.ask(place.campaign.slug, place.letter.slug, row.ask ?? '')
  return html`<h3>${words.ask.set}</h3>
    <form class="row" method="post" action="${action}">
      ${askStatuses.map(
        (status) =>
          html`<button
            class="second"
            name="status"
            value="${status}"
            ${status === row.status && html`aria-current="true"`}
          >
            ${words.statuses[status]}
          </button>`,
      )}
      ${canRemind(row) && html`<button name="do" value="remind">${words.ask.remind}</button>`}
    </form>
    ${reminded(shown)} ${details(shown, action)}
    ${
      link !== undefined &&
      html`<h3>${words.ask.link}</h3>
        <p class="prose">${words.ask.linkLead}</p>
        <p class="field">
          <label for="link">${words.ask.linkLabel}</label><input id="link" readonly value="${link}" />
        </p>`
    }`
}

function reminded({ place, row }: AskShown): Insertable {
  if (!row.remindedAt) return undefined
  const { visitor, campaign } = place
  const words = wordsFor(visitor.language).board.ask
  return html`<p class="meta">
    ${words.reminded(row.reminders)} ${shortDay(row.remindedAt, campaign.timeZone, visitor.language)}.
  </p>`
}

function details({ place, fields, errors, members }: AskShown, action: string): Markup {
  const words = wordsFor(place.visitor.language).board.ask
  const people = members.map(({ organizer, name }) => [organizer, name] as const)
  return html`<h3>${words.details}</h3>
    <form class="form" method="post" action="${action}" novalidate>
      ${lineField({ id: 'email', label: words.email, value: fields.email, errors })}
      ${lineField({ id: 'domain', label: words.domain, hint: words.domainHint, value: fields.domain, errors })}
      ${lineField({ id: 'group', label: words.group, hint: words.groupHint, value: fields.group, errors })}
      ${lineField({ id: 'next', label: words.next, hint: words.nextHint, value: fields.nextOn, errors })}
      ${choiceField({ id: 'owner', label: words.owner, value: fields.owner, options: [['', words.nobody], ...people], errors })}
      ${areaField({ id: 'note', label: words.note, hint: words.noteHint, value: fields.note, rows: 4, errors })}
      <button name="do" value="details">${words.save}</button>
    </form>`
}

function reading({ place, row, members }: AskShown): Markup {
  const words = wordsFor(place.visitor.language).board.ask
  const owner = members.find(({ organizer }) => organizer === row.owner)?.name
  const { contact, note } = row.personal()
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.email, seesContacts(place.role) ? contact?.email : undefined],
    [words.domain, row.domain],
    [words.group, row.group],
    [words.next, row.nextOn],
    [words.owner, owner],
    [words.note, note],
  ]
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        value !== undefined &&
        html`<dt>${name}</dt>
          <dd><bdi>${value}</bdi></dd>`,
    )}
  </dl>`
}
