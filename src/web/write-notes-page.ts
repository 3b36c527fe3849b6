import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import type { Campaign, Letter } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import type { PersonalPage } from './personal-page.ts'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, hiddenField } from './write-fields.ts'
import { letterFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'

/** What organizers tell readers about a letter. */
export type ShownNote = { readonly id: string; readonly body: string; readonly at: Date }

/** What the page shows on which organizers write notes. */
export type NotesFacts = LetterPlace & {
  readonly role: Role
  readonly notes: readonly ShownNote[]
  readonly typed: string
  readonly errors?: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

/** Notes about a letter, outside its text: written, and taken away. */
export function writeNotesPage(facts: NotesFacts): PersonalPage {
  const { visitor, campaign, letter, role, notes, typed, errors, said } = facts
  const words = wordsFor(visitor.language).write.notes
  return letterFramed(facts, 'notes', {
    title: words.title,
    errors,
    said,
    main: html`<p class="prose">
        ${words.lead} <a href="${routes.notes(campaign.slug, letter.slug)}">${words.page}</a>
      </p>
      ${
        may(role, 'write') &&
        html`<form class="form" method="post" action="${routes.writeNotes(campaign.slug, letter.slug)}" novalidate>
          ${areaField({ id: 'note', label: words.note, value: typed, hint: words.noteHint, rows: 4, ...(errors && { errors }) })}
          <button>${words.button}</button>
        </form>`
      }
      ${
        notes.length === 0
          ? html`<p>${words.none}</p>`
          : html`<ul class="plain">
              ${notes.map((one) => entry(one, facts))}
            </ul>`
      }`,
  })
}

function entry(note: ShownNote, { visitor, campaign, letter, role }: NotesFacts): Markup {
  const words = wordsFor(visitor.language).write.notes
  const day = dayInWords(note.at, campaign.timeZone, visitor.language)
  return html`<li>
    <p class="small quiet">${day}</p>
    ${paragraphs(note.body)}
    ${
      may(role, 'write') &&
      html`<form method="post" action="${routes.removeNote(campaign.slug, letter.slug)}">
        ${hiddenField('note', note.id)}<button class="second" aria-label="${words.remove}: ${day}">
          ${words.remove}
        </button>
      </form>`
    }
  </li>`
}

const paragraphs = (body: string): Insertable =>
  body
    .split(/\n\s*\n/u)
    .filter((one) => one.trim() !== '')
    .map((one) => html`<p class="said">${one.trim()}</p>`)

/** What the organizers say about a letter, for everybody: no part of what anybody signed. */
export function notesPage(facts: {
  readonly campaign: Campaign
  readonly letter: Pick<Letter, 'slug' | 'title' | 'language'>
  readonly notes: readonly ShownNote[]
}): Page {
  const { campaign, letter, notes } = facts
  const words = wordsFor(letter.language).write.notes
  return {
    title: words.publicTitle(letter.title),
    description: words.publicLead,
    language: letter.language,
    path: routes.notes(campaign.slug, letter.slug),
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(campaign.slug, letter.slug) },
    ],
    listed: notes.length > 0,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${words.publicHeading}</h1>
      <p class="lead">${words.publicLead}</p>
      ${
        notes.length === 0
          ? html`<p>${words.publicNone}</p>`
          : html`<ul class="plain">
              ${notes.map(
                ({ body, at }) =>
                  html`<li>
                    <p class="small quiet">${dayInWords(at, campaign.timeZone, letter.language)}</p>
                    ${paragraphs(body)}
                  </li>`,
              )}
            </ul>`
      }`,
  }
}
