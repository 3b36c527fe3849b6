import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import type { Delivery, DeliveryPlan, DeliveryStatus, Due } from '#delivery'
import { html, type Insertable, type Markup } from '#typeset'
import { sendOn } from './organize-visit.ts'
import type { FieldError } from './sign-form.ts'

/** What came of the last act on a page of deliveries, by the name of its sentence. */
export type DeliverSaid = keyof ReturnType<typeof wordsFor>['deliver']['said']

/** What a query says was done, if it is a sentence of ours. */
export function readDeliverSaid(text: string | undefined): DeliverSaid | undefined {
  const { said } = wordsFor('en').deliver
  return text !== undefined && Object.hasOwn(said, text) ? (text as DeliverSaid) : undefined
}

/** The sentence of it. */
export const deliverNotice = (said: DeliverSaid | undefined, language: string): Insertable =>
  said && html`<p class="note" role="status">${wordsFor(language).deliver.said[said]}</p>`

/** Sends on to a page that says what came of it. */
export const sayingOf = (path: string, said: DeliverSaid): Response => sendOn(`${path}?said=${said}`)

/** A status in a word with its shape before it: never color alone. */
export function statusMark(status: DeliveryStatus, language: string): Markup {
  const kind = status === 'failed' || status === 'bounced' ? 'bad' : status === 'delivered' ? 'fine' : 'open'
  return html`<b class="state ${kind}">${wordsFor(language).deliver.statuses[status]}</b>`
}

/** Where the clock of an edition stands, in a sentence. */
export function dueInWords(due: Due, plan: Pick<DeliveryPlan, 'answeredOn'> | undefined, language: string): string {
  const words = wordsFor(language).deliver.due
  const day = (on: PartialDate) => dateInWords(on, language)
  if (plan?.answeredOn !== undefined) return words.answered(day(plan.answeredOn))
  switch (due.kind) {
    case 'awaiting':
      return words.awaiting(due.deadline && day(due.deadline), due.followUp && day(due.followUp))
    case 'past-follow-up-date':
      return words['past-follow-up-date'](day(due.followUp))
    case 'overdue':
    case 'long-overdue':
      return words[due.kind](day(due.deadline), due.days)
    case 'no-date':
      return words[due.why]
    default:
      return due satisfies never
  }
}

/** A field for files. The browser shows what was chosen; a page that is shown again cannot. */
export function fileField(field: {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly many?: true
  readonly errors?: readonly FieldError[]
}): Markup {
  const { id, label, hint, many, errors = [] } = field
  const wrong = errors.find((one) => one.field === id)
  const described = [hint !== undefined && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ')
  return html`<div class="field${wrong && ' wrong'}">
    <label for="${id}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${wrong && html`<p class="error" id="${id}-error">${wrong.said}</p>`}
    <input
      id="${id}"
      name="${id}"
      type="file"
      ${many && html` multiple`}${described !== '' && html` aria-describedby="${described}"`}${wrong && html` aria-invalid="true"`}
    />
  </div>`
}

/** By which way a delivery went. */
export const wayOf = ({ channel }: Pick<Delivery, 'channel'>, language: string): string =>
  wordsFor(language).deliver.channels[channel]
