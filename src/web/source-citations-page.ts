import { may } from '#accounts'
import { wordsFor, type RecipientId, type SourceId } from '#kernel'
import type { FixedCitation } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { cardCell, pager, sliceAfter } from './board-frame.ts'
import { commitFramed } from './commit-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import { hiddenField } from './write-fields.ts'

/** A citation with the source that it leads to, or was given. */
export type PlacedCitation = FixedCitation & {
  readonly key: string
  readonly source: { readonly id: SourceId; readonly title: string; readonly isGiven: boolean } | undefined
}

/** Everything on the page of a campaign's citations. */
export type CitationsShown = {
  readonly citations: readonly PlacedCitation[]
  readonly sources: readonly { readonly id: SourceId; readonly title: string }[]
  readonly recipients: ReadonlyMap<RecipientId, string>
  /** The key of the last one on the page before. */
  readonly after: string | undefined
  readonly said?: string | undefined
}

const most = 12

/** Every link of the fixed texts with its source, those that lost their target first. */
export function citationsPage(at: InCampaign, shown: CitationsShown): PersonalPage {
  const { visitor, campaign } = at
  const { cites } = wordsFor(visitor.language).sources
  const { citations, after, said, sources } = shown
  const part = sliceAfter(citations, { after, idOf: ({ key }) => key, most })
  const mayAttach = may(at.role, 'write')
  return commitFramed(at, 'sources', {
    heading: cites.title,
    said,
    main: html`<p class="prose">${cites.lead}</p>
      ${mayAttach && sources.length === 0 && html`<p>${cites.noSources}</p>`}
      ${
        citations.length === 0
          ? html`<p>${cites.none}</p>`
          : html`<table class="dense cards">
              <thead>
                <tr>
                  <th scope="col">${cites.heads.words}</th>
                  <th scope="col">${cites.heads.letter}</th>
                  <th scope="col">${cites.heads.source}</th>
                </tr>
              </thead>
              <tbody>
                ${part.rows.map((one) => row(at, one, shown))}
              </tbody>
            </table>`
      }
      ${pager(routes.citations(campaign.slug), part, visitor.language)}`,
  })
}

function row(at: InCampaign, one: PlacedCitation, shown: CitationsShown): Markup {
  const { cites } = wordsFor(at.visitor.language).sources
  const recipient = shown.recipients.get(one.recipient)
  return html`<tr id="c-${one.key}">
    <th scope="row">
      <strong dir="auto">${one.text}</strong><br /><span class="quiet" dir="auto">${one.sentence}</span>
    </th>
    ${cardCell(cites.heads.letter, html`<bdi>${one.title}</bdi>${recipient !== undefined && html`, <bdi>${cites.to(recipient)}</bdi>`}`)}
    ${cardCell(cites.heads.source, sourceCell(at, one, shown))}
  </tr>`
}

function sourceCell(at: InCampaign, one: PlacedCitation, { sources }: CitationsShown): Insertable {
  const { visitor, campaign, role } = at
  const { cites } = wordsFor(visitor.language).sources
  const { source, href, key } = one
  const found = source && html`<a href="${routes.source(campaign.slug, source.id)}"><bdi>${source.title}</bdi></a>`
  if (href !== undefined) {
    if (found) return found
    const add = `${routes.newSource(campaign.slug)}?url=${encodeURIComponent(href)}`
    return [
      cites.notKept,
      may(role, 'write') && html`<br /><a href="${add}" aria-label="${cites.keep}: ${one.text}">${cites.keep}</a>`,
    ]
  }
  const lost = found
    ? html`${found} <span class="quiet">${cites.attached}</span>`
    : html`<strong>${cites.lost}</strong>`
  if (!may(role, 'write') || sources.length === 0) return lost
  return html`${lost}
    <form class="line" method="post" action="${routes.citations(campaign.slug)}">
      ${hiddenField('text', one.text)}${hiddenField('sentence', one.sentence)}
      <p>
        <label for="s-${key}">${cites.choose}</label
        ><select id="s-${key}" name="source">
          ${sources.map(({ id, title }) => html`<option value="${id}" ${id === source?.id && html`selected`}>${title.slice(0, 60)}</option>`)}
        </select>
      </p>
      <p class="buttons"><button class="second" aria-label="${cites.attach}: ${one.text}">${cites.attach}</button></p>
    </form>`
}
