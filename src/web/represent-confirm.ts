import { wordsFor } from '#kernel'
import { html, type Markup } from '#typeset'
import { changesOf } from './represent-changed.ts'
import type { OwnFacts } from './represent-facts.ts'
import { factList } from './represent-parts.ts'
import { offeredTexts } from './represent-texts.ts'
import { routes } from './routes.ts'

/** What the button signs, and the button: opening the page does nothing (mail gateways open every link). */
export function confirmPart(facts: OwnFacts): Markup {
  const { link, letter, chosen, name, kind, state, isOpen, changed, title, affiliation } = facts
  const words = wordsFor(letter.language).represent.confirm
  const line = kind === 'person' ? [name, title, affiliation].filter((one) => one !== undefined).join(', ') : name
  return html`${factList([
    [words.printed, html`<bdi>${line}</bdi>`],
    [
      words.letters,
      chosen.map((one, index) => [index > 0 && html`<br />`, words.edition(one.recipientName, one.version.number)]),
    ],
  ])}
  ${
    changed.length > 0 &&
    html`<p class="note">${words.changed}</p>
      ${changesOf(facts)}`
  }
  ${offeredTexts({ editions: chosen, letter, folded: true })}
  ${
    isOpen &&
    html`<form class="form" id="yes" method="post" action="${routes.confirmSignOn(link)}">
      ${chosen.map(({ version }) => html`<input type="hidden" name="read" value="${version.hash}" />`)}
      <button name="act" value="sign">${kind === 'person' ? words.signPerson : words.sign(name)}</button>
      ${
        state === 'pending' &&
        kind === 'organization' &&
        html`<p class="hint">${words.homeHint}</p>
          <button class="second" name="act" value="home">${words.home}</button>`
      }
    </form>`
  }`
}
