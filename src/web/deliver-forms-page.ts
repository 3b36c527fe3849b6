import { dateInWords, dayOf, wordsFor, type PartialDate } from '#kernel'
import type { GatheringEdition } from '#letters'
import { html, type Markup } from '#typeset'
import { boardFramed, type BoardPlace } from './board-frame.ts'
import { fileField } from './deliver-parts.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField } from './write-fields.ts'

/** What is typed into the forms of deliveries, as it came. */
export type DeliverFields = Readonly<
  Record<'version' | 'to' | 'cover' | 'contact' | 'channel' | 'on' | 'became' | 'courier' | 'note' | 'file', string>
>

/** What a form of a delivery stands on. */
export type DeliverForm = {
  readonly place: BoardPlace
  readonly edition: GatheringEdition
  readonly fields: DeliverFields
  readonly errors: readonly FieldError[]
  readonly today: PartialDate
}

/** A mail to a recipient is prepared: which text, to whom, with which words above it. */
export function prepareDeliveryPage({ place, edition, fields, errors }: DeliverForm): PersonalPage {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver.prepare
  const title = words.title(edition.recipient)
  return boardFramed(place, 'deliveries', {
    title,
    errors,
    main: html`<h2>${title}</h2>
      <p class="prose">${words.lead}</p>
      <form
        class="form"
        method="post"
        action="${routes.prepareDelivery(campaign.slug, letter.slug, edition.slug)}"
        novalidate
      >
        ${versionField({ place, edition, fields, errors })}
        ${areaField({ id: 'to', label: words.to, hint: words.toHint, value: fields.to, rows: 5, errors })}
        ${areaField({ id: 'cover', label: words.cover, hint: words.coverHint, value: fields.cover, rows: 6, errors })}
        ${lineField({ id: 'contact', label: words.contact, hint: words.contactHint, value: fields.contact, errors })}
        <button>${words.button}</button>
      </form>`,
  })
}

function versionField({
  place,
  edition,
  fields,
  errors,
}: Pick<DeliverForm, 'place' | 'edition' | 'fields' | 'errors'>): Markup {
  const { visitor, campaign } = place
  const { language } = visitor
  const words = wordsFor(language).deliver.prepare
  const options = edition.versions
    .toReversed()
    .map(({ number, frozenAt }): readonly [string, string] => [
      String(number),
      words.versionOf(number, dateInWords(dayOf(frozenAt, campaign.timeZone), language)),
    ])
  return choiceField({ id: 'version', label: words.version, value: fields.version, options, errors })
}

/** A delivery that somebody made is written down, with what proves it. */
export function recordDeliveryPage(form: DeliverForm): PersonalPage {
  const { place, edition, fields, errors, today } = form
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver.record
  const to = wordsFor(visitor.language).deliver.prepare
  const title = words.title(edition.recipient)
  return boardFramed(place, 'deliveries', {
    title,
    errors,
    main: html`<h2>${title}</h2>
      <p class="prose">${words.lead}</p>
      <form
        class="form"
        method="post"
        action="${routes.recordDelivery(campaign.slug, letter.slug, edition.slug)}"
        enctype="multipart/form-data"
        novalidate
      >
        ${choiceField({ id: 'channel', label: words.channel, value: fields.channel, options: Object.entries(words.channels), errors })}
        ${lineField({ id: 'on', label: words.on, hint: words.onHint(today), value: fields.on, errors })}
        ${choiceField({ id: 'became', label: words.became, value: fields.became, options: Object.entries(words.becames), errors })}
        ${areaField({ id: 'to', label: to.to, hint: words.toHint, value: fields.to, rows: 3, errors })}
        ${lineField({ id: 'courier', label: words.courier, value: fields.courier, errors })}
        ${areaField({ id: 'note', label: words.note, value: fields.note, rows: 3, errors })} ${versionField(form)}
        ${choiceField({ id: 'file', label: words.file, hint: words.fileHint, value: fields.file, options: Object.entries(words.files), errors })}
        ${fileField({ id: 'upload', label: words.upload, errors })}
        ${fileField({ id: 'proofs', label: words.proofs, hint: words.proofsHint, many: true, errors })}
        <button>${words.button}</button>
      </form>`,
  })
}
