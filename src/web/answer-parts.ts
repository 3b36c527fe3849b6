import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { errorSummary, titleWith } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import type { FieldError } from './sign-form.ts'

/** What came of the last act on a recipient's page, by the name of its sentence. */
export type AnswerSaid = keyof ReturnType<typeof wordsFor>['answer']['said']

/** What a query says was done, if it is a sentence of ours. */
export function readAnswerSaid(text: string | undefined): AnswerSaid | undefined {
  const { said } = wordsFor('en').answer
  return text !== undefined && Object.hasOwn(said, text) ? (text as AnswerSaid) : undefined
}

/** A page for a recipient alone. */
export function answerFramed(
  language: string,
  inside: {
    readonly title: string
    readonly errors?: readonly FieldError[] | undefined
    readonly said: AnswerSaid | undefined
    readonly main: Insertable
  },
): PersonalPage {
  const words = wordsFor(language).answer
  const { errors = [], said, title } = inside
  return {
    title: titleWith(errors, title, language),
    language,
    footer: words.footer,
    main: html`<div class="work">
      <p class="eyebrow">${words.eyebrow}</p>
      <h1>${title}</h1>
      ${errorSummary(errors, language)} ${said && html`<p class="note" role="status">${words.said[said]}</p>`}
      ${inside.main}
    </div>`,
  }
}

/** Says that nothing stands behind a link. */
export function nothingToAnswer(language: string): PersonalPage {
  const { gone } = wordsFor(language).answer
  const main: Markup = html`<h1>${gone.title}</h1>
    <p class="lead">${gone.lead}</p>`
  return { title: gone.title, language, main }
}
