import { may, type Role } from '#accounts'
import { dateInWords, wordsFor } from '#kernel'
import type { DraftEdition, Recipient } from '#letters'
import { html, type Markup } from '#typeset'
import { languageChoices } from './languages.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField, recipientTicks, tickGroup } from './write-fields.ts'
import { letterFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'

/** What is typed once for all editions, as it came. */
export type SharedFields = { readonly date: string; readonly closing: string }

/** What is typed of the letter as a whole, as it came. */
export type FactFields = {
  readonly title: string
  readonly language: string
  /** Slugs of the recipients that have an edition. */
  readonly recipients: readonly string[]
}

/** What the page of all editions shows. */
export type EditionsFacts = LetterPlace & {
  readonly role: Role
  readonly editions: readonly DraftEdition[]
  readonly recipients: readonly Recipient[]
  readonly shared: SharedFields
  readonly fields: FactFields
  readonly errors?: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

/** What stands around the letter for each recipient; what is the same for all is said once. */
export function editionsPage(facts: EditionsFacts): PersonalPage {
  const { visitor, campaign, letter, firstEdition, editions, role, errors, said } = facts
  const words = wordsFor(visitor.language).write.editions
  return letterFramed(facts, 'editions', {
    title: words.title,
    errors,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${
        editions.length === 0
          ? html`<p>${words.none}</p>`
          : html`<ul class="plain">
              ${editions.map((one) => entry(one, facts))}
            </ul>`
      }
      ${firstEdition !== undefined && html`<p><a href="${routes.preview(campaign.slug, letter.slug, firstEdition)}">${words.next}</a></p>`}
      ${may(role, 'write') && [editions.length > 1 && forAll(facts), aboutLetter(facts)]}`,
  })
}

function entry(edition: DraftEdition, { visitor, campaign, letter, role }: EditionsFacts): Markup {
  const words = wordsFor(visitor.language).write.editions
  const place = [campaign.slug, letter.slug, edition.slug] as const
  const { date, salutation, closing, addressees, versions } = edition
  const facts = [
    date === undefined ? words.noDate : dateInWords(date, edition.language),
    addressees.length === 0 ? words.noAddressee : words.addressed(addressees.length),
    salutation ?? words.noSalutation,
    closing ?? words.noClosing,
  ]
  return html`<li>
    <h2 class="entry"><bdi>${wordsFor(visitor.language).pages.letter.to(edition.recipient.name)}</bdi></h2>
    <p>${facts.map((fact, index) => [index > 0 && ' · ', html`<bdi>${fact}</bdi>`])}</p>
    <ul class="row">
      ${may(role, 'write') && html`<li><a href="${routes.editEdition(...place)}" aria-label="${words.edit}: ${edition.recipient.name}">${words.edit}</a></li>`}
      <li>
        <a href="${routes.preview(...place)}" aria-label="${words.preview}: ${edition.recipient.name}"
          >${words.preview}</a
        >
      </li>
      ${versions > 0 && html`<li><a href="${routes.compareTexts(...place)}" aria-label="${words.compare}: ${edition.recipient.name}">${words.compare}</a></li>`}
    </ul>
  </li>`
}

function forAll({ visitor, campaign, letter, shared, errors = [] }: EditionsFacts): Markup {
  const words = wordsFor(visitor.language).write.editions
  const edition = wordsFor(visitor.language).write.edition
  return html`<h2>${words.forAll}</h2>
    <form class="form" method="post" action="${routes.editions(campaign.slug, letter.slug)}" novalidate>
      ${lineField({ id: 'date', label: edition.date, value: shared.date, hint: edition.dateHint, errors })}
      ${lineField({ id: 'closing', label: edition.closing, value: shared.closing, hint: words.closingHint, errors })}
      <button>${words.forAllButton}</button>
    </form>`
}

function aboutLetter({ visitor, campaign, letter, recipients, fields, errors = [] }: EditionsFacts): Markup {
  const { editions: words, newLetter } = wordsFor(visitor.language).write
  const ticks = recipientTicks(recipients, fields.recipients)
  return html`<h2>${words.about}</h2>
    <form class="form" method="post" action="${routes.letterFacts(campaign.slug, letter.slug)}" novalidate>
      ${lineField({ id: 'title', label: newLetter.name, value: fields.title, errors })}
      ${choiceField({ id: 'language', label: newLetter.language, value: fields.language, options: languageChoices(visitor.language, fields.language), errors })}
      ${tickGroup({ id: 'to', legend: newLetter.to, hint: words.toHint, ticks, errors })}
      <button>${words.aboutButton}</button>
    </form>
    <p><a href="${routes.followUp(campaign.slug, letter.slug)}">${words.followUp}</a></p>`
}

/** What is typed of one edition, as it came. */
export type EditionFields = {
  readonly printedTitle: string
  readonly language: string
  readonly date: string
  readonly addressees: string
  readonly salutation: string
  readonly closing: string
  readonly copies: string
}

/** What stands around the letter for one recipient. */
export function editionFormPage(
  facts: LetterPlace & {
    readonly edition: DraftEdition
    /** The edition that comes after it, so that three are three steps. */
    readonly next: DraftEdition | undefined
    readonly fields: EditionFields
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { visitor, campaign, letter, edition, next, fields, errors } = facts
  const words = wordsFor(visitor.language).write.edition
  const to = wordsFor(visitor.language).pages.letter.to(edition.recipient.name)
  return letterFramed(facts, 'editions', {
    title: to,
    errors,
    main: html`<h2><bdi>${to}</bdi></h2>
      <form
        class="form"
        method="post"
        action="${routes.editEdition(campaign.slug, letter.slug, edition.slug)}"
        novalidate
      >
        ${lineField({ id: 'date', label: words.date, value: fields.date, hint: words.dateHint, errors })}
        ${areaField({ id: 'addressees', label: words.addressees, value: fields.addressees, hint: words.addresseesHint, rows: 4, errors })}
        ${lineField({ id: 'salutation', label: words.salutation, value: fields.salutation, hint: words.salutationHint, errors })}
        ${lineField({ id: 'closing', label: words.closing, value: fields.closing, hint: words.closingHint, errors })}
        ${areaField({ id: 'copies', label: words.copies, value: fields.copies, hint: words.copiesHint, rows: 2, errors })}
        ${lineField({ id: 'printed-title', label: words.printedTitle, value: fields.printedTitle, hint: words.printedTitleHint, errors })}
        ${choiceField({ id: 'language', label: words.language, value: fields.language, options: languageChoices(visitor.language, fields.language), errors })}
        <p class="row">
          <button>${words.button}</button>
          ${next && html`<button class="second" name="next" value="${next.slug}">${words.buttonNext(next.recipient.name)}</button>`}
        </p>
      </form>
      <p><a href="${routes.editions(campaign.slug, letter.slug)}">${words.back}</a></p>`,
  })
}
