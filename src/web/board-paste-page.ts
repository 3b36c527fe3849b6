import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { boardFramed, whyNobodySigns, type BoardPlace } from './board-frame.ts'
import { fateOf, mostLines, type CheckedLine, type PasteFinding } from './board-paste.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, inList } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, hiddenField } from './write-fields.ts'

/** What the page shows on which organizations are asked. */
export type PasteShown = {
  readonly place: BoardPlace
  /** What stands in the field. */
  readonly text: string
  readonly errors: readonly FieldError[]
  /** The lines as they were judged, once they were. */
  readonly checked: readonly CheckedLine[] | undefined
  /** Names the text that was judged, so that nobody asks whom they have not looked at. */
  readonly seal: string
  /** Which of those to be asked again stand in the field; absent while nobody is asked again. */
  readonly part: AgainPart | undefined
  /** Other letters of the campaign, whose organizations can be asked again. */
  readonly others: readonly { readonly slug: string; readonly title: string }[]
}

/** A part of those who were asked for another letter. */
export type AgainPart = {
  /** The slug of that letter. */
  readonly again: string
  /** How many come before them. */
  readonly before: number
  readonly shown: number
  readonly all: number
}

/** Where organizations are pasted, judged line by line, and then asked. */
export function pastePage(shown: PasteShown): PersonalPage {
  const { place, errors } = shown
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.paste
  const over = whyNobodySigns(place)
  return boardFramed(place, 'asks', {
    title: words.title,
    errors,
    main: html`${over === undefined ? asking(shown) : html`<p class="note">${over}</p>`}
      <p><a href="${routes.asks(campaign.slug, letter.slug)}">${words.back}</a></p>`,
  })
}

function asking(shown: PasteShown): Markup {
  const { place, text, errors, checked } = shown
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.paste
  return html`<h2>${checked ? words.checkedTitle : words.title}</h2>
    ${checked ? judged(shown, checked) : html`<p class="prose">${words.lead}</p>`} ${partOf(shown)}
    <form method="post" action="${routes.newAsks(campaign.slug, letter.slug)}" novalidate>
      ${areaField({ id: 'lines', label: words.lines, hint: words.hint(mostLines), value: text, rows: checked ? 10 : 14, errors })}
      ${buttons(shown)}
    </form>
    ${!checked && again(shown)}`
}

function buttons({ place, checked, seal }: PasteShown): Markup {
  const words = wordsFor(place.visitor.language).board.paste
  if (!checked) return html`<button name="do" value="check">${words.check}</button>`
  const asked = checked.filter((line) => ['look', 'plain'].includes(fateOf(line)))
  const mails = asked.filter(({ address }) => address !== undefined).length
  const canAsk = asked.length > 0 && checked.every((line) => fateOf(line) !== 'stop')
  return html`${hiddenField('seal', seal)}
    ${canAsk && html`<button name="do" value="ask">${words.ask(asked.length, mails)}</button>`}
    <button class="second" name="do" value="check">${words.checkAgain}</button>`
}

function judged({ place }: PasteShown, checked: readonly CheckedLine[]): Markup {
  const { language } = place.visitor
  const words = wordsFor(language).board.paste
  const fates = Map.groupBy(checked, fateOf)
  const groups = [
    [words.stop, fates.get('stop') ?? []],
    [words.look, fates.get('look') ?? []],
    [words.pass, fates.get('pass') ?? []],
  ] as const
  const plain = (fates.get('plain') ?? []).length
  return html`<p role="status">${words.summary(countOf(checked.length, language), countOf(plain, language))}</p>
    ${groups.map(([heading, lines]) => lines.length > 0 && part(heading, lines, language))}`
}

function part(heading: string, lines: readonly CheckedLine[], language: string): Markup {
  const words = wordsFor(language).board.paste
  return html`<h3>${heading} (${countOf(lines.length, language)})</h3>
    <ul class="doubts">
      ${lines.map(
        ({ line, name, findings }) =>
          html`<li>
            ${words.line(line)}
            <b><bdi>${name}</bdi></b> ${findings.map((finding) => html`${said(finding, language)} `)}
          </li>`,
      )}
    </ul>`
}

function said(finding: PasteFinding, language: string): Insertable {
  const words = wordsFor(language).board.paste.findings
  switch (finding.kind) {
    case 'known':
      return words.known(finding.as)
    case 'twice':
      return words.twice(finding.line)
    case 'looks-like':
      return words.looksLike(inList(finding.names.slice(0, 3), language))
    case 'same-address':
      return words.sameAddress(finding.as)
    case 'bad-address':
      return words.badAddress(finding.typed)
    case 'unread-address':
      return words.unreadAddress(finding.typed)
    case 'no-name':
    case 'odd-name':
    case 'no-address':
    case 'shared-mail':
      return words[finding.kind]
    default:
      return finding satisfies never
  }
}

/** Too many to be asked at once: which these are, and the way to the next. */
function partOf({ place, part: some }: PasteShown): Insertable {
  if (!some || some.shown === some.all) return undefined
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.paste
  const last = some.before + some.shown
  const rest = some.all - last
  const next = `${routes.newAsks(campaign.slug, letter.slug)}?again=${some.again}&from=${last}`
  return html`<p class="note">
    ${words.part(some.before + 1, last, some.all)}
    ${rest > 0 && html`<a href="${next}">${words.nextPart(Math.min(rest, mostLines))}</a>`}
  </p>`
}

function again({ place, others }: PasteShown): Insertable {
  if (others.length === 0) return undefined
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.paste
  return html`<h2>${words.again}</h2>
    <p class="prose">${words.againLead}</p>
    <ul class="plain">
      ${others.map(
        (other) =>
          html`<li>
            <a href="${routes.newAsks(campaign.slug, letter.slug)}?again=${other.slug}"><bdi>${other.title}</bdi></a>
          </li>`,
      )}
    </ul>`
}
