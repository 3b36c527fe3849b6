import { may } from '#accounts'
import { wordsFor } from '#kernel'
import type { ListSettings, PrintedSignOn } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { beside, boardFramed, pager, sliceAfter, type BoardPlace, type BoardSaid } from './board-frame.ts'
import { inPrintedOrder, previewHtml } from './board-preview.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, inList } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { tight } from './tight.ts'
import { areaField, tickField, tickGroup } from './write-fields.ts'

/** What the page of a letter's printed list shows. */
export type ListShown = {
  readonly place: BoardPlace
  readonly lines: readonly PrintedSignOn[]
  /** For a name, others that it can be taken for. */
  readonly twinsOf: (name: string) => readonly string[]
  /** As they are, or as they were typed to be tried. */
  readonly settings: ListSettings
  /** Headings as they stand in the field, one a line. */
  readonly groups: string
  readonly errors: readonly FieldError[]
  /** The list is shown as these settings would print it; nothing was saved. */
  readonly isTried: boolean
  readonly after: string | undefined
  readonly said: BoardSaid | undefined
}

const mostLines = 100
/** Of a list that is tried, as much as shows how it begins. */
const mostTried = 40

/** Headings as somebody typed them: one a line, each once. */
export const groupsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/\r\n|\r|\n/)
      .map((one) => one.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
      .filter((one) => one !== ''),
  ),
]

/** Who stands on the printed list, in its order; how it is ordered, and under which headings. */
export function listPageOf(shown: ListShown): PersonalPage {
  const { place, lines, settings, groups, errors, said, isTried } = shown
  const { visitor, campaign, letter, role } = place
  const words = wordsFor(visitor.language).board.list
  const ordered = inPrintedOrder({ lines, settings, language: letter.language, groups: groupsIn(groups) })
  return boardFramed(place, 'list', {
    title: words.title,
    errors,
    said,
    main: html`<h2>${words.title} <span class="quiet">${countOf(lines.length, visitor.language)}</span></h2>
      <p class="prose">${words.lead}</p>
      <p><a class="act" href="${routes.finalList(campaign.slug, letter.slug)}">${words.finalize}</a></p>
      ${letter.state === 'draft' && may(role, 'write') && html`<p><a href="${routes.bringIn(campaign.slug)}?letter=${encodeURIComponent(letter.slug)}">${wordsFor(visitor.language).bring.listTitle}</a></p>`}
      ${isTried ? tried(shown, ordered) : linesHtml(shown, ordered)} ${may(role, 'edit-list') && settingsForm(shown)}`,
  })
}

function tried({ place }: ListShown, ordered: readonly PrintedSignOn[]): Markup {
  const { language } = place.letter
  const words = wordsFor(place.visitor.language).board.list
  const rest = Math.max(0, ordered.length - mostTried)
  return html`<p class="note" role="status">${words.tried}</p>
    ${tight(previewHtml(ordered.slice(0, mostTried), { language, after: rest }))}`
}

function linesHtml({ place, twinsOf, after }: ListShown, ordered: readonly PrintedSignOn[]): Insertable {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.list
  if (ordered.length === 0) return html`<p>${words.empty}</p>`
  const part = sliceAfter(ordered, { after, idOf: ({ id }) => id, most: mostLines })
  const runs = [...Map.groupBy(part.rows, ({ group }) => group)]
  const body = html`${runs.map(
    ([heading, rows]) =>
      html`${heading !== undefined && html`<h3><bdi>${heading}</bdi></h3>`}
        <ul class="names">
          ${rows.map((line) => lineHtml(line, place, twinsOf(line.signatureName ?? line.name)))}
        </ul>`,
  )}`
  return html`${tight(body)} ${pager(routes.list(campaign.slug, letter.slug), part, visitor.language)}`
}

function lineHtml(line: PrintedSignOn, place: BoardPlace, alike: readonly string[]): Markup {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const words = wordsFor(language).board.list
  const { name, signatureName, letterheadName, leadPosition, title, affiliation } = line
  const more = [
    leadPosition !== undefined && words.leads(leadPosition),
    title,
    affiliation,
    letterheadName !== undefined && words.inMargin(letterheadName),
    alike.length > 0 && words.looksLike(inList(alike, language)),
  ].filter((one) => one !== undefined && one !== false)
  return html`<li>
    <a href="${beside(routes.line(campaign.slug, letter.slug, line.id), place)}"><bdi>${signatureName ?? name}</bdi></a
    >${more.length > 0 && html` <i>${more.join(', ')}</i>`}
  </li>`
}

function settingsForm({ place, settings, groups, errors, isTried }: ListShown): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.list
  const radio = (name: 'ordering' | 'articles', value: string, label: string) =>
    tickField({ id: `${name}-${value}`, name, value, label, on: settings[name] === value, type: 'radio' })
  const orderings = (['as-printed', 'alphabetical'] as const).map((one) => radio('ordering', one, words.orderings[one]))
  const articles = (['kept', 'skipped'] as const).map((one) => radio('articles', one, words.articles[one]))
  return html`<h2>${words.settings}</h2>
    <form class="form" method="post" action="${routes.list(campaign.slug, letter.slug)}" novalidate>
      ${tickGroup({ id: 'ordering', legend: words.ordering, ticks: orderings, errors })}
      ${tickGroup({ id: 'articles', legend: words.articlesLegend, ticks: articles, errors })}
      ${areaField({ id: 'groups', label: words.groups, hint: words.groupsHint, value: groups, rows: 4, errors })}
      <button class="second" name="do" value="try">${words.try}</button>
      <button name="do" value="save">${isTried ? words.saveTried : words.save}</button>
    </form>`
}
