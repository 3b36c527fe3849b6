import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import type { LetterState } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { lineField, tickField, tickGroup } from './write-fields.ts'
import { letterFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'

/** What the page shows on which a letter is opened to strangers. */
export type StateFacts = LetterPlace & {
  readonly role: Role
  readonly embargoUntil: Date | undefined
  readonly closedAt: Date | undefined
  readonly signOnUntil: Date | undefined
  /** Every edition has a fixed text. */
  readonly isFrozen: boolean
  readonly fields: { readonly state: string; readonly until: string; readonly signOnUntil: string }
  readonly errors?: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

/** To whom a letter may be led from each state. What strangers have read is not hidden from them again. */
export const statesFrom: Readonly<Record<LetterState, readonly LetterState[]>> = {
  draft: ['draft', 'private', 'embargoed', 'published'],
  private: ['draft', 'private', 'embargoed', 'published'],
  embargoed: ['private', 'embargoed', 'published'],
  published: ['published', 'closed'],
  closed: ['closed', 'published'],
}

/** Who may read a letter, from when, and until when organizations may sign on. */
export function statePage(facts: StateFacts): PersonalPage {
  const { visitor, role, errors, said } = facts
  const words = wordsFor(visitor.language).write.state
  return letterFramed(facts, 'state', {
    title: words.title,
    errors,
    said,
    main: html`<p class="prose">${now(facts)}</p>
      ${may(role, 'set-state') ? [stateForm(facts), deadlineForm(facts)] : html`<p>${words.notYours}</p>`}`,
  })
}

function now({ visitor, campaign, letter, embargoUntil, closedAt, signOnUntil }: StateFacts): Insertable {
  const { state: words, states } = wordsFor(visitor.language).write
  const moment = (at: Date) => momentInWords(at, campaign.timeZone, visitor.language)
  const more = letter.state === 'embargoed' && embargoUntil ? words.until(moment(embargoUntil)) : ''
  const closed = letter.state === 'closed' && closedAt ? words.closedAt(moment(closedAt)) : ''
  return [
    `${words.now(states[letter.state].name)} ${states[letter.state].means} ${more}${closed}`,
    letter.state !== 'closed' && signOnUntil && ` ${words.deadlineNow(moment(signOnUntil))}`,
  ]
}

function stateForm({ visitor, campaign, letter, isFrozen, fields, errors = [] }: StateFacts): Markup {
  const { state: words, states } = wordsFor(visitor.language).write
  const ticks = statesFrom[letter.state].map((state) =>
    tickField({
      id: `state-${state}`,
      name: 'state',
      value: state,
      type: 'radio',
      on: fields.state === state,
      label: html`<strong>${states[state].name}</strong> ${states[state].means}`,
    }),
  )
  const embargoes = statesFrom[letter.state].includes('embargoed')
  return html`<h2>${words.heading}</h2>
    ${!isFrozen && html`<p class="note">${words.notFrozen} <a href="${routes.freeze(campaign.slug, letter.slug)}">${words.freeze}</a></p>`}
    <form class="form" method="post" action="${routes.letterState(campaign.slug, letter.slug)}" novalidate>
      ${tickGroup({ id: 'state', legend: words.choose, ticks, errors })}
      ${embargoes && lineField({ id: 'until', label: words.untilLabel, value: fields.until, hint: words.zone(campaign.timeZone), type: 'datetime-local', errors })}
      <button name="do" value="state">${words.button}</button>
    </form>`
}

function deadlineForm({ visitor, campaign, letter, fields, errors = [] }: StateFacts): Markup {
  const { state: words } = wordsFor(visitor.language).write
  return html`<h2>${words.deadline}</h2>
    <form class="form" method="post" action="${routes.letterState(campaign.slug, letter.slug)}" novalidate>
      ${lineField({ id: 'sign-on-until', label: words.deadlineLabel, value: fields.signOnUntil, hint: words.deadlineHint(campaign.timeZone), type: 'datetime-local', errors })}
      <button name="do" value="deadline">${words.deadlineButton}</button>
    </form>`
}
