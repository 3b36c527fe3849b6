import { dateInWords, directionOf, wordsFor, type EditionText, type Signatory, type SignatoryGroup } from '#kernel'
import { copiesLine } from './addressees.ts'
import { addresseesHtml, blocksHtml } from './letter-html.ts'
import { letterPageStyles } from './letter-page-styles.ts'
import { html, raw, type Insertable, type Markup } from './markup.ts'
import { markupText } from './markup-text.ts'
import { isVisible } from './printable.ts'
import type { LetterSheet } from './sheet.ts'
import { stateLine, titleOf } from './sheet-lines.ts'
import { partsOf, type SignatoryPart } from './signatory-parts.ts'

/**
 * An edition as one HTML file for reading, keeping and printing: no script, no request to anywhere, its styles within.
 * Signatories are list items under the headings of their groups, each in the terms of h-card (microformats2), so that any
 * reader finds who they are and where. The same sheet gives the same bytes.
 */
export function letterPage(sheet: LetterSheet): string {
  const { text } = sheet
  const page = html`<!doctype html>
    <html lang="${text.language}" dir="${directionOf(text.language)}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${titleOf(sheet)}</title>
        <style>
          ${raw(letterPageStyles(sheet))}
        </style>
      </head>
      <body>
        <main>
          ${sheet.state.kind === 'draft' && html`<p class="state draft" role="note">${stateLine(sheet)}</p> `}
          <article>
            <div class="first">
              <div class="text">${letterMarkup(text)}</div>
              ${letterheadMarkup(sheet)}
            </div>
            <section class="signatories">${sheet.groups.map(groupMarkup)}</section>
            ${sourcesMarkup(sheet)}
          </article>
        </main>
        <footer>
          <p class="state">${stateLine(sheet)}</p>
        </footer>
      </body>
    </html> `
  return markupText(page.toString())
}

function letterMarkup(text: EditionText): Insertable {
  const cited = { lostTarget: wordsFor(text.language).sheet.lostTarget, archived: new Map() }
  const line = (name: string, words: string | undefined): Insertable =>
    words !== undefined && isVisible(words) && html`<p class="${name}">${words}</p> `
  const date = text.date === undefined ? undefined : dateInWords(text.date, text.language)
  return [
    isVisible(text.title ?? '') && html`<h1>${text.title}</h1> `,
    date !== undefined && html`<p class="date"><time datetime="${text.date}">${date}</time></p> `,
    text.addressees.length > 0 && html`<div class="to">${addresseesHtml(text.addressees)}</div> `,
    line('copies', copiesLine(text.copies, text.language)),
    line('salutation', text.salutation),
    blocksHtml(
      text.blocks.filter(({ inlines }) => inlines.some((one) => isVisible(one.text))),
      cited,
    ),
    '\n',
    line('closing', text.closing),
  ]
}

const terms: Readonly<Record<SignatoryPart, string>> = {
  representative: 'p-x-representative',
  title: 'p-job-title',
  affiliation: 'p-org',
  country: 'p-country-name',
  note: 'p-note',
}

function groupMarkup({ heading, remark, signatories }: SignatoryGroup): Markup | undefined {
  if (signatories.length === 0) return undefined
  const isHeavy = signatories.some((one) => partsOf(one).length > 0)
  return html`${isVisible(heading ?? '') && html`<h3>${heading}</h3> `}${remark !== undefined && html`<p class="remark">${remark}</p> `}
    <ul class="${isHeavy ? 'names heavy' : 'names'}">
      ${signatories.map(signatoryMarkup)}
    </ul> `
}

/** An organization is a card whose name is the name of an organization, as h-card has it; a note stands on its own line. */
function signatoryMarkup(signatory: Signatory): Markup {
  const named = signatory.kind === 'organization' ? 'p-name p-org' : 'p-name'
  const parts = partsOf(signatory).map(
    ({ part, text }, index) =>
      html`${index === 0 || part === 'note' ? raw('<br>') : ', '}<span class="${terms[part]}">${text}</span>`,
  )
  return html`<li class="h-card"><bdi class="${named}">${signatory.name}</bdi>${parts}</li> `
}

/**
 * How many names stand beside a letter of this length without reaching below it: by lines of the letterhead, of which
 * about seventeen are as tall as ten of the letter's, on the screen as on paper.
 */
function namesBeside({ blocks, addressees }: EditionText, names: readonly string[]): number {
  const lengths = blocks.map(({ inlines }) => inlines.reduce((sum, { text }) => sum + text.length, 0))
  const lines = lengths.reduce((sum, length) => sum + Math.ceil(length / 66) + 0.7, 5 + 3.5 * addressees.length)
  let room = lines * 1.6
  const end = names.findIndex((name) => {
    room -= Math.ceil(name.length / 24) + 0.3
    return room < 2
  })
  return end < 0 ? names.length : end
}

/** The names down the margin, wherever there is room for a margin. They stand after the letter for whoever listens to it. */
function letterheadMarkup({ text, letterhead }: LetterSheet): Markup | undefined {
  if (letterhead.length === 0) return undefined
  const shown = letterhead.slice(0, namesBeside(text, letterhead))
  const rest = letterhead.length - shown.length
  const number = new Intl.NumberFormat(text.language).format(rest)
  return html`<aside class="letterhead" aria-hidden="true">
    <ul>
      ${shown.map((name) => html`<li><bdi>${name}</bdi></li> `)}${rest > 0 && html`<li class="more">${wordsFor(text.language).sheet.moreAfterLetter(number)}</li> `}
    </ul>
  </aside> `
}

function sourcesMarkup({ text, sources = [] }: LetterSheet): Markup | undefined {
  if (sources.length === 0) return undefined
  return html`<section class="sources">
    <h3>${wordsFor(text.language).sheet.sources}</h3>
    <ol>
      ${sources.map((source) => html`<li>${source}</li> `)}
    </ol>
  </section> `
}
