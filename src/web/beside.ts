import { wordsFor } from '#kernel'
import type { Beside } from '#publication'
import { html, type Markup } from '#typeset'
import { dayInWords } from './phrases.ts'

/** Who supports a letter without having signed it, under a heading of their own that says so. */
export function endorsementsHtml({ endorsements }: Beside, language: string): Markup | undefined {
  if (endorsements.length === 0) return undefined
  const words = wordsFor(language).readers
  return html`<section class="screen">
    <h2>${words.endorsements}</h2>
    <p class="meta">${words.endorsementsLead}</p>
    ${[...Map.groupBy(endorsements, ({ group }) => group)].map(
      ([heading, all]) =>
        html`${heading && html`<h3>${heading}</h3>`}
          <ul class="plain">
            ${all.map((one) => endorsementHtml(one, words.source))}
          </ul>`,
    )}
  </section>`
}

type Endorsement = Beside['endorsements'][number]

function endorsementHtml({ name, title, words, source }: Endorsement, sourceWord: string): Markup {
  return html`<li>
    <bdi>${name}</bdi
    >${title && html` <span class="quiet">${title}</span>`}${words && html`<blockquote>${words}</blockquote>`}${source && html`<p class="meta">${sourceWord}: ${sourceHtml(source)}</p>`}
  </li>`
}

/** Where support was said: followed only where it is the address of a page. */
function sourceHtml(source: string): Markup {
  return /^https?:\/\/\S+$/i.test(source)
    ? html`<a href="${source}" rel="nofollow noopener">${source}</a>`
    : html`${source}`
}

/** What the organizers tell readers of a letter: apart from it, and said to be no part of it. */
export function notesHtml({ notes }: Beside, language: string, timeZone: string): Markup | undefined {
  if (notes.length === 0) return undefined
  const words = wordsFor(language).readers
  return html`<aside class="screen note">
    <h2>${words.notes}</h2>
    <p class="meta">${words.notesLead}</p>
    ${notes.map(
      ({ body, writtenAt }) =>
        html`${body.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`)}
          <p class="meta">${dayInWords(writtenAt, timeZone, language)}</p>`,
    )}
  </aside>`
}
