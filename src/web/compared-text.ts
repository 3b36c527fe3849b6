import { wordsFor } from '#kernel'
import { compareVersions, wholeBlocks, type ComparisonRow, type PublicEdition } from '#letters'
import { isUnchanged, toldAsOne } from '#publication'
import { html, letterHtml, type Insertable, type Markup } from '#typeset'
import { runHtml } from './comparison-page.ts'

/** A text that somebody read before it was corrected: what was known of it, if anything. */
export type EarlierText = {
  readonly edition: Pick<PublicEdition, 'recipientName' | 'slug' | 'text'> & {
    readonly version: { readonly number: number }
  }
  readonly earlier: PublicEdition['text'] | undefined
  readonly number: number | undefined
}

/**
 * Two versions of one edition told as one text: what went is struck, what came is marked, the rest is quiet.
 * @param whole where the whole text stands that is read now.
 */
export function comparedText(
  { language, whole }: { readonly language: string; readonly whole: string },
  { edition, earlier, number }: EarlierText,
): Markup {
  const words = wordsFor(language).signing.changed
  const heading = html`<h2>${words.edition(edition.recipientName)}</h2>`
  if (earlier === undefined || number === undefined)
    return html`${heading}
      <p>${words.unknown}</p>
      <article class="letter" lang="${edition.text.language}">${letterHtml(edition.text)}</article>`
  const { rows } = compareVersions(
    { label: 'earlier', blocks: wholeBlocks(earlier), language: earlier.language },
    { label: 'now', blocks: wholeBlocks(edition.text), language: edition.text.language },
  )
  return html`${heading}
    <p>${words.versions(number, edition.version.number)}</p>
    ${
      isUnchanged(rows)
        ? html`<p>${words.same}</p>`
        : html`<p class="legend">
              <span><ins>${words.added}</ins></span
              ><span><del>${words.removed}</del></span>
            </p>
            <div class="letter changed" lang="${edition.text.language}">${paragraphs(rows)}</div>`
    }
    <p><a href="${whole}">${words.whole}</a></p>`
}

const paragraphs = (rows: readonly ComparisonRow[]): readonly Markup[] =>
  toldAsOne(rows).map(
    (sentences) =>
      html`<p${isUnchanged(sentences) && html` class="quiet"`}>${sentences.map((row, index) => [index > 0 && ' ', sentence(row)])}</p>`,
  )

function sentence({ kind, parts: [before, now] }: ComparisonRow): Insertable {
  if (now === undefined) return html`<del>${before?.text ?? ''}</del>`
  if (before === undefined) return html`<ins>${now.text}</ins>`
  return kind === 'shared' ? now.text : now.runs.map(runHtml)
}
