import { may } from '#accounts'
import { wordsFor } from '#kernel'
import type { NameDoubt } from '#organizations'
import { html, type Markup } from '#typeset'
import { ago, boardFramed, pager, sliceAfter, type BoardPlace, type BoardSaid } from './board-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import { tight } from './tight.ts'
import { hiddenField } from './write-fields.ts'

/** What the page of names in doubt shows. */
export type NamesShown = {
  readonly place: BoardPlace
  readonly doubts: readonly NameDoubt[]
  readonly after: string | undefined
  readonly said: BoardSaid | undefined
}

const mostDoubts = 15
/** Names that one is compared with: chapters of one body resemble each other by the hundred. */
const mostOthers = 3

/** Names that can be taken for others: each beside the name it looks like, to be settled or spelled otherwise. */
export function namesPage({ place, doubts, after, said }: NamesShown): PersonalPage {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.names
  const oldestFirst = doubts.toSorted((one, other) => one.since.getTime() - other.since.getTime())
  const part = sliceAfter(oldestFirst, { after, idOf: ({ signOn }) => signOn, most: mostDoubts })
  const path = routes.names(campaign.slug, letter.slug)
  return boardFramed(place, 'names', {
    title: words.title,
    said,
    main: html`<h2>${words.title}</h2>
      <p class="prose">${words.lead}</p>
      ${
        doubts.length === 0
          ? html`<p role="status">${words.none}</p>`
          : tight(
              html`<ul class="plain">
                ${part.rows.map((doubt) => doubtHtml(doubt, place))}
              </ul>`,
            )
      }
      ${pager(path, part, visitor.language)}`,
  })
}

function doubtHtml({ signOn, name, since, others }: NameDoubt, place: BoardPlace): Markup {
  const { visitor, campaign, letter, now, role } = place
  const words = wordsFor(visitor.language).board.names
  return html`<li>
    <p>
      <a class="entry" href="${routes.boardSignOn(campaign.slug, letter.slug, signOn)}"><bdi>${name}</bdi></a>
      <span class="quiet">${words.signed(ago(since, now, visitor.language))}</span>
    </p>
    <ul class="two">
      ${others.slice(0, mostOthers).map(
        (other) =>
          html`<li>
            ${words.how[other.how]} <b><bdi>${other.name}</bdi></b>
            ${may(role, 'edit-list') && settle(place, name, other.name)}
          </li>`,
      )}
      ${others.length > mostOthers && html`<li>${words.more(others.length - mostOthers)}</li>`}
    </ul>
    ${may(role, 'edit-list') && html`<p><a href="${routes.line(campaign.slug, letter.slug, signOn)}">${words.spell}</a></p>`}
  </li>`
}

function settle({ visitor, campaign, letter }: BoardPlace, name: string, other: string): Markup {
  const words = wordsFor(visitor.language).board.names
  return html`<form method="post" action="${routes.names(campaign.slug, letter.slug)}">
    ${hiddenField('name', name)} ${hiddenField('other', other)}
    <button class="second" aria-label="${words.two}: ${name}, ${other}">${words.two}</button>
  </form>`
}
