import { html, type Insertable, type Markup } from '#typeset'
import type { FieldError } from './sign-form.ts'

/** A field of one line. */
export type LineField = {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly errors: readonly FieldError[]
  readonly hint?: string
  /** What the browser may offer of its owner's data. */
  readonly autocomplete?: string
  readonly kind?: 'email' | 'url'
}

/** A label, its hint, what is wrong, and the field below. Nothing is judged in the browser. */
export function lineField({ id, label, value, errors, hint, autocomplete = 'off', kind }: LineField): Markup {
  const wrong = errors.find(({ field }) => field === id)
  const described = [hint !== undefined && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ')
  const keys =
    kind === undefined
      ? html`type="text"`
      : html`type="${kind === 'email' ? kind : 'text'}" inputmode="${kind}" spellcheck="false" autocapitalize="none"`
  return html`<div class="field${wrong && ' wrong'}">
    <label for="${id}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`} ${errorOf(errors, id)}
    <input
      id="${id}"
      name="${id}"
      ${keys}
      autocomplete="${autocomplete}"
      value="${value}"
      dir="auto"
      ${described !== '' && html` aria-describedby="${described}"`}${wrong && html` aria-invalid="true"`}
    />
  </div>`
}

/** What is wrong with a field, at the field. */
export function errorOf(errors: readonly FieldError[], id: string): Insertable {
  const wrong = errors.find(({ field }) => field === id)
  return wrong && html`<p class="error" id="${id}-error">${wrong.said}</p>`
}

/** A box to tick, its words beside it. */
export type TickBox = {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly on: boolean
  readonly invalid?: boolean
}

/** A box to tick; nothing is ticked but what somebody ticked. */
export function tickBox({ id, name, value, on, invalid }: TickBox, label: Insertable): Markup {
  return html`<div class="tick">
    <input
      type="checkbox"
      id="${id}"
      name="${name}"
      value="${value}"
      ${on && html` checked`}${invalid && html` aria-invalid="true" aria-describedby="${id}-error"`}
    />
    <label for="${id}">${label}</label>
  </div>`
}

/** Lines of facts: what, and its value; those without a value are left out. */
export function factList(lines: readonly (readonly [name: string, value: Insertable])[]): Markup {
  return html`<dl class="facts">
    ${lines.map(
      ([name, value]) =>
        value !== undefined &&
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}

/** A form of one button. */
export function oneButton(action: string, button: string, look: 'first' | 'second' | 'alarm' = 'first'): Markup {
  return html`<form method="post" action="${action}">
    <button${look !== 'first' && html` class="${look}"`}>${button}</button>
  </form>`
}
