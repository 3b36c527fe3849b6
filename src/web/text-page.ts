import { wordsFor } from '#kernel'
import type { PublicText } from '#letters'
import { html } from '#typeset'
import type { Page } from './layout.ts'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** One frozen text by its hash, exactly as its bytes are. */
export function textPage(text: PublicText, language: string): Page {
  const words = wordsFor(language).pages.text
  const facts = wordsFor(language).pages.edition
  const place = [text.campaignSlug, text.letterSlug] as const
  return {
    title: words.title(text.letterTitle, text.hash.slice(0, 8)),
    description: words.description,
    language,
    path: routes.text(text.hash),
    trail: [
      { name: text.campaignTitle, path: routes.campaign(text.campaignSlug) },
      { name: text.letterTitle, path: routes.letter(...place) },
    ],
    listed: false,
    main: html`<p class="eyebrow">${text.letterTitle}</p>
      <h1>${words.heading}</h1>
      <p class="lead">${words.lead}</p>
      <dl class="facts">
        <dt>${facts.hash}</dt>
        <dd class="hash">${text.hash}</dd>
        <dt>${facts.version}</dt>
        <dd>${text.number}</dd>
        <dt>${facts.fixed}</dt>
        <dd>${dayInWords(text.frozenAt, text.timeZone, language)}</dd>
      </dl>
      <p>${words.check}</p>
      <ul class="row">
        <li><a href="${routes.textFile(text.hash)}">${words.download}</a></li>
        <li><a href="${routes.edition(...place, text.editionSlug)}">${words.see}</a></li>
      </ul>
      <pre class="exact">${text.canonicalText}</pre>`,
  }
}
