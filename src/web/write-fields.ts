import type { Recipient } from '#letters'
import { html, raw, type Insertable, type Markup } from '#typeset'
import type { FieldError } from './sign-form.ts'

/** A field as it is shown: also with what was typed into it and is refused. */
export type Field = {
  /** Its id, and its name in what is posted. */
  readonly id: string
  readonly label: string
  readonly value: string
  readonly hint?: Insertable
  readonly errors?: readonly FieldError[]
}

const wrongWith = ({ id, errors = [] }: Pick<Field, 'id' | 'errors'>) => errors.find(({ field }) => field === id)

/** A label, its hint, what is wrong, and below it whatever takes the answer. */
function around(field: Field, control: (described: Insertable) => Markup): Markup {
  const { id, label, hint } = field
  const wrong = wrongWith(field)
  const described = [hint !== undefined && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ')
  const attributes = html`${described !== '' && html` aria-describedby="${described}"`}${wrong && html` aria-invalid="true"`}`
  return html`<div class="field${wrong && ' wrong'}">
    <label for="${id}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${wrong && html`<p class="error" id="${id}-error">${wrong.said}</p>`} ${control(attributes)}
  </div>`
}

/** One line of text. Browsers keep what they know of their owner to themselves: it is about others here. */
export function lineField(
  field: Field & { readonly type?: 'text' | 'datetime-local'; readonly list?: string },
): Markup {
  const { id, value, type = 'text', list } = field
  return around(
    field,
    (described) =>
      html`<input
        id="${id}"
        name="${id}"
        type="${type}"
        autocomplete="off"
        ${list !== undefined && html`list="${list}"`}
        value="${value}"
        dir="auto"
        ${described}
      />`,
  )
}

type Area = Field & { readonly rows: number; readonly language?: string }

/** Several lines of text. */
export const areaField = (field: Area): Markup => area(field, html`name="${field.id}"`)

/** Several lines that can be read and copied, and not changed. */
export const readOnlyArea = (field: Omit<Area, 'errors'>): Markup => area(field, html`readonly`)

function area(field: Area, kind: Markup): Markup {
  const { id, value, rows, language } = field
  const tongue = language !== undefined && html`lang="${language}"`
  const about = (described: Insertable) => html`id="${id}" rows="${rows}" dir="auto" ${kind} ${tongue} ${described}`
  // Browsers drop a line break that stands right after the tag, so one of ours stands before any of theirs. In pieces,
  // because whoever formats this file sees no difference and would add another.
  return around(
    field,
    (described) => html`${raw('<textarea ')}${about(described)}${raw('>\n')}${value}${raw('</textarea>')}`,
  )
}

/** One of several. */
export function choiceField(field: Field & { readonly options: readonly (readonly [string, string])[] }): Markup {
  const { id, value, options } = field
  return around(
    field,
    (described) =>
      html`<select id="${id}" name="${id}" ${described}>
        ${options.map(([key, said]) => html`<option value="${key}" ${key === value && html` selected`}>${said}</option>`)}
      </select>`,
  )
}

/** A box to tick, or one of several circles. */
export function tickField(tick: {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly label: Insertable
  readonly on: boolean
  readonly type?: 'checkbox' | 'radio'
}): Markup {
  const { id, name, value, label, on, type = 'checkbox' } = tick
  return html`<p class="tick">
    <input id="${id}" type="${type}" name="${name}" value="${value}" ${on && html`checked`} /><label for="${id}"
      >${label}</label
    >
  </p>`
}

/** A box for each recipient of a campaign, to say to whom a letter goes. */
export const recipientTicks = (recipients: readonly Recipient[], chosen: readonly string[]): readonly Markup[] =>
  recipients.map(({ slug, name }) =>
    tickField({
      id: `to-${slug}`,
      name: 'to',
      value: slug,
      label: html`<bdi>${name}</bdi>`,
      on: chosen.includes(slug),
    }),
  )

/** Ticks under one heading, with what is wrong with them. */
export function tickGroup(group: {
  readonly id: string
  readonly legend: string
  readonly hint?: Insertable
  readonly ticks: readonly Markup[]
  readonly errors?: readonly FieldError[]
}): Markup {
  const { id, legend, hint, ticks } = group
  const wrong = wrongWith(group)
  return html`<fieldset id="${id}" ${wrong && html` class="wrong"`}>
    <legend>${legend}</legend>
    ${hint !== undefined && html`<p class="hint">${hint}</p>`} ${wrong && html`<p class="error">${wrong.said}</p>`}
    ${ticks}
  </fieldset>`
}

/** Fields that people do not see. */
export const hiddenField = (name: string, value: string | number): Markup =>
  html`<input type="hidden" name="${name}" value="${value}" />`

/** What stands in a posted field, its line breaks as we write them. */
export const typedIn = (posted: URLSearchParams, name: string): string =>
  (posted.get(name) ?? '').replaceAll('\r\n', '\n')
