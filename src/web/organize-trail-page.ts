import { allRoles, type TrailEvent, type Visitor } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { framed } from './organize-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** What a page of the trail shows. */
export type ShownTrail = {
  readonly visitor: Visitor
  /** Absent: of the whole server. */
  readonly campaign: Campaign | undefined
  readonly events: readonly TrailEvent[]
  readonly names: ReadonlyMap<OrganizerId, string>
  /** Whether there are older ones. */
  readonly more: boolean
  /** Whether these are not the latest. */
  readonly isOlder: boolean
}

/** What was done, by whom and when, the latest first. */
export function trailPage(shown: ShownTrail): PersonalPage {
  const { visitor, campaign, events, more, isOlder } = shown
  const words = wordsFor(visitor.language).organize.trail
  const path = campaign ? routes.trail(campaign.slug) : routes.serverTrail()
  const last = events.at(-1)
  return framed(visitor, {
    title: campaign ? words.title(campaign.title) : words.serverTitle,
    main: html`${campaign && html`<p class="eyebrow">${campaign.title}</p>`}
      <h1>${campaign ? words.heading : words.serverTitle}</h1>
      <p class="lead">${words.lead}</p>
      ${events.length === 0 ? html`<p>${isOlder ? words.noneOlder : words.none}</p>` : table(shown)}
      <ul class="row">
        ${more && last && html`<li><a href="${path}?before=${last.id}">${words.older}</a></li>`}
        ${isOlder && html`<li><a href="${path}">${words.latest}</a></li>`}
      </ul>`,
  })
}

function table(shown: ShownTrail): Markup {
  const words = wordsFor(shown.visitor.language).organize.trail
  const heads = [words.when, words.who, words.what, words.whom, words.facts]
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.heading}">
    <table class="dense">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.events.map((event) => row(event, shown))}
      </tbody>
    </table>
  </div>`
}

function row({ at, organizer, act, subject, before, after }: TrailEvent, shown: ShownTrail): Markup {
  const { visitor, campaign, names } = shown
  const words = wordsFor(visitor.language).organize.trail
  const who = organizer === undefined ? words.server : html`<bdi>${names.get(organizer) ?? words.erased}</bdi>`
  return html`<tr>
    <td>
      <time datetime="${at.toISOString()}">${momentInWords(at, campaign?.timeZone ?? 'UTC', visitor.language)}</time>
    </td>
    <td>${who}</td>
    <td>${words.acts[act]}</td>
    <td>${subjects(subject, shown)}</td>
    <td>${factsIn(words.from, before, visitor.language)} ${factsIn(words.to, after, visitor.language)}</td>
  </tr>`
}

/** People by their names; whatever else has an id of ours by the end of it, which tells it from others. */
function subjects(subject: readonly string[], { names, campaign }: ShownTrail): Insertable {
  const all: readonly Insertable[] = subject
    .filter((one) => one !== campaign?.id)
    .map((one) => {
      const name = names.get(one as OrganizerId)
      return name === undefined ? html`<span class="hash">…${one.slice(-8)}</span>` : html`<bdi>${name}</bdi>`
    })
  return all.map((one, index) => [index > 0 && ', ', one])
}

function factsIn(label: string, facts: TrailEvent['before'], language: string): Insertable {
  if (!facts) return undefined
  const said = Object.entries(facts).map(([key, value]) => `${key} ${valueInWords(value, language)}`)
  return said.length > 0 && html`<span>${label}: ${said.join(', ')}</span>`
}

function valueInWords(value: string | number | boolean | null, language: string): string {
  const { organize, roles } = wordsFor(language)
  const words = organize.trail
  if (value === null) return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const role = allRoles.find((one) => one === value)
  return role ? roles[role] : String(value)
}
