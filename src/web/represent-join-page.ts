import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { comparedText } from './compared-text.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import type { ChangedText, JoinFacts } from './represent-facts.ts'
import type { JoinFields } from './represent-fields.ts'
import { joinForm } from './represent-form.ts'
import { printedWith } from './represent-line.ts'
import { offeredTexts, textAnchor } from './represent-texts.ts'
import { routes } from './routes.ts'
import { errorSummary, type FieldError } from './sign-form.ts'
import { tight } from './tight.ts'

/** What a link's page shows beside its form, after something was posted. */
export type JoinShown = {
  readonly fields: JoinFields
  readonly errors?: readonly FieldError[]
  readonly alike?: readonly string[]
  /** The name set in the signature block. */
  readonly line?: boolean
  /** Texts that changed while the form stood open. */
  readonly changed?: readonly ChangedText[]
}

/** A letter to be read and signed on one page, by whoever may sign for an organization. */
export function joinPage(facts: JoinFacts, shown: JoinShown): PersonalPage {
  const { letter } = facts
  const { errors = [], alike = [], changed = [], line = false } = shown
  const words = wordsFor(letter.language).represent.join
  // The texts on this page are those that the form is for.
  const fields = { ...shown.fields, read: new Map(facts.editions.map((one) => [one.slug, one.version.hash])) }
  const isPerson = fields.kind === 'person'
  const heading = line ? words.lineTitle : changed.length > 0 ? words.changedTitle : words.heading(letter.title)
  const title = errors.length > 0 ? wordsFor(letter.language).signing.errors.inTitle(heading) : heading
  const isFirst = errors.length === 0 && !line && changed.length === 0
  return {
    title,
    language: letter.language,
    main: html`<p class="eyebrow">${facts.campaign.title}</p>
      ${errorSummary(errors, letter.language)}
      <h1>${heading}</h1>
      ${isFirst && opening(facts, isPerson)} ${line && inBlock(facts, fields)}
      ${changed.length > 0 && whatChanged(facts, changed)}
      ${offeredTexts({ ...facts, folded: !isFirst, chooses: true })}
      <h2 id="sign">${isPerson ? words.personForm : words.form}</h2>
      ${tight(joinForm({ facts, fields, errors, alike }))} ${otherForm(facts, isPerson)}`,
  }
}

/** The form for the others: below this one and quiet, since most who get a link sign for an organization. */
function otherForm({ link, letter }: JoinFacts, isPerson: boolean): Markup {
  const words = wordsFor(letter.language).represent.join
  return html`<p class="small quiet">
    ${isPerson ? words.asOrganization : words.asPerson}
    <a href="${isPerson ? routes.join(link) : routes.joinAsPerson(link)}"
      >${isPerson ? words.organizationForm : words.theirForm}</a
    >
  </p>`
}

function opening({ campaign, letter, until }: JoinFacts, isPerson: boolean): Markup {
  const words = wordsFor(letter.language).represent.join
  return html`<p class="lead">${isPerson ? words.personLead : words.lead}</p>
    ${until !== undefined && html`<p>${words.until(momentInWords(until, campaign.timeZone, letter.language))}</p>`}
    <p class="jump"><a href="#sign">${words.toForm}</a></p>`
}

/** Set in the editions that were ticked; while none is, in the first, as a specimen. */
function inBlock(facts: JoinFacts, fields: JoinFields): Insertable {
  const words = wordsFor(facts.letter.language).represent.line
  const ticked = facts.editions.filter(({ slug }) => fields.editions.includes(slug))
  const [first, ...others] = ticked.length > 0 ? ticked : facts.editions.slice(0, 1)
  if (!first) return undefined
  if (fields.name.trim() === '') return html`<p class="lead">${words.none}</p>`
  return html`<section id="line">${printedWith(facts, fields, [first, ...others])}</section>`
}

function whatChanged({ letter }: JoinFacts, changed: readonly ChangedText[]): Markup {
  const words = wordsFor(letter.language).represent.join
  return html`<p class="lead">${words.changed}</p>
    ${changed.map((one) => comparedText({ language: letter.language, whole: `#${textAnchor(one.edition.slug)}` }, one))}`
}

/** After the form: the same whatever is known of an address, and without anything that was typed. */
export function joinSentPage(
  language: string,
  {
    link,
    delaySeconds,
    takesMail,
  }: { readonly link: string; readonly delaySeconds: number; readonly takesMail: boolean },
): PersonalPage {
  const words = wordsFor(language).represent.sent
  return {
    title: words.title,
    language,
    main: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <h2>${words.steps}</h2>
      <ol class="steps">
        <li>${words.open}</li>
        <li>${words.confirm}</li>
        <li>${takesMail ? words.prove : words.proveWithoutMail}</li>
      </ol>
      ${!Number.isFinite(delaySeconds) && html`<p class="note">${words.noMail}</p>`}
      <h2>${words.nothing}</h2>
      <p>${words.wait} <a href="${routes.join(link)}">${words.again}</a></p>`,
  }
}
