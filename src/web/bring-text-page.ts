import { typedParagraphs, type ReadFiles, type ReviewEdition } from '#intake'
import { wordsFor } from '#kernel'
import { addresseeLine } from '#letters'
import { html, type Markup } from '#typeset'
import { bringFramed } from './bring-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { tight } from './tight.ts'
import { areaField, lineField } from './write-fields.ts'

/** The parts of a letter as they stand in the form. */
export type TextFields = Readonly<
  Record<
    'title' | 'date' | 'language' | 'recipient' | 'addressees' | 'cc' | 'salutation' | 'paragraphs' | 'closing',
    string
  >
>

/** What the page shows on which one edition is looked at beside the file. */
export type TextShown = InCampaign & {
  readonly proposal: string
  readonly read: ReadFiles
  readonly edition: ReviewEdition
  readonly fields: TextFields
  readonly errors: readonly FieldError[]
  /** The first line of the file that is shown. */
  readonly from: number
}

/** Lines of the file shown at once. */
const mostLines = 400

/** One edition as it was read, in fields, beside the lines of the file. */
export function readingTextPage(shown: TextShown): PersonalPage {
  const { visitor, campaign, proposal, edition, fields, errors } = shown
  const words = wordsFor(visitor.language).bring
  const { parts } = words.review
  const path = routes.readingText(campaign.slug, proposal, edition.number)
  const line = (id: keyof TextFields, hint?: string) =>
    lineField({ id, label: parts[id], value: fields[id], errors, ...(hint !== undefined && { hint }) })
  const area = (id: keyof TextFields, rows: number, hint: string) =>
    areaField({ id, label: parts[id], value: fields[id], rows, hint, errors, language: edition.draft.language })
  return bringFramed(shown, {
    title: words.text.title,
    errors,
    main: html`<div class="sides">
        <div>${fileLines(shown)}</div>
        <form class="form" method="post" action="${path}" novalidate>
          ${line('title')} ${line('date', words.text.dateHint)} ${line('language')}
          ${line('recipient', words.text.recipientHint)} ${area('addressees', 4, words.text.addresseesHint)}
          ${area('cc', 2, words.text.addresseesHint)} ${line('salutation')}
          ${area('paragraphs', 24, words.text.paragraphsHint)} ${line('closing')}
          <button>${words.text.save}</button>
        </form>
      </div>
      <p><a href="${routes.reading(campaign.slug, proposal)}">${words.text.back}</a></p>`,
  })
}

function fileLines({ visitor, campaign, proposal, read, edition, from }: TextShown): Markup {
  const words = wordsFor(visitor.language).bring.text
  const file = read.files[read.fileOf[edition.number] ?? 0]
  const lines = file?.lines ?? []
  const path = routes.readingText(campaign.slug, proposal, edition.number)
  const shown = lines.slice(from, from + mostLines)
  return html`<h2>${words.file}</h2>
    <div class="lines file">${tight(html`${shown.map(({ text }) => html`<p dir="auto">${text}</p>`)}`)}</div>
    <ul class="row">
      ${from + mostLines < lines.length && html`<li><a href="${path}?from=${from + mostLines}">${words.further}</a></li>`}
      ${from > 0 && html`<li><a href="${path}">${words.fromStart}</a></li>`}
    </ul>`
}

/** What was read, as it stands in the form. */
export function textFieldsOf({ draft }: ReviewEdition): TextFields {
  const people = (all: typeof draft.addressees): string =>
    all
      .map(({ name, title, organization }) =>
        addresseeLine({
          name: name ?? undefined,
          title: title ?? undefined,
          organization: organization ?? undefined,
        }),
      )
      .join('\n')
  return {
    title: draft.title ?? '',
    date: draft.date ?? '',
    language: draft.language,
    recipient: draft.recipient ?? '',
    addressees: people(draft.addressees),
    cc: people(draft.cc),
    salutation: draft.salutation ?? '',
    paragraphs: typedParagraphs(draft.paragraphs),
    closing: draft.closing ?? '',
  }
}
