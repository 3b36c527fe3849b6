import { wordsFor } from '#kernel'
import { compareVersions, type ComparisonRow, type PublicEdition } from '#letters'
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
    { label: 'earlier', blocks: earlier.blocks, language: earlier.language },
    { label: 'now', blocks: edition.text.blocks, language: edition.text.language },
  )
  const isSame = rows.every(({ kind, moved }) => kind === 'shared' && !moved)
  return html`${heading}
    <p>${words.versions(number, edition.version.number)}</p>
    ${
      isSame
        ? html`<p>${words.same}</p>`
        : html`<p class="legend">
              <span><ins>${words.added}</ins></span
              ><span><del>${words.removed}</del></span>
            </p>
            <div class="letter changed" lang="${edition.text.language}">${paragraphs(rows)}</div>`
    }
    <p><a href="${whole}">${words.whole}</a></p>`
}

/** Sentences joined again to paragraphs, as the text has them that is read now. */
function paragraphs(rows: readonly ComparisonRow[]): readonly Markup[] {
  const told: ComparisonRow[][] = []
  for (const row of rows) {
    const [before, now] = row.parts
    if (told.length === 0 || (now ?? before)?.opensBlock === true) told.push([row])
    else told.at(-1)?.push(row)
  }
  return told.map(
    (sentences) =>
      html`<p${sentences.every(({ kind }) => kind === 'shared') && html` class="quiet"`}>${sentences.map((row, index) => [index > 0 && ' ', sentence(row)])}</p>`,
  )
}

function sentence({ kind, parts: [before, now] }: ComparisonRow): Insertable {
  if (now === undefined) return html`<del>${before?.text ?? ''}</del>`
  if (before === undefined) return html`<ins>${now.text}</ins>`
  return kind === 'shared' ? now.text : now.runs.map(runHtml)
}
