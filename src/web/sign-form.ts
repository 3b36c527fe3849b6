import { wordsFor } from '#kernel'
import type { PublicEdition } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { routes } from './routes.ts'
import { fieldNames, type SignFields } from './sign-fields.ts'
import type { SignFacts } from './sign-facts.ts'

/** What is wrong with one field, in the words that stand both in the summary and at the field. */
export type FieldError = {
  /** The id of the field to go to. */
  readonly field: string
  readonly said: string
}

/** A form as it is to be shown: what stands in it, what is wrong with it, which texts it is for. */
export type ShownForm = {
  readonly facts: SignFacts
  readonly edition: PublicEdition
  readonly fields: SignFields
  readonly errors: readonly FieldError[]
  /** Says what pressing the button does, for one edition and for several. */
  readonly button: { readonly one: string; readonly several: string }
}

/** The one form of a letter. */
export function signForm(form: ShownForm): Markup {
  const { facts, edition, fields } = form
  const { campaign, letter, settings } = facts
  const words = wordsFor(letter.language).signing.form
  const action = routes.sign(campaign.slug, letter.slug, edition.slug)
  return html`<form class="form" id="form" method="post" action="${action}" novalidate>
    ${textField(form, { key: 'name', label: words.name, autocomplete: 'name' })}
    ${textField(form, { key: 'email', label: words.email, autocomplete: 'email', hint: words.emailHint })}
    ${settings.asksPlace && textField(form, { key: 'place', label: words.place, autocomplete: 'address-level2' })}
    ${settings.asksOccupation && textField(form, { key: 'occupation', label: words.occupation, autocomplete: 'organization-title' })}
    ${settings.asksComment && commentField(form)} ${editionTicks(form)}
    <fieldset class="ticks${isWrong(form, 'consent') && ' wrong'}">
      <legend>${words.choices}</legend>
      ${fieldError(form, 'consent')}
      ${tick({ id: 'consent', name: fieldNames.consent, value: String(facts.consent.number), on: fields.consent !== '', invalid: isWrong(form, 'consent') }, facts.consent.wording)}
      ${tick({ id: 'show', name: fieldNames.show, value: 'yes', on: fields.showsName }, words.showName)}
      ${settings.hearFrom !== undefined && tick({ id: 'hear', name: fieldNames.hear, value: 'yes', on: fields.hears }, words.hear(settings.hearFrom))}
    </fieldset>
    ${traps(letter.language)} ${hiddenFields(form)}
    <button><span class="one">${form.button.one}</span><span class="several">${form.button.several}</span></button>
    <p class="small quiet">${words.after} <a href="${routes.privacy(campaign.slug)}">${words.privacy}</a></p>
  </form>`
}

type TextField = {
  readonly key: 'name' | 'email' | 'place' | 'occupation'
  readonly label: string
  readonly autocomplete: string
  readonly hint?: string
}

function textField(form: ShownForm, { key, label, autocomplete, hint }: TextField): Markup {
  const wrong = isWrong(form, key)
  // The keyboard with @; nothing is judged in the browser, since a phone's bubble cannot say what ours can.
  const kind =
    key === 'email'
      ? html`type="email" inputmode="email" spellcheck="false" autocapitalize="none" maxlength="254"`
      : html`type="text"`
  return html`<div class="field${wrong && ' wrong'}">
    <label for="${key}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${key}-hint">${hint}</p>`} ${fieldError(form, key)}
    <input
      id="${key}"
      name="${fieldNames[key]}"
      ${kind}
      autocomplete="${autocomplete}"
      value="${form.fields[key]}"
      ${described(form, key, hint !== undefined)}
      dir="auto"
    />
  </div>`
}

function commentField(form: ShownForm): Markup {
  const words = wordsFor(form.facts.letter.language).signing.form
  return html`<div class="field${isWrong(form, 'comment') && ' wrong'}">
    <label for="comment">${words.comment}</label>
    <p class="hint" id="comment-hint">${words.commentHint}</p>
    ${fieldError(form, 'comment')}
    <textarea id="comment" name="${fieldNames.comment}" rows="3" ${described(form, 'comment', true)} dir="auto">
