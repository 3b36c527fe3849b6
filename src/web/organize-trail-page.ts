import type { EventAct, TrailEvent, Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { deskTable } from './desk-frame.ts'
import { changesInWords, subjectInWords, whoInWords, type TrailNames } from './desk-trail-words.ts'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import { choiceField } from './write-fields.ts'

/** What a page of the trail shows. */
export type ShownTrail = {
  readonly visitor: Visitor
  /** Absent: of the whole server. */
  readonly campaign: Campaign | undefined
  readonly events: readonly TrailEvent[]
  readonly names: TrailNames
  /** The one kind of act that was asked for. */
  readonly act: EventAct | undefined
  /** Whether there are older ones. */
  readonly more: boolean
  /** Whether these are not the latest. */
  readonly isOlder: boolean
}

/** What was done, by whom and when, the latest first. */
export function trailPage(shown: ShownTrail): PersonalPage {
  const { visitor, campaign, events, more, isOlder, act } = shown
  const words = wordsFor(visitor.language).organize.trail
  const none = isOlder ? words.noneOlder : act ? words.noneOfKind : words.none
  return framed(visitor, {
    title: campaign ? words.title(campaign.title) : words.serverTitle,
    ...(campaign && { trail: [{ name: campaign.title, path: routes.campaignHome(campaign.slug) }] }),
    main: html`${campaign && html`<p class="eyebrow"><bdi>${campaign.title}</bdi></p>`}
      <h1>${campaign ? words.heading : words.serverTitle}</h1>
      <p class="lead">${words.lead}</p>
      ${filter(shown)} ${events.length === 0 ? html`<p>${none}</p>` : table(shown)}
      <ul class="row">
        ${more && html`<li><a href="${pathOf(shown, events.at(-1)?.id)}">${words.older}</a></li>`}
        ${isOlder && html`<li><a href="${pathOf(shown)}">${words.latest}</a></li>`}
      </ul>`,
  })
}

function pathOf({ campaign, act }: ShownTrail, before?: string): string {
  const path = campaign ? routes.trail(campaign.slug) : routes.serverTrail()
  // `before` first: it is what tells one page from the next.
  const query = [...(before === undefined ? [] : [`before=${before}`]), ...(act === undefined ? [] : [`act=${act}`])]
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

function filter({ visitor, campaign, act }: ShownTrail): Markup {
  const words = wordsFor(visitor.language).organize.trail
  const options = Object.entries(words.acts).toSorted(([, a], [, b]) => a.localeCompare(b, visitor.language))
  return html`<form class="find" method="get" action="${campaign ? routes.trail(campaign.slug) : routes.serverTrail()}">
    ${choiceField({
      ...{ id: 'act', label: words.filter, value: act ?? '' },
      options: [['', words.everything], ...options],
    })}
    <button class="second">${words.filterButton}</button>
  </form>`
}

function table(shown: ShownTrail): Markup {
  const { visitor, campaign, events, names } = shown
  const { language } = visitor
  const words = wordsFor(language).organize.trail
  const timeZone = campaign?.timeZone ?? 'UTC'
  const heads = [words.when, words.who, words.what, words.whom, words.facts, ...(campaign ? [] : [words.campaign])]
  return deskTable(
    words.heading,
    heads,
    events.map((event): readonly Insertable[] => [
      html`<time datetime="${event.at.toISOString()}">${momentInWords(event.at, timeZone, language)}</time>`,
      whoInWords(event, names, language),
      words.acts[event.act],
      subjectInWords(event, names, language),
      changesInWords(event, { names, timeZone, language }).map((one, index) => [
        index > 0 && html`<br />`,
        html`<bdi>${one}</bdi>`,
      ]),
      ...(campaign ? [] : [event.campaign && html`<bdi>${names.campaigns.get(event.campaign) ?? ''}</bdi>`]),
    ]),
  )
}
