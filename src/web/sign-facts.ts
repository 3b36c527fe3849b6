import { directionOf } from '#kernel'
import type { Campaign, PublicEdition, PublicLetter } from '#letters'
import { html, letterHtml, type Markup } from '#typeset'

/** What a page needs to know of a letter that can be signed. */
export type SignFacts = {
  readonly campaign: Campaign
  readonly letter: PublicLetter['letter']
  /** Every edition with the text that stands now. */
  readonly editions: readonly PublicEdition[]
  readonly settings: SignSettings
  readonly consent: { readonly number: number; readonly wording: string }
  readonly isOpen: boolean
  /** The whole text of an edition, made once: it stands on every page that hands a form back. */
  readonly textOf: (edition: PublicEdition) => Markup
}

/** What the organizers set for signing, as far as pages show it. */
export type SignSettings = {
  readonly controller: string
  readonly contact: string
  readonly daysKept: number
  readonly asksPlace: boolean
  readonly asksOccupation: boolean
  readonly asksComment: boolean
  readonly sharedInbox: boolean
  readonly hearFrom: string | undefined
}

/** Makes the text of each edition when it is first asked for, and keeps it. */
export function textMaker(): SignFacts['textOf'] {
  const made = new Map<PublicEdition, Markup>()
  return (edition) => {
    const there = made.get(edition)
    if (there) return there
    const { language } = edition.text
    const text = html`<article class="letter" lang="${language}" dir="${directionOf(language)}">
      ${letterHtml(edition.text)}
    </article>`
    made.set(edition, text)
    return text
  }
}
