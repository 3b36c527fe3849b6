import type { Organizer, OwnSession, Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { buttonForm, deskTable } from './desk-frame.ts'
import { errorSummary, oneLineField, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** What the page of one's own account shows. */
export type OwnAccount = {
  readonly visitor: Visitor
  readonly organizer: Organizer
  /** What stands in the field, which may be refused already. */
  readonly name: string
  readonly errors: readonly FieldError[]
  /** What came of a button on this page. */
  readonly said?: 'saved' | 'session-ended' | undefined
  readonly sessions: readonly OwnSession[]
}

/** One's own account: the name, what one may do, passkeys, and the way out of each session and of all. */
export function accountPage({ visitor, organizer, name, errors, said, sessions }: OwnAccount): PersonalPage {
  const { language } = visitor
  const { organize, desk } = wordsFor(language)
  const words = organize.own
  return framed(visitor, {
    title: titleWith(errors, words.title, language),
    main: html`${errorSummary(errors, language)}
      <h1>${words.title}</h1>
      ${said && html`<p class="note" role="status">${said === 'saved' ? words.saved : desk.sessions.ended}</p>`}
      <form class="form" method="post" action="${routes.organizerAccount()}" novalidate>
        ${oneLineField({ key: 'name', label: words.name, value: name, hint: words.nameHint, errors })}
        <button>${words.save}</button>
      </form>
      <dl class="facts">
        <dt>${words.email}</dt>
        <dd><bdi>${organizer.email}</bdi></dd>
        <dt>${words.may}</dt>
        <dd>${organizer.isOperator ? words.operator : organizer.mayCreate ? words.mayCreate : words.neither}</dd>
      </dl>
      <p><a href="${routes.passkeys()}">${desk.passkeys.title}</a></p>
      <h2>${words.sessions}</h2>
      <p class="prose">${words.sessionsLead}</p>
      ${sessionTable(sessions, language)}
      <form method="post" action="${routes.signOutEverywhere()}">
        <button class="second">${words.everywhere}</button>
      </form>`,
  })
}

function sessionTable(sessions: readonly OwnSession[], language: string): Markup {
  const { organize, desk } = wordsFor(language)
  const words = desk.sessions
  return deskTable(
    organize.own.sessions,
    [words.seen, words.begun, words.how, words.end],
    sessions.map((one) => sessionCells(one, language)),
  )
}

function sessionCells({ id, begunBy, begunAt, seenAt, isThis }: OwnSession, language: string): readonly Insertable[] {
  const words = wordsFor(language).desk.sessions
  const begun = momentInWords(begunAt, 'UTC', language)
  return [
    momentInWords(seenAt, 'UTC', language),
    begun,
    words.by[begunBy],
    isThis
      ? words.this
      : buttonForm(routes.endSession(), { says: words.end, about: words.endOf(begun), fields: { session: id } }),
  ]
}
