import { may } from '#accounts'
import { wordsFor } from '#kernel'
import type { Endorsement } from '#organizations'
import { html, type Markup } from '#typeset'
import { boardFramed, pager, sliceAfter, type BoardPlace, type BoardSaid } from './board-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { tight } from './tight.ts'
import { areaField, hiddenField, lineField } from './write-fields.ts'

/** What is typed of an endorsement, as it came. */
export type EndorsementFields = Readonly<Record<'name' | 'title' | 'group' | 'words' | 'source', string>>

/** A form with nothing in it. */
export const noEndorsement: EndorsementFields = { name: '', title: '', group: '', words: '', source: '' }

/** What the page of endorsements shows. */
export type EndorsementsShown = {
  readonly place: BoardPlace
  readonly endorsements: readonly Endorsement[]
  readonly fields: EndorsementFields
  readonly errors: readonly FieldError[]
  readonly after: string | undefined
  readonly said: BoardSaid | undefined
}

const mostShown = 40

/** Support that is no signature: entered by organizers with its source, printed under its own heading, never counted. */
export function endorsementsPage(shown: EndorsementsShown): PersonalPage {
  const { place, endorsements, errors, after, said } = shown
  const { visitor, campaign, letter, role } = place
  const words = wordsFor(visitor.language).board.endorsements
  const part = sliceAfter(endorsements, { after, idOf: ({ id }) => id, most: mostShown })
  return boardFramed(place, 'endorsements', {
    title: words.title,
    errors,
    said,
    main: html`<h2>${words.title}</h2>
      <p class="prose">${words.lead}</p>
      ${
        endorsements.length === 0
          ? html`<p>${words.none}</p>`
          : tight(
              html`<ul class="plain">
                ${part.rows.map((one) => entry(one, place))}
              </ul>`,
            )
      }
      ${pager(routes.endorsements(campaign.slug, letter.slug), part, visitor.language)}
      ${may(role, 'edit-list') && form(shown)}`,
  })
}

function entry({ id, name, title, group, words: said, source }: Endorsement, place: BoardPlace): Markup {
  const { visitor, campaign, letter, role } = place
  const words = wordsFor(visitor.language).board.endorsements
  return html`<li>
    <p>
      <b><bdi>${name}</bdi></b
      >${title !== undefined && html`, <bdi>${title}</bdi>`}${group !== undefined && html` · <bdi>${group}</bdi>`}
    </p>
    ${said !== undefined && html`<blockquote>${said}</blockquote>`}
    ${source !== undefined && html`<p class="quiet">${words.from} <bdi>${source}</bdi></p>`}
    ${
      may(role, 'edit-list') &&
      html`<form method="post" action="${routes.removeEndorsement(campaign.slug, letter.slug)}">
        ${hiddenField('endorsement', id)}
        <button class="second" aria-label="${words.remove}: ${name}">${words.remove}</button>
      </form>`
    }
  </li>`
}

function form({ place, fields, errors }: EndorsementsShown): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.endorsements
  return html`<h3>${words.add}</h3>
    <form class="form" method="post" action="${routes.endorsements(campaign.slug, letter.slug)}" novalidate>
      ${lineField({ id: 'name', label: words.name, value: fields.name, errors })}
      ${lineField({ id: 'title', label: words.personTitle, hint: words.titleHint, value: fields.title, errors })}
      ${lineField({ id: 'group', label: words.group, hint: words.groupHint, value: fields.group, errors })}
      ${areaField({ id: 'words', label: words.words, value: fields.words, rows: 3, errors })}
      ${lineField({ id: 'source', label: words.source, hint: words.sourceHint, value: fields.source, errors })}
      <button>${words.button}</button>
    </form>`
}
