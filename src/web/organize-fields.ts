import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { FieldError } from './sign-form.ts'

/** A field of one line, with what is wrong with it. */
export type OneLine = {
  readonly key: 'name' | 'email'
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly errors: readonly FieldError[]
  /** It is of somebody else, so the browser need not offer what it knows of its owner. */
  readonly isOther?: boolean
}

/** A label, its hint, what is wrong, and the field below. */
export function oneLineField({ key, label, value, hint, errors, isOther }: OneLine): Markup {
  const wrong = errors.find(({ field }) => field === key)
  const described = [hint !== undefined && `${key}-hint`, wrong && `${key}-error`].filter(Boolean).join(' ')
  // The keyboard with @; nothing is judged in the browser, since a phone's bubble cannot say what ours can.
  const kind =
    key === 'email'
      ? html`type="email" inputmode="email" spellcheck="false" autocapitalize="none" maxlength="254"`
      : html`type="text"`
  return html`<div class="field${wrong && ' wrong'}">
    <label for="${key}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${key}-hint">${hint}</p>`}
    ${wrong && html`<p class="error" id="${key}-error">${wrong.said}</p>`}
    <input
      id="${key}"
      name="${key}"
      ${kind}
      autocomplete="${isOther ? 'off' : key}"
      value="${value}"
      dir="auto"
      ${described !== '' && html` aria-describedby="${described}"`}${wrong && html` aria-invalid="true"`}
    />
  </div>`
}

/** Everything that is wrong, above a form, with a way to each field. */
export function errorSummary(errors: readonly FieldError[], language: string): Insertable {
  if (errors.length === 0) return undefined
  const words = wordsFor(language).signing.errors
  return html`<div class="errors" role="alert">
    <h2>${words.summary(errors.length)}</h2>
    <ul>
      ${errors.map(({ field, said }) => html`<li><a href="#${field}">${said}</a></li>`)}
    </ul>
  </div>`
}

/** The title of a page, which says first that something is wrong. */
export function titleWith(errors: readonly FieldError[], title: string, language: string): string {
  return errors.length === 0 ? title : wordsFor(language).signing.errors.inTitle(title)
}
