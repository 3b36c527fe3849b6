import { directionOf, wordsFor, type EditionText, type VersionHash } from '#kernel'
import { html, letterHtml, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import { letterFramed, type LetterPlace } from './write-frame.ts'

/** An edition as it would be fixed now. */
export type PreviewFacts = LetterPlace & {
  readonly edition: { readonly slug: string; readonly recipientName: string }
  readonly others: readonly { readonly slug: string; readonly recipientName: string }[]
  readonly text: EditionText
  readonly hash: VersionHash
  readonly demands: readonly { readonly wording: string }[]
  /** The number of the fixed text that has exactly these words. */
  readonly fixedAs: number | undefined
}

/** One edition as readers will see it, before anything is fixed. */
export function previewPage(facts: PreviewFacts): PersonalPage {
  const { visitor, campaign, letter, edition, others, text, hash, demands, fixedAs } = facts
  const { language } = visitor
  const words = wordsFor(language).write.preview
  const place = [campaign.slug, letter.slug] as const
  const { to } = wordsFor(language).pages.letter
  const other = ({ slug, recipientName }: PreviewFacts['edition']): Markup =>
    html`<li><a href="${routes.preview(...place, slug)}">${to(recipientName)}</a></li>`
  return letterFramed(facts, 'preview', {
    title: to(edition.recipientName),
    main: html`<nav aria-label="${words.editions}">
        <ul class="row">
          <li><strong>${to(edition.recipientName)}</strong></li>
          ${others.map(other)}
          <li><a href="${routes.editEdition(...place, edition.slug)}">${words.edit}</a></li>
        </ul>
      </nav>
      <p class="small quiet">
        ${fixedAs === undefined ? words.draft : words.fixed(fixedAs)} <span class="hash">${hash}</span>
      </p>
      <ul class="row small">
        <li class="quiet">${words.files}</li>
        ${files(words).map(([path, said]) => html`<li><a href="${path(...place, edition.slug)}">${said}</a></li>`)}
      </ul>
      <article class="letter proof" lang="${text.language}" dir="${directionOf(text.language)}">
        ${text.blocks.length === 0 ? html`<p class="quiet" lang="${language}">${words.empty}</p>` : letterHtml(text)}
      </article>
      ${
        demands.length > 0 &&
        html`<h2>${wordsFor(language).pages.edition.demands}</h2>
          <ol class="demands" lang="${text.language}">
            ${demands.map(({ wording }) => html`<li>${wording}</li>`)}
          </ol>`
      }
      <p class="small quiet">${words.names}</p>
      <p><a href="${routes.freeze(...place)}">${words.next}</a></p>`,
  })
}

/** What a draft can be taken away as. */
const files = (words: ReturnType<typeof wordsFor>['write']['preview']) =>
  [
    [routes.previewPdf, words.pdf],
    [routes.previewDocx, words.docx],
    [routes.previewPage, words.page],
    [routes.previewText, words.text],
  ] as const
