import type { Organizer, Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import { html } from '#typeset'
import { errorSummary, oneLineField, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** What the page of one's own account shows. */
export type OwnAccount = {
  readonly visitor: Visitor
  readonly organizer: Organizer
  /** What stands in the field, which may be refused already. */
  readonly name: string
  readonly errors: readonly FieldError[]
  readonly saved: boolean
}

/** One's own account: the name, what one may do, and the way out of every session. */
export function accountPage({ visitor, organizer, name, errors, saved }: OwnAccount): PersonalPage {
  const { language } = visitor
  const words = wordsFor(language).organize.own
  return framed(visitor, {
    title: titleWith(errors, words.title, language),
    main: html`${errorSummary(errors, language)}
      <h1>${words.title}</h1>
      ${saved && html`<p class="note" role="status">${words.saved}</p>`}
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
      <h2>${words.sessions}</h2>
      <p class="prose">${words.sessionsLead}</p>
      <form method="post" action="${routes.signOutEverywhere()}">
        <button class="second">${words.everywhere}</button>
      </form>`,
  })
}
