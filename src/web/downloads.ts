import { wordsFor } from '#kernel'
import { html, type Markup } from '#typeset'

/** The files that can be taken from a page, in one list under one heading: where each is, and what it is. */
export const downloadsHtml = (files: readonly (readonly [path: string, said: string])[], language: string): Markup =>
  html`<h2 id="downloads">${wordsFor(language).files.heading}</h2>
    <ul class="row">
      ${files.map(([path, said]) => html`<li><a href="${path}">${said}</a></li>`)}
    </ul>`
