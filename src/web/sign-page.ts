import { wordsFor } from '#kernel'
import type { PublicEdition } from '#letters'
import { html } from '#typeset'
import { comparedText, type EarlierText } from './compared-text.ts'
import type { Page } from './layout.ts'
import { routes } from './routes.ts'
import { emptyFields, type SignFields } from './sign-fields.ts'
import { errorSummary, signForm, type FieldError } from './sign-form.ts'
import type { SignFacts } from './sign-facts.ts'

/** Hash of each edition's text as it stands now, by slug: what a page that shows these texts hands along. */
function textsOf(facts: SignFacts): ReadonlyMap<string, string> {
  return new Map(facts.editions.map((edition) => [edition.slug, edition.version.hash]))
}

/**
 * A letter to be read and signed on one page.
 * @param given what an earlier page already holds of the form, when somebody comes back to change it.
 */
export function signPage(facts: SignFacts, edition: PublicEdition, token: string, given?: Partial<SignFields>): Page {
  const { letter } = facts
  const words = wordsFor(letter.language).signing
  const fields = { ...emptyFields(edition.slug), ...given, read: textsOf(facts), token }
  return {
    ...frame(facts, edition),
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${words.act.one(edition.recipientName)}</h1>
      <p class="jump"><a href="#sign">${words.form.toForm}</a></p>
      ${facts.textOf(edition)}
      <h2 id="sign">${words.form.heading}</h2>
      ${signForm({ facts, edition, fields, errors: [], button: buttons(facts, edition) })}`,
  }
}

/** The form again, with what is wrong; everything that was typed and ticked is still there. */
export function wrongFormPage(
  facts: SignFacts,
  edition: PublicEdition,
  fields: SignFields,
  errors: readonly FieldError[],
): Page {
  const { letter } = facts
  const words = wordsFor(letter.language).signing
  const page = frame(facts, edition)
  const stillStands = fields.read.get(edition.slug) === edition.version.hash
  return {
    ...page,
    title: words.errors.inTitle(page.title),
    main: html`<p class="eyebrow">${letter.title}</p>
      ${errorSummary(errors, letter.language)}
      <h1>${words.act.one(edition.recipientName)}</h1>
      ${
        stillStands &&
        html`<details>
          <summary>${words.form.readAgain}</summary>
          ${facts.textOf(edition)}
        </details>`
      }
      ${signForm({ facts, edition, fields, errors, button: buttons(facts, edition) })}`,
  }
}

/** What changed between reading and signing, and the form for a second yes: it names the texts that stand now. */
export function changedTextPage(
  facts: SignFacts,
  edition: PublicEdition,
  fields: SignFields,
  changed: readonly EarlierText[],
): Page {
  const { letter } = facts
  const words = wordsFor(letter.language).signing
  const { act, changed: said } = words
  return {
    ...frame(facts, edition),
    title: said.title,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${said.title}</h1>
      <p class="lead">${said.lead}</p>
      ${changed.map((one) => comparedText({ language: letter.language, whole: routes.edition(facts.campaign.slug, letter.slug, one.edition.slug) }, one))}
      <h2 id="sign">${said.yes}</h2>
      ${signForm({ facts, edition, fields: { ...fields, read: textsOf(facts) }, errors: [], button: { one: act.corrected, several: act.correctedSeveral } })}`,
  }
}

/** Says that a letter takes no more signatures. */
export function closedPage(facts: SignFacts, edition: PublicEdition): Page {
  const { campaign, letter } = facts
  const words = wordsFor(letter.language)
  return {
    ...frame(facts, edition),
    title: words.signing.form.closedTitle,
    main: html`<h1>${words.signing.form.closedTitle}</h1>
      <p class="lead">${words.signing.form.closed}</p>
      <p>
        <a href="${routes.edition(campaign.slug, letter.slug, edition.slug)}">${words.signing.confirm.toLetter}</a>
      </p>`,
  }
}

function buttons({ letter }: SignFacts, edition: PublicEdition): { readonly one: string; readonly several: string } {
  const words = wordsFor(letter.language).signing.act
  return { one: words.one(edition.recipientName), several: words.several }
}

function frame({ campaign, letter }: SignFacts, edition: PublicEdition): Omit<Page, 'main'> {
  const words = wordsFor(letter.language)
  const place = [campaign.slug, letter.slug] as const
  return {
    title: words.signing.form.title(letter.title, edition.recipientName),
    description: words.signing.form.description(edition.recipientName),
    language: letter.language,
    path: routes.sign(...place, edition.slug),
    card: routes.card(...place, edition.slug),
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(...place) },
      { name: words.pages.letter.to(edition.recipientName), path: routes.edition(...place, edition.slug) },
    ],
    listed: false,
  }
}
