import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'

/** A page of a campaign: its heading, what came of the last button, then the page's own. */
export function deskFramed(
  { visitor, campaign }: Pick<InCampaign, 'visitor' | 'campaign'>,
  page: { readonly heading: string; readonly said?: string | undefined; readonly main: Insertable },
): PersonalPage {
  return framed(visitor, {
    title: `${page.heading}: ${campaign.title}`,
    trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }],
    main: html`<p class="eyebrow"><bdi>${campaign.title}</bdi></p>
      <h1>${page.heading}</h1>
      ${page.said !== undefined && html`<p class="note" role="status">${page.said}</p>`} ${page.main}`,
  })
}

/** A form of one button. `about`: what it is about, said to screen readers after what it does. */
export function buttonForm(
  action: string,
  {
    says,
    about,
    fields = {},
    isSecond = true,
    isAlarm = false,
  }: {
    readonly says: string
    readonly about?: string
    readonly fields?: Readonly<Record<string, string>>
    readonly isSecond?: boolean
    readonly isAlarm?: boolean
  },
): Markup {
  const kind = isAlarm ? html` class="alarm"` : isSecond && html` class="second"`
  return html`<form method="post" action="${action}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button${kind}${about !== undefined && html` aria-label="${says}: ${about}"`}>${says}</button>
  </form>`
}

/**
 * A table that scrolls by itself where it is wider than the page; on a phone each row is a card of its own, unless the
 * table is narrow enough for it.
 */
export function deskTable(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly Insertable[])[],
  { isNarrow = false } = {},
): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table class="dense${!isNarrow && ' stack'}">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((cells) => row(heads, cells))}
      </tbody>
    </table>
  </div>`
}

const row = (heads: readonly string[], [first, ...cells]: readonly Insertable[]): Markup =>
  html`<tr>
    <th scope="row">${first}</th>
    ${cells.map((cell, index) => html`<td data-head="${heads[index + 1]}">${cell}</td>`)}
  </tr>`

/** The sentence that a query names, if it is one of ours. */
export function readSaid<Said extends string>(
  sentences: Readonly<Record<Said, string>>,
  text: string | undefined,
): Said | undefined {
  return text !== undefined && Object.hasOwn(sentences, text) ? (text as Said) : undefined
}

/** What an organizer is called; of somebody who was erased nothing is left. */
export function called(name: string | undefined, language: string): Markup {
  return html`<bdi>${name ?? wordsFor(language).organize.trail.erased}</bdi>`
}
