import { may } from '#accounts'
import { wordsFor } from '#kernel'
import type { ListSettings, PrintedSignOn } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { boardFramed, type BoardPlace, type BoardSaid } from './board-frame.ts'
import { inPrintedOrder, neighborhood, previewHtml } from './board-preview.ts'
import type { PersonalPage } from './personal-page.ts'
import { inList } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { tight } from './tight.ts'
import { lineField } from './write-fields.ts'

/** What is typed of a line, as it came. */
export type LineFields = {
  readonly name: string
  readonly letterheadName: string
  readonly sortKey: string
  readonly leadPosition: string
  readonly group: string
  readonly title: string
  readonly affiliation: string
}

/** What the page of one line of the list shows. */
export type LineShown = {
  readonly place: BoardPlace
  readonly line: PrintedSignOn
  /** The other lines, as they are. */
  readonly lines: readonly PrintedSignOn[]
  readonly settings: ListSettings
  readonly groups: readonly string[]
  readonly fields: LineFields
  readonly errors: readonly FieldError[]
  /** Names that the typed one can be taken for. */
  readonly alike: readonly string[]
  /** The typed name is shown as it would print; nothing was saved. */
  readonly isTried: boolean
  readonly said: BoardSaid | undefined
}

/** What stands in the form at first. */
export const lineFieldsOf = (line: PrintedSignOn): LineFields => ({
  name: line.signatureName ?? line.name,
  // A recorded line is spelled in both places; where both are alike, only one of them is shown to be changed.
  letterheadName: line.letterheadName === line.signatureName ? '' : (line.letterheadName ?? ''),
  sortKey: line.sortKey ?? '',
  leadPosition: line.leadPosition === undefined ? '' : String(line.leadPosition),
  group: line.group ?? '',
  title: line.title ?? '',
  affiliation: line.affiliation ?? '',
})

const given = (text: string): string | undefined => (text === '' ? undefined : text)

/** The line with what was typed, as it would stand on the list. */
function typedLine(line: PrintedSignOn, fields: LineFields): PrintedSignOn {
  const lead = given(fields.leadPosition)
  return {
    ...line,
    name: fields.name,
    signatureName: undefined,
    letterheadName: given(fields.letterheadName),
    sortKey: given(fields.sortKey),
    leadPosition: lead === undefined ? undefined : Number(lead),
    group: given(fields.group),
    title: given(fields.title),
    affiliation: given(fields.affiliation),
  }
}

/** One line of the list: how its name is spelled where, under what it is sorted; seen among its neighbors before it is saved. */
export function linePage(shown: LineShown): PersonalPage {
  const { place, line, lines, settings, groups, fields, errors, alike, isTried, said } = shown
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.line
  const tried = lines.map((one) => (one.id === line.id ? typedLine(line, fields) : one))
  const ordered = inPrintedOrder({ lines: tried, settings, language: letter.language, groups })
  const near = neighborhood(ordered, line.id)
  return boardFramed(place, 'list', {
    title: words.title(line.name),
    errors,
    said,
    main: html`<h2 class="entry"><bdi>${line.name}</bdi></h2>
      ${isTried && html`<p class="note" role="status">${words.tried}</p>`}
      ${alike.length > 0 && html`<p class="error">${words.looksLike(inList(alike, visitor.language))}</p>`}
      ${may(place.role, 'edit-list') && form(shown)}
      <h3>${words.preview}</h3>
      ${tight(previewHtml(near.lines, { ...near, language: letter.language, own: line.id }))}
      <p><a href="${routes.list(campaign.slug, letter.slug)}">${words.back}</a></p>`,
  })
}

function form({ place, line, fields, errors, groups }: LineShown): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.line
  const persons: Insertable = line.kind === 'person' && [
    lineField({ id: 'title', label: words.personTitle, value: fields.title, errors }),
    lineField({ id: 'affiliation', label: words.affiliation, value: fields.affiliation, errors }),
  ]
  return html`<form class="form" method="post" action="${routes.line(campaign.slug, letter.slug, line.id)}" novalidate>
    ${lineField({ id: 'name', label: words.name, hint: words.nameHint, value: fields.name, errors })}
    ${line.kind === 'organization' && lineField({ id: 'letterhead', label: words.letterhead, hint: words.letterheadHint, value: fields.letterheadName, errors })}
    ${persons}
    ${lineField({ id: 'sort-key', label: words.sortKey, hint: words.sortKeyHint, value: fields.sortKey, errors })}
    ${lineField({ id: 'lead', label: words.lead, hint: words.leadHint, value: fields.leadPosition, errors })}
    ${lineField({ id: 'group', label: words.group, hint: words.groupHint, value: fields.group, errors, list: 'groups' })}
    <datalist id="groups">${groups.map((one) => html`<option>${one}</option>`)}</datalist>
    <button class="second" name="do" value="try">${words.try}</button>
    <button name="do" value="save">${words.save}</button>
  </form>`
}
