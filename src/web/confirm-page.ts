import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { comparedText, type EarlierText } from './compared-text.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'

/** A letter as pages name it that a link in a mail leads to. */
export type LinkedLetter = { readonly campaignSlug: string; readonly slug: string; readonly title: string }

/** What is about to be confirmed. */
export type ConfirmFacts = {
  readonly link: string
  /** The other link of the same mail. */
  readonly notMe: string
  readonly language: string
  readonly letter: LinkedLetter
  readonly name: string
  readonly showsName: boolean
  /** Whom the letters go to that were signed. */
  readonly recipients: readonly string[]
  /** Texts that were corrected between signing and confirming. */
  readonly changed: readonly EarlierText[]
}

/** What will be confirmed, and one button: opening the page does nothing (mail gateways open every link). */
export function confirmPage(facts: ConfirmFacts): PersonalPage {
  const { link, language, letter } = facts
  const words = wordsFor(language).signing.confirm
  return {
    title: words.title(letter.title),
    language,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${words.heading}</h1>
      <p class="lead">${words.lead}</p>
      <dl class="facts">
        <dt>${words.name}</dt>
        <dd><bdi>${facts.name}</bdi></dd>
        <dt>${words.letters}</dt>
        <dd>${facts.recipients.map((recipient, index) => [index > 0 && html`<br />`, words.edition(recipient)])}</dd>
        <dt>${words.shown}</dt>
        <dd>${facts.showsName ? words.shows : words.hides}</dd>
      </dl>
      ${facts.changed.length > 0 && html`<p class="note">${words.corrected}</p>`}
      <form method="post" action="${routes.confirm(link)}"><button>${words.button}</button></form>
      <p class="small"><a href="${routes.notMe(facts.notMe)}">${words.notMe}</a></p>
      ${facts.changed.map(
        (one) =>
          html`<details>
            <summary>${words.correctedHow(one.edition.recipientName)}</summary>
            ${comparedText({ language, whole: routes.edition(letter.campaignSlug, letter.slug, one.edition.slug) }, one)}
          </details>`,
      )}`,
  }
}

/** One question, one button. */
function askPage(
  language: string,
  said: { readonly title: string; readonly lead: Insertable; readonly button: string; readonly action: string },
): PersonalPage {
  return {
    title: said.title,
    language,
    main: html`<h1>${said.title}</h1>
      ${said.lead}
      <form method="post" action="${said.action}"><button>${said.button}</button></form>`,
  }
}

/** For whoever got a mail and did not sign. */
export function notMePage(link: string, letter: LinkedLetter, language: string): PersonalPage {
  const words = wordsFor(language).signing.notMe
  return askPage(language, {
    title: words.title,
    lead: html`<p class="lead">${words.lead(letter.title)}</p>
      <p>${words.what}</p>`,
    button: words.button,
    action: routes.notMe(link),
  })
}

/** For whoever wants no more mails. */
export function unsubscribePage(link: string, language: string): PersonalPage {
  const words = wordsFor(language).signing.unsubscribe
  return askPage(language, {
    title: words.title,
    lead: html`<p class="lead">${words.lead}</p>`,
    button: words.button,
    action: routes.unsubscribe(link),
  })
}

/** A sentence, and where to go from here. */
export function plainPage(
  language: string,
  said: {
    readonly title: string
    readonly lead: string
    readonly more?: Insertable
    readonly to?: { readonly path: string; readonly name: string } | undefined
  },
): PersonalPage {
  return {
    title: said.title,
    language,
    main: html`<h1>${said.title}</h1>
      <p class="lead">${said.lead}</p>
      ${said.more} ${said.to && onward(said.to)}`,
  }
}

const onward = ({ path, name }: { readonly path: string; readonly name: string }): Markup =>
  html`<p><a href="${path}">${name}</a></p>`
