import { wordsFor } from '#kernel'
import { scopeDimensions, type Scope, type ScopeDimension, type ScopeGap } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { inList } from './phrases.ts'

/** Where a demand is wider than a promise, each as a sentence. */
function gapSentences(gaps: readonly ScopeGap[], language: string): readonly string[] {
  const { dimensions, gap } = wordsFor(language).commit
  return gaps.map(({ dimension, demanded, promised }) => {
    const { name } = dimensions[dimension]
    const only = inList(promised, language)
    return demanded.length === 0 ? gap.everything(name, only) : gap.wider(name, inList(demanded, language), only)
  })
}

/** The same as a list; one sentence where there is none. */
export function gapList(gaps: readonly ScopeGap[], language: string): Markup {
  const { gap } = wordsFor(language).commit
  if (gaps.length === 0) return html`<p>${gap.none}</p>`
  return html`<ul>
    ${gapSentences(gaps, language).map((said) => html`<li dir="auto">${said}</li>`)}
  </ul>`
}

/** What something is limited to; `undefined` where nothing limits it. */
export function scopeList(scope: Scope, language: string): Insertable {
  const { dimensions } = wordsFor(language).commit
  const limited = scopeDimensions.flatMap((one): readonly (readonly [ScopeDimension, readonly string[]])[] => {
    const limit = scope[one]
    return limit === undefined || limit.length === 0 ? [] : [[one, limit]]
  })
  if (limited.length === 0) return undefined
  return html`<dl class="facts">
    ${limited.map(
      ([dimension, limit]) =>
        html`<dt>${dimensions[dimension].name}</dt>
          <dd dir="auto">${inList(limit, language)}</dd>`,
    )}
  </dl>`
}
