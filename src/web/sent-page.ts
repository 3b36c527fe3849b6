import { wordsFor } from '#kernel'
import type { Campaign, PublicLetter } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import type { Site } from './layout.ts'
import { meantAddress } from './mail-suggestion.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { Handle } from './sealed-handle.ts'

/** What the page after signing shows. Nothing of it was looked up by the address. */
export type SentFacts = {
  readonly campaign: Campaign
  readonly letter: PublicLetter['letter']
  /** As it stands in the page's own address. */
  readonly sealed: string
  readonly handle: Handle
  /** Seconds until a mail that is left now is handed over; infinite on a server that cannot send any yet. */
  readonly delaySeconds: number
  readonly site: Site
  /** The mail was asked for again. */
  readonly askedAgain: boolean
  /** What is wrong with the code, if one was typed. */
  readonly wrong: string | undefined
}

// Below this, mail is as fast as it should be, and saying so would only make people wait.
const slowFromSeconds = 30

/** One step is left: where the mail goes, and a way to confirm without leaving the page. */
export function sentPage(facts: SentFacts): PersonalPage {
  const { campaign, letter, sealed, handle } = facts
  const words = wordsFor(letter.language).signing
  const { sent } = words
  const letterPath = routes.letter(campaign.slug, letter.slug)
  return {
    title: facts.wrong === undefined ? sent.title : words.errors.inTitle(sent.title),
    language: letter.language,
    trail: [{ name: letter.title, path: letterPath }],
    main: html`${wrongSummary(facts)}
      <p class="eyebrow">${letter.title}</p>
      <h1>${sent.title}</h1>
      <p>${sent.lead}</p>
      <p class="address"><bdi>${handle.typed.email}</bdi></p>
      ${suggestion(facts)}
      <p>${sent.wrong} <a href="${changeAddress(facts)}">${sent.change}</a></p>
      ${slow(facts)}
      <h2>${sent.steps}</h2>
      <ol class="steps">
        <li>${sent.open(letter.title)}</li>
        <li>${sent.press}</li>
        <li>${sent.counted}</li>
      </ol>
      ${codeForm(facts)}
      <h2>${sent.nothing}</h2>
      ${facts.askedAgain ? html`<p role="status">${sent.asked}</p>` : html`<p>${sent.wait}</p>`}
      <form method="post" action="${routes.again(sealed)}"><button class="second">${sent.again}</button></form>
      <p class="share">${sent.share} <a href="${letterPath}">${facts.site.publicUrl}${letterPath}</a></p>`,
  }
}

/** Back to the form with everything in it. */
function changeAddress({ handle, sealed }: SentFacts, more = ''): string {
  const { campaign, letter, edition } = handle.place
  return `${routes.sign(campaign, letter, edition)}?from=${sealed}${more}#email`
}

function suggestion(facts: SentFacts): Insertable {
  const words = wordsFor(facts.letter.language).signing.sent
  const meant = meantAddress(facts.handle.typed.email)
  if (meant === undefined) return undefined
  return html`<p class="note">
    ${words.suggestion(meant)} <a href="${changeAddress(facts, '&meant=yes')}">${words.takeSuggestion}</a>
  </p>`
}

function slow({ delaySeconds, letter }: SentFacts): Insertable {
  if (delaySeconds < slowFromSeconds) return undefined
  const words = wordsFor(letter.language).signing.sent
  if (!Number.isFinite(delaySeconds)) return html`<p class="note">${words.noMail}</p>`
  const minutes = Math.ceil(delaySeconds / 60)
  const time = minutes < 90 ? words.minutes(minutes) : words.hours(Math.round(minutes / 60))
  return html`<p class="note">${words.slow(time)}</p>`
}

function wrongSummary({ wrong, letter }: SentFacts): Insertable {
  if (wrong === undefined) return undefined
  const words = wordsFor(letter.language).signing.errors
  return html`<div class="errors" role="alert" tabindex="-1" autofocus>
    <h2>${words.summary(1)}</h2>
    <p><a href="#code">${wrong}</a></p>
  </div>`
}

function codeForm({ wrong, sealed, letter }: SentFacts): Markup {
  const { sent } = wordsFor(letter.language).signing
  return html`<form class="form" method="post" action="${routes.code(sealed)}" novalidate>
    <div class="field${wrong !== undefined && ' wrong'}">
      <label for="code">${sent.code}</label>
      <p class="hint" id="code-hint">${sent.codeHint}</p>
      ${wrong !== undefined && html`<p class="error" id="code-error">${wrong}</p>`}
      <input
        id="code"
        name="code"
        class="digits"
        type="text"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="20"
        spellcheck="false"
        aria-describedby="code-hint${wrong !== undefined && ' code-error'}"
        ${wrong !== undefined && html`aria-invalid="true"`}
      />
    </div>
    <button>${sent.confirm}</button>
  </form>`
}
