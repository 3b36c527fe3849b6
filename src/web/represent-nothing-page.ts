import { wordsFor } from '#kernel'
import { html } from '#typeset'
import type { PersonalPage } from './personal-page.ts'

/** Says why there is nothing to do behind a link. */
export function nothingPage(language: string, why: 'closed' | 'early' | 'gone' | 'broken' | 'erased'): PersonalPage {
  const words = wordsFor(language).represent.nothing
  const said = {
    closed: { title: words.closedTitle, lead: words.closed },
    early: { title: words.earlyTitle, lead: words.early },
    gone: { title: words.goneTitle, lead: words.gone },
    broken: { title: words.brokenTitle, lead: words.broken },
    erased: { title: words.erasedTitle, lead: words.erased },
  }
  const { title, lead } = said[why]
  return {
    title,
    language,
    main: html`<h1>${title}</h1>
      <p class="lead">${lead}</p>`,
  }
}
