import type { Visitor } from '#accounts'
import { wordsFor, type Words } from '#kernel'
import type { Campaign, LetterState } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { errorSummary, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** What a page says first of an act that was done, or was not: by the name of its sentence. */
export type WriteSaid = keyof Words['write']['said']

/** What every page of a letter for organizers stands on. */
export type LetterPlace = {
  readonly visitor: Visitor
  readonly campaign: Campaign
  readonly letter: {
    readonly slug: string
    readonly title: string
    readonly language: string
    readonly state: LetterState
  }
  /** The first edition's slug, which the way to the preview leads to. */
  readonly firstEdition: string | undefined
}

/** The pages of a letter. */
export type LetterTab = keyof Words['write']['tabs']

type Inside = {
  readonly title: string
  readonly errors?: readonly FieldError[] | undefined
  readonly said?: WriteSaid | undefined
  readonly main: Insertable
}

/** A page of a letter: its title, the way to its other pages, then the page's own. */
export function letterFramed(place: LetterPlace, tab: LetterTab, inside: Inside): PersonalPage {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const words = wordsFor(language).write
  return framed(visitor, {
    title: titleWith(inside.errors ?? [], `${inside.title}: ${letter.title}`, language),
    trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }],
    main: html`<div class="work">
      <p class="eyebrow">${words.states[letter.state].name}</p>
      <h1><bdi>${letter.title}</bdi></h1>
      ${tabs(place, tab)} ${errorSummary(inside.errors ?? [], language)} ${notice(inside.said, language)} ${inside.main}
    </div>`,
  })
}

/** A page of a campaign that is none of its letters'. */
export function campaignFramed(
  { visitor, campaign }: Pick<LetterPlace, 'visitor' | 'campaign'>,
  { heading, eyebrow = campaign.title, ...inside }: Inside & { readonly heading: string; readonly eyebrow?: string },
): PersonalPage {
  const { language } = visitor
  return framed(visitor, {
    title: titleWith(inside.errors ?? [], inside.title, language),
    trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }],
    main: html`<div class="work">
      ${errorSummary(inside.errors ?? [], language)}
      <p class="eyebrow">${eyebrow}</p>
      <h1><bdi>${heading}</bdi></h1>
      ${notice(inside.said, language)} ${inside.main}
    </div>`,
  })
}

/** What came of the last act, in a sentence. */
function notice(said: WriteSaid | undefined, language: string): Markup | undefined {
  return said && html`<p class="note" role="status">${wordsFor(language).write.said[said]}</p>`
}

function tabs({ visitor, campaign, letter, firstEdition }: LetterPlace, here: LetterTab): Markup {
  const words = wordsFor(visitor.language).write.tabs
  const place = [campaign.slug, letter.slug] as const
  const all: readonly (readonly [LetterTab, string])[] = [
    ['edit', routes.edit(...place)],
    ['editions', routes.editions(...place)],
    ...(firstEdition === undefined ? [] : [['preview', routes.preview(...place, firstEdition)] as const]),
    ['comments', routes.comments(...place)],
    ['asks', routes.asks(...place)],
    ['deliveries', routes.deliveries(...place)],
    ['saves', routes.saves(...place)],
    ['freeze', routes.freeze(...place)],
    ['state', routes.letterState(...place)],
    ['notes', routes.writeNotes(...place)],
  ]
  return html`<nav aria-label="${wordsFor(visitor.language).write.tabsLabel}">
    <ul class="tabs">
      ${all.map(
        ([tab, path]) =>
          html`<li><a href="${path}" ${tab === here && html` aria-current="page"`}>${words[tab]}</a></li>`,
      )}
    </ul>
  </nav>`
}

/** What a query says was done, if it is a sentence of ours. */
export function readSaid(text: string | undefined): WriteSaid | undefined {
  const { said } = wordsFor('en').write
  return text !== undefined && Object.hasOwn(said, text) ? (text as WriteSaid) : undefined
}