${form.fields.comment}</textarea>
  </div>`
}

const isWrong = ({ errors }: ShownForm, field: string): boolean => errors.some((one) => one.field === field)

function described(form: ShownForm, field: string, hinted: boolean): Insertable {
  const wrong = isWrong(form, field)
  const ids = [hinted && `${field}-hint`, wrong && `${field}-error`].filter((id) => id !== false).join(' ')
  return [ids !== '' && html` aria-describedby="${ids}"`, wrong && html` aria-invalid="true"`]
}

function fieldError(form: ShownForm, field: string): Insertable {
  const found = form.errors.find((one) => one.field === field)
  return found && html`<p class="error" id="${field}-error">${found.said}</p>`
}

type Tick = {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly on: boolean
  readonly invalid?: boolean
  readonly also?: boolean
}

function tick({ id, name, value, on, invalid, also }: Tick, label: Insertable): Markup {
  return html`<div class="tick">
    <input
      type="checkbox"
      id="${id}"
      name="${name}"
      value="${value}"
      ${also && html` class="also"`}${on && html` checked`}${invalid && html` aria-invalid="true" aria-describedby="${id}-error"`}
    />
    <label for="${id}">${label}</label>
  </div>`
}

/** A letter to one recipient needs no choice; several are ticked one by one. */
function editionTicks(form: ShownForm): Insertable {
  const { facts, edition, fields } = form
  const words = wordsFor(facts.letter.language).signing.form
  if (facts.editions.length === 1)
    return html`<input type="hidden" name="${fieldNames.edition}" value="${edition.slug}" />`
  // The one that was read stands first.
  const ordered = [edition, ...facts.editions.filter((one) => one.id !== edition.id)]
  return html`<fieldset class="ticks${isWrong(form, 'editions') && ' wrong'}">
    <legend>${words.editions}</legend>
    ${fieldError(form, 'editions')}
    ${ordered.map((one) =>
      tick(
        {
          // The first by the name of them all, so that an error can lead to it.
          id: one.id === edition.id ? 'editions' : `edition-${one.slug}`,
          name: fieldNames.edition,
          value: one.slug,
          on: fields.editions.includes(one.slug),
          also: one.id !== edition.id,
        },
        words.edition(one.recipientName),
      ),
    )}
    <p class="hint">
      <a href="${routes.compare(facts.campaign.slug, facts.letter.slug)}"
        >${wordsFor(facts.letter.language).pages.letter.compare}</a
      >
    </p>
  </fieldset>`
}

/** Two fields that only programs fill in: off the screen, and named for whoever reads the page otherwise. */
function traps(language: string): readonly Markup[] {
  const { trap } = wordsFor(language).signing.form
  return fieldNames.traps.map(
    (name) =>
      html`<p class="trap" aria-hidden="true">
        <label for="${name}">${trap}</label
        ><input id="${name}" name="${name}" type="text" tabindex="-1" autocomplete="off" />
      </p>`,
  )
}

/** Which texts were on the screen, and when: a signature names the words its signer saw. */
function hiddenFields({ fields }: ShownForm): Markup {
  return html`${[...fields.read].map(([slug, hash]) => html`<input type="hidden" name="${fieldNames.read}${slug}" value="${hash}" />`)}<input
      type="hidden"
      name="${fieldNames.token}"
      value="${fields.token}"
    />`
}

/** What is wrong, above everything else, each with a link to its field. It takes the focus without a script. */
export function errorSummary(errors: readonly FieldError[], language: string): Markup | undefined {
  if (errors.length === 0) return undefined
  const words = wordsFor(language).signing.errors
  return html`<div class="errors" role="alert" tabindex="-1" autofocus>
    <h2>${words.summary(errors.length)}</h2>
    <ul class="plainer">
      ${errors.map(({ field, said }) => html`<li><a href="#${field}">${said}</a></li>`)}
    </ul>
    <p>${words.kept}</p>
  </div>`
}
