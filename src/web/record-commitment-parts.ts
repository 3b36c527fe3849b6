import { dateInWords, wordsFor } from '#kernel'
import { scopeDimensions, type CellCommitment, type CommitmentView, type WordStretch } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { inList } from './phrases.ts'
import type { Telling } from './record-cell.ts'

/** Whether a promise is in force, in a word. */
export function standsHtml({ stands }: CommitmentView, language: string): Markup {
  const words = wordsFor(language).record.commitment.stands
  return html`<b class="${stands === 'in-force' ? 'good' : 'alarm'}">${words[stands]}</b>`
}

/** Where a demand is wider than a promise, as one sentence, and what a person wrote on it. */
export function gapHtml({ link, gap }: Pick<CellCommitment, 'link' | 'gap'>, language: string): Insertable {
  const words = wordsFor(language).record.commitment
  const told = new Set(gap.map(({ dimension }) => dimension))
  const parts = [
    ...gap.map(({ dimension, demanded, promised }) =>
      words.asked(
        words.inWhat[dimension],
        demanded.length === 0 ? words.everything : inList(demanded, language),
        inList(promised, language),
      ),
    ),
    ...scopeDimensions
      .filter((dimension) => link.wider.includes(dimension) && !told.has(dimension))
      .map((dimension) => (told.size > 0 ? words.alsoWider(words.inWhat[dimension]) : words.inWhat[dimension])),
  ]
  return [
    parts.length > 0 && html`<p>${words.gap(parts.join(', '))}</p>`,
    link.note !== undefined && html`<p>${link.note}</p>`,
  ]
}

/** What others made of a promise, beside its own words; dropped words are marked in the one, added words in the other. */
export function droppedHtml(
  { language, notes }: Telling,
  { characterizations }: CommitmentView,
  isOpen = false,
): Markup | undefined {
  if (characterizations.length === 0) return undefined
  const words = wordsFor(language).record.commitment
  const pairs = characterizations.map(
    ({ by, on, citing, differs }) =>
      html`<div class="two">
        <div>
          <p class="small">${words.itsWords}</p>
          <blockquote class="words">${stretches(differs.statement, 'dropped')}</blockquote>
        </div>
        <div>
          <p class="small">${words.saidBy(by, dateInWords(on, language))}${notes.mark(citing)}</p>
          <blockquote class="words">${stretches(differs.characterization, 'added')}</blockquote>
        </div>
      </div>`,
  )
  const lead = html`<p class="small">${words.droppedLead}</p>`
  if (isOpen) return html`${lead} ${pairs}`
  return html`<details>
    <summary>${words.dropped}</summary>
    ${lead} ${pairs}
  </details>`
}

/** The space stays outside the mark, so that no tint hangs over. */
const stretches = (all: readonly WordStretch[], mark: 'dropped' | 'added'): readonly Insertable[] =>
  all.flatMap(({ text, isMissing }): readonly Insertable[] => {
    if (!isMissing) return [text]
    const words = text.trimEnd()
    return [html`<mark class="${mark}">${words}</mark>`, text.slice(words.length)]
  })
