import { directionOf, wordsFor } from '#kernel'
import { compareEditions } from '#letters'
import { html, letterHtml, type Markup } from '#typeset'
import { comparedPassages } from './comparison-page.ts'
import type { EditionToSign } from './represent-facts.ts'
import { tight } from './tight.ts'

/** Where on the page the text of an edition stands. */
export const textAnchor = (slug: string): string => `text-${slug}`

/** What the texts of a letter are shown with. */
export type ShownTexts = {
  readonly editions: readonly EditionToSign[]
  readonly letter: { readonly language: string }
  /** Folded where the reader has read them before. */
  readonly folded?: boolean
  /** The reader chooses among them further down. */
  readonly chooses?: boolean
}

/**
 * The exact texts: each in a fold of its own, so that on a phone one is read at a time, and what differs between them.
 * A link to an anchor inside a fold opens it.
 */
export function offeredTexts(shown: ShownTexts): Markup {
  const { editions, letter, folded, chooses } = shown
  const words = wordsFor(letter.language).represent.texts
  return html`<h2 id="texts">${words.heading(editions.length)}</h2>
    ${
      editions.length > 1 &&
      html`<p>${chooses ? words.leadChoosing : words.lead}</p>
        <ul class="row">
          ${editions.map(({ slug, recipientName }) => html`<li><a href="#${textAnchor(slug)}">${recipientName}</a></li>`)}
          <li><a href="#differences">${words.differences}</a></li>
        </ul>`
    }
    ${editions.map((edition, index) => oneText(edition, letter.language, !folded && index === 0))}
    ${editions.length > 1 && tight(differences(shown))}`
}

function oneText({ slug, recipientName, text, version }: EditionToSign, language: string, open: boolean): Markup {
  const words = wordsFor(language).represent.texts
  return html`<details ${open && html`open`}>
    <summary>${words.edition(recipientName)}</summary>
    <div id="${textAnchor(slug)}">
      <p class="meta">${words.version(version.number)} <span class="hash">${version.hash}</span></p>
      <article class="letter" lang="${text.language}" dir="${directionOf(text.language)}">${letterHtml(text)}</article>
    </div>
  </details>`
}

function differences({ editions, letter }: ShownTexts): Markup {
  const all = wordsFor(letter.language)
  const words = all.pages.compare
  const [first] = editions
  if (!first) return html``
  const compared = editions.map(({ slug, text }) => ({ label: slug, blocks: text.blocks, language: text.language }))
  const comparison = compareEditions(compared, 0)
  return html`<details>
    <summary>${all.represent.texts.differences}</summary>
    <div id="differences">
      <p>${all.represent.texts.differencesLead} ${words.against(first.recipientName)}</p>
      <p class="legend">
        <span><ins>${words.inserted}</ins></span
        ><span><del>${words.deleted(first.recipientName)}</del></span>
      </p>
      ${comparedPassages({ letter, editions, comparison, besideTexts: true })}
    </div>
  </details>`
}
