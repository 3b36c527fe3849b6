import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
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
    <p class="note">${isOpen ? words.lead : words.closed}</p>
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
