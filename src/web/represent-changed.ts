import { wordsFor } from '#kernel'
import { html, letterHtml, type Insertable, type Markup } from '#typeset'
import { comparedText } from './compared-text.ts'
import type { OwnFacts } from './represent-facts.ts'
import { offeredTexts, textAnchor } from './represent-texts.ts'
import { routes } from './routes.ts'

/** What changed, word by word, in each text that was accepted. */
export const changesOf = ({ changed, letter }: Pick<OwnFacts, 'changed' | 'letter'>): readonly Markup[] =>
  changed.map((one) => comparedText({ language: letter.language, whole: `#${textAnchor(one.edition.slug)}` }, one))

/** The text changed after the yes: the difference, and one button to say yes again. Until then the name stays off it. */
export function changedPart(facts: OwnFacts): Insertable {
  const { link, letter, chosen, changed, name, kind, isOpen } = facts
  if (changed.length === 0) return undefined
  const words = wordsFor(letter.language).represent.changed
  const now = chosen.filter(({ slug }) => changed.some(({ edition }) => edition.slug === slug))
  return html`<section id="changed">
    <p class="note">${leadOf(facts)}</p>
    ${changesOf(facts)} ${offeredTexts({ editions: now, letter, folded: true })}
    ${
      isOpen &&
      html`<form class="form" method="post" action="${routes.renewSignOn(link)}">
        ${now.map(({ version }) => html`<input type="hidden" name="read" value="${version.hash}" />`)}
        <button>${kind === 'person' ? words.yesPerson : words.yes(name)}</button>
        <p class="hint">${words.no}</p>
      </form>`
    }
  </section>`
}

/** Whether the name still stands under what was signed is said only where it ever stood. */
function leadOf({ letter, changed, earlierTo, isOpen }: OwnFacts): string {
  const words = wordsFor(letter.language).represent.changed
  const stands = changed.some(({ edition }) => earlierTo.includes(edition.recipientName))
  if (stands) return isOpen ? words.lead : words.closed
  return isOpen ? words.leadUnprinted : words.closedUnprinted
}

/** Editions that were not signed at first: each can be read here, and signed by a button of its own. */
export function furtherPart({ link, letter, further, isOpen }: OwnFacts): Insertable {
  if (further.length === 0 || !isOpen) return undefined
  const words = wordsFor(letter.language).represent.further
  return html`<h2>${words.heading}</h2>
    ${further.map(
      (one) =>
        html`<details>
          <summary>${words.edition(one.recipientName)}</summary>
          <article class="letter" lang="${one.text.language}">${letterHtml(one.text)}</article>
          <form method="post" action="${routes.renewSignOn(link)}">
            <input type="hidden" name="read" value="${one.version.hash}" />
            <button class="second">${words.button(one.recipientName)}</button>
          </form>
        </details>`,
    )}`
}
