import { wordsFor } from '#kernel'
import { html, type Markup } from '#typeset'
import { momentInWords } from './phrases.ts'
import type { OwnFacts, OwnHome } from './represent-facts.ts'
import { oneButton } from './represent-parts.ts'
import { routes } from './routes.ts'

/** Asking board or counsel: a link to pass on, and what they answered. */
export function homePart(facts: OwnFacts): Markup {
  const { link, letter, homes, isOpen, state } = facts
  const words = wordsFor(letter.language).represent.home
  const asks = isOpen && homes.length === 0
  if (state === 'signed' && homes.length === 0)
    return html`<details>
      <summary>${words.heading}</summary>
      <p>${words.lead}</p>
      ${asks && oneButton(routes.askAtHome(link), words.button, 'second')}
    </details>`
  return html`<section id="home">
    <h2>${words.heading}</h2>
    <p>${homes.length === 0 ? words.lead : words.passOn}</p>
    ${homes.map((one) => asked(facts, one))} ${asks && oneButton(routes.askAtHome(link), words.button, 'second')}
  </section>`
}

function asked({ letter, campaign, name }: OwnFacts, { address, answers }: OwnHome): Markup {
  const words = wordsFor(letter.language).represent.home
  const body = `${words.mailBody(name)}\n\n${address}`
  const mail = `mailto:?subject=${encodeURIComponent(words.mailSubject(letter.title))}&body=${encodeURIComponent(body)}`
  return html`<p class="address"><bdi>${address}</bdi></p>
    <p><a href="${mail}">${words.mail}</a></p>
    <h3>${words.answers}</h3>
    ${
      answers.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ul class="plain">
            ${answers.map(
              (one) =>
                html`<li>
                  <strong>${words.said[one.answer]}</strong> · <bdi>${one.name}</bdi> ·
                  ${momentInWords(one.at, campaign.timeZone, letter.language)}
                  ${one.words !== undefined && html`<blockquote><p dir="auto">${one.words}</p></blockquote>`}
                </li>`,
            )}
          </ul>`
    }`
}
