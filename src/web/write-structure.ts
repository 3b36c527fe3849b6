import { wordsFor } from '#kernel'
import { sentenceOfWarning, type Reading, type Recipient, type Structure } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { inList } from './phrases.ts'

/** A letter's structure with the names of its recipients. */
export type ShownStructure = { readonly structure: Structure; readonly recipients: readonly Recipient[] }

// Enough to know a passage by; the words themselves stand in the field beside.
const openingLetters = 90
// Pages stay small; longer letters are told by their first lines.
const shownAtMost = 80

/** What the source says, by its lines: for whom each passage is, what is asked, what is cited, what is lost. */
export function structureHtml(shown: ShownStructure, language: string): Markup {
  const words = wordsFor(language).write.structure
  const { structure } = shown
  return html`<h2>${words.heading}</h2>
    ${warnings(structure, language)}
    ${structure.passages.length === 0 ? html`<p>${words.empty}</p>` : passages(shown, language)}
    ${demands(shown, language)} ${citations(structure, language)}`
}

/** What of the source no edition keeps, by line. */
export function warnings({ warnings: all }: Pick<Structure, 'warnings'>, language: string): Insertable {
  if (all.length === 0) return undefined
  const words = wordsFor(language).write.structure
  return html`<div class="warnings">
    <p><strong>${words.warnings(all.length)}</strong></p>
    <ul>
      ${all.slice(0, shownAtMost).map((one) => html`<li>${lineOf(one.line, language)} ${sentenceOfWarning(one, language)}</li>`)}
    </ul>
  </div>`
}

const lineOf = (line: number, language: string): Markup =>
  html`<span class="quiet">${wordsFor(language).write.structure.line(line)}</span>`

const opening = (text: string): string => {
  const plain = text.replace(/\s+/gu, ' ').trim()
  return plain.length > openingLetters ? `${plain.slice(0, openingLetters).toWellFormed()}…` : plain
}

const named = (slugs: readonly string[], { recipients }: ShownStructure, language: string): string =>
  inList(
    slugs.map((slug) => recipients.find((one) => one.slug === slug)?.name ?? slug),
    language,
  )

function passages(shown: ShownStructure, language: string): Markup {
  const words = wordsFor(language).write.structure
  const all = shown.structure.passages
  const rest = all.length - shownAtMost
  const whose = ({ kind, recipients }: (typeof all)[number]): string => {
    if (kind === 'shared') return words.shared
    if (kind === 'varied') return words.varied
    return recipients.length === 0 ? words.nobody : words.tailored(named(recipients, shown, language))
  }
  return html`<ol class="passages">
      ${all.slice(0, shownAtMost).map(
        (one) =>
          html`<li class="${one.kind}">
            <p class="kind">${lineOf(one.line, language)} · ${words.blocks[one.block]} · ${whose(one)}</p>
            ${readings(one.kind === 'shared' ? one.readings.slice(0, 1) : one.readings, shown, language)}
          </li>`,
      )}
    </ol>
    ${rest > 0 && html`<p class="quiet">${words.more(rest)}</p>`}`
}

/** The words of a passage; where recipients read others, each wording with whose it is. */
function readings(all: readonly Reading[], shown: ShownStructure, language: string): readonly Markup[] {
  const [only, ...others] = all
  if (only && others.length === 0) return [html`<p>${opening(only.text)}</p>`]
  return all.map(
    ({ recipients, text }) => html`<p><strong>${named(recipients, shown, language)}</strong> ${opening(text)}</p>`,
  )
}

function demands(shown: ShownStructure, language: string): Markup {
  const words = wordsFor(language).write.structure
  const all = shown.structure.demands
  if (all.length === 0) return html`<p class="quiet">${words.noDemands}</p>`
  return html`<h3>${words.demands(all.length)}</h3>
    <ul>
      ${all
        .slice(0, shownAtMost)
        .map(
          ({ id, line, readings: some }) =>
            html`<li>${lineOf(line, language)} <code>${id}</code> ${readings(some, shown, language)}</li>`,
        )}
    </ul>`
}

function citations({ citations: all }: Structure, language: string): Insertable {
  if (all.length === 0) return undefined
  const words = wordsFor(language).write.structure
  return html`<h3>${words.citations(all.length)}</h3>
    <ul>
      ${all.slice(0, shownAtMost).map(
        ({ text, href, line }) =>
          html`<li>
            ${lineOf(line, language)} ${opening(text)}
            <span class="quiet">${href === undefined ? words.lost : opening(href)}</span>
          </li>`,
      )}
    </ul>`
}
