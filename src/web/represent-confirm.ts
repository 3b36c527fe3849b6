import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { changesOf } from './represent-changed.ts'
import type { OwnFacts } from './represent-facts.ts'
import { factList, tickBox } from './represent-parts.ts'
import { offeredTexts } from './represent-texts.ts'
import { routes } from './routes.ts'

/** What the button signs, and the button: opening the page does nothing (mail gateways open every link). */
export function confirmPart(facts: OwnFacts): Markup {
  const { letter, chosen, further, name, kind, isOpen, changed, title, affiliation } = facts
  const words = wordsFor(letter.language).represent.confirm
  const line = kind === 'person' ? [name, title, affiliation].filter((one) => one !== undefined).join(', ') : name
  const letters = chosen.map((one, index) => [
    index > 0 && html`<br />`,
    words.edition(one.recipientName, one.version.number),
  ])
  return html`${factList([
    [words.printed, html`<bdi>${line}</bdi>`],
    [words.letters, letters.length === 0 ? undefined : letters],
  ])}
  ${
    changed.length > 0 &&
    html`<p class="note">${words.changed}</p>
      ${changesOf(facts)}`
  }
  ${offeredTexts({ editions: chosen.length > 0 ? chosen : further, letter, folded: true })}
  ${isOpen && confirmForm(facts)}`
}

function confirmForm(facts: OwnFacts): Markup {
  const { link, letter, name, kind, state } = facts
  const words = wordsFor(letter.language).represent.confirm
  const signs = kind === 'person' ? words.signPerson : state === 'successor' ? words.take(name) : words.sign(name)
  return html`<form class="form" id="yes" method="post" action="${routes.confirmSignOn(link)}">
    ${whichTexts(facts)}
    <button name="act" value="sign">${signs}</button>
    ${
      state === 'pending' &&
      kind === 'organization' &&
      html`<p class="hint">${words.homeHint}</p>
        <button class="second" name="act" value="home">${words.home}</button>`
    }
  </form>`
}

/** The texts on this page, by their hashes. Who never chose among them (a successor of somebody who only asked) does now. */
function whichTexts({ chosen, further, letter }: OwnFacts): Insertable {
  if (chosen.length > 0)
    return chosen.map(({ version }) => html`<input type="hidden" name="read" value="${version.hash}" />`)
  const words = wordsFor(letter.language).represent.confirm
  return html`<fieldset>
    <legend>${words.choose}</legend>
    ${further.map(({ slug, recipientName, version }) =>
      tickBox({ id: `read-${slug}`, name: 'read', value: version.hash, on: false }, words.choice(recipientName)),
    )}
  </fieldset>`
}
