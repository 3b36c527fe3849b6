import { may, type Standing } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import type { DrawnList, ListSettings, PrintedSignOn } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { boardFramed, shortDay, type BoardPlace, type BoardSaid } from './board-frame.ts'
import { inPrintedOrder } from './board-preview.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, inList } from './phrases.ts'
import { routes } from './routes.ts'
import { hiddenField } from './write-fields.ts'

/** What the page shows on which a list is finalized. */
export type FinalShown = {
  readonly place: BoardPlace
  readonly lines: readonly PrintedSignOn[]
  readonly settings: ListSettings
  readonly groups: readonly string[]
  /** Names exactly the list that is shown: what is pressed is meant for it alone. */
  readonly seal: string
  readonly standing: Standing
  /** When it was finalized last; by nobody: at the server's command line. */
  readonly final: DrawnList['final']
  readonly names: ReadonlyMap<OrganizerId, string>
  readonly said: BoardSaid | undefined
}

/** The list exactly as it would print, and the one or two people it takes to say that it is final. */
export function finalPage(shown: FinalShown): PersonalPage {
  const { place, lines, settings, groups, said } = shown
  const { visitor, campaign, letter, role } = place
  const { language } = visitor
  const words = wordsFor(language).board.final
  const ordered = inPrintedOrder({ lines, settings, language: letter.language, groups })
  return boardFramed(place, 'list', {
    title: words.title,
    said,
    main: html`<h2>${words.title}</h2>
      <p class="prose">${words.lead(countOf(lines.length, language))}</p>
      ${before(shown)} ${may(role, 'finalize-list') ? acts(shown) : html`<p>${words.notYours}</p>`}
      ${exactly(ordered, place)}
      <p><a href="${routes.list(campaign.slug, letter.slug)}">${words.back}</a></p>`,
  })
}

function before({ place, final, names }: FinalShown): Insertable {
  if (!final) return undefined
  const { visitor, campaign } = place
  const words = wordsFor(visitor.language).board
  const who = final.by === undefined ? words.server : (names.get(final.by) ?? words.erased)
  return html`<p>
    ${words.final.finalized(countOf(final.lines, visitor.language))}
    ${shortDay(final.at, campaign.timeZone, visitor.language)} · <bdi>${who}</bdi>
  </p>`
}

/** How things stand with exactly this list, and the buttons that are open to this organizer. */
function acts({ place, standing, seal, names, lines, final }: FinalShown): Insertable {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board
  if (letter.state === 'closed') return html`<p class="note">${words.final.closed}</p>`
  if (lines.length === 0) return html`<p>${words.final.empty}</p>`
  const named = (one: OrganizerId): string => names.get(one) ?? words.erased
  const button = (act: 'propose' | 'approve' | 'refuse' | 'finalize', said: string, isSecond = false) =>
    html`<button name="do" value="${act}" ${isSecond && html`class="second"`}>${said}</button>`
  const form = (sentence: Insertable, ...buttons: readonly Markup[]) =>
    html`<form class="row" method="post" action="${routes.finalList(campaign.slug, letter.slug)}">
      <p>${sentence}</p>
      ${hiddenField('seal', seal)} ${buttons}
    </form>`
  const isFinal = final?.seal === seal
  switch (standing.kind) {
    case 'not-needed':
      if (isFinal) return html`<p class="note">${words.final.isFinal}</p>`
      return form(words.final.alone, button('finalize', words.final.finalize))
    case 'to-propose':
      // What one person finalized before the rule of two does not hold under it.
      if (isFinal && final.holds) return html`<p class="note">${words.final.isFinal}</p>`
      return form(words.final.needsTwo, button('propose', words.final.propose))
    case 'waiting':
      return standing.proposedBy === visitor.organizer
        ? form(words.final.waitsForOther, button('refuse', words.final.takeBack, true))
        : form(
            words.final.proposedBy(named(standing.proposedBy)),
            button('approve', words.final.approve),
            button('refuse', words.final.refuse, true),
          )
    case 'approved':
      return form(
        words.final.approved(named(standing.proposedBy), named(standing.approvedBy)),
        button('finalize', words.final.finalize),
        button('refuse', words.final.refuse, true),
      )
    default:
      return standing satisfies never
  }
}

/**
 * Every line as plain text, as short as can be: a list of five hundred stands on one page, to be read to its end, and
 * no mark of ours stands between the names.
 */
function exactly(ordered: readonly PrintedSignOn[], { letter, visitor }: BoardPlace): Markup {
  const words = wordsFor(visitor.language).board.final
  const current = letter.editions.map(({ recipient, versions }) => ({ recipient, hash: versions.at(-1)?.hash }))
  const only = ({ versions }: PrintedSignOn): string | undefined => {
    if (versions === 'all') return undefined
    const of = current.filter(({ hash }) => hash !== undefined && versions.has(hash))
    const recipients = of.map(({ recipient }) => recipient)
    return of.length === current.length ? undefined : words.only(inList(recipients, visitor.language))
  }
  const lineOf = (line: PrintedSignOn): string => {
    const margin = line.letterheadName !== undefined && words.inMargin(line.letterheadName)
    const more = [line.title, line.affiliation, margin, only(line)].filter((one) => one !== undefined && one !== false)
    const name = line.signatureName ?? line.name
    return more.length === 0 ? name : `${name} (${more.join(', ')})`
  }
  const runs = [...Map.groupBy(ordered, ({ group }) => group)]
  return html`${runs.map(
    ([heading, lines]) =>
      html`${heading !== undefined && html`<h3><bdi>${heading}</bdi></h3>`}${html`<pre class="exactly" tabindex="0">${lines.map(lineOf).join('\n')}</pre>`}`,
  )}`
}
