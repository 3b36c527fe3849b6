import { wordsFor } from '#kernel'
import { html, type Insertable } from '#typeset'
import type { PersonalPage } from './personal-page.ts'

/** Why something could not be saved for now. */
export type UnsavedReason =
  | { readonly kind: 'busy' }
  /** @param reference what the journal calls the fault. */
  | { readonly kind: 'failed'; readonly reference: string }

/** Something was not saved: says so, keeps all of it in a form, and lets it be sent again. Needs no database. */
export function unsavedPage(
  reason: UnsavedReason,
  again: {
    readonly action: string
    readonly language: string
    readonly pairs: readonly (readonly [name: string, value: string])[]
    /** What of it a person should see. */
    readonly shown: readonly string[]
    readonly button?: string
  },
): PersonalPage {
  const words = wordsFor(again.language).signing.unsaved
  const [title, sentence] = reason.kind === 'busy' ? [words.busyTitle, words.busy] : [words.failedTitle, words.failed]
  return {
    title,
    language: again.language,
    main: html`<h1>${title}</h1>
      <p class="lead">${sentence}</p>
      ${entered(again)}
      <form method="post" action="${again.action}">
        ${again.pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}<button>
          ${again.button ?? words.again}
        </button>
      </form>
      ${reason.kind === 'failed' && html`<p class="small quiet">${words.reference(reason.reference)}</p>`}`,
  }
}

function entered({ shown, language }: { readonly shown: readonly string[]; readonly language: string }): Insertable {
  const filled = shown.filter((one) => one !== '')
  if (filled.length === 0) return undefined
  return html`<p class="meta">${wordsFor(language).signing.unsaved.youEntered}</p>
    <ul class="plain">
      ${filled.map((one) => html`<li><bdi>${one}</bdi></li>`)}
    </ul>`
}
