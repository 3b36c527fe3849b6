import { wordsFor, type Words } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { errorSummary, titleWith } from './organize-fields.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** The pages around what recipients promised and did. */
export type CommitTab = keyof Words['sources']['tabs']

/** What a page of the record says of itself. */
export type CommitInside = {
  readonly heading: string
  /** What the heading is one of; the campaign unless told. */
  readonly eyebrow?: string
  readonly errors?: readonly FieldError[]
  /** What came of the last act, in a sentence. */
  readonly said?: string | undefined
  readonly main: Insertable
}

/** A page around what recipients promised and did: its title, the way to the others, then the page's own. */
export function commitFramed(
  { visitor, campaign }: Pick<InCampaign, 'visitor' | 'campaign'>,
  tab: CommitTab,
  { heading, eyebrow = campaign.title, errors = [], said, main }: CommitInside,
): PersonalPage {
  const { language } = visitor
  return framed(visitor, {
    title: titleWith(errors, `${heading}: ${campaign.title}`, language),
    trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }],
    main: html`<div class="work">
      <p class="eyebrow"><bdi>${eyebrow}</bdi></p>
      <h1><bdi>${heading}</bdi></h1>
      ${tabs(campaign.slug, tab, language)} ${errorSummary(errors, language)}
      ${said !== undefined && html`<p class="note" role="status">${said}</p>`} ${main}
    </div>`,
  })
}

/** Every page of the record with its address, in the order of work. */
export const recordTabs = (campaign: string): readonly (readonly [CommitTab, string])[] => [
  ['sources', routes.sources(campaign)],
  ['demands', routes.demands(campaign)],
  ['commitments', routes.commitments(campaign)],
  ['assessments', routes.assessments(campaign)],
  ['record', routes.recordEntries(campaign)],
]

function tabs(campaign: string, here: CommitTab, language: string): Markup {
  const words = wordsFor(language).sources
  return html`<nav aria-label="${words.tabsLabel}">
    <ul class="tabs">
      ${recordTabs(campaign).map(
        ([tab, path]) =>
          html`<li><a href="${path}" ${tab === here && html` aria-current="page"`}>${words.tabs[tab]}</a></li>`,
      )}
    </ul>
  </nav>`
}

/** A list of facts, each with its name; what is absent is left out. */
export const factList = (facts: readonly (readonly [string, Insertable])[]): Markup =>
  html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        value !== undefined &&
        value !== false &&
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
