import { may } from '#accounts'
import { wordsFor } from '#kernel'
import type { ShownSignOnEvidence } from '#organizations'
import { html, type Insertable, type Markup } from '#typeset'
import { shortDay, type BoardPlace } from './board-frame.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, hiddenField, lineField } from './write-fields.ts'

/** Everything that was handed in to show that somebody may sign for an organization, each with what there is to judge it by. */
export function evidenceHtml(all: readonly ShownSignOnEvidence[], place: BoardPlace, signOn: string): Markup {
  const words = wordsFor(place.visitor.language).board.evidence
  if (all.length === 0) return html`<p>${words.none}</p>`
  return html`<ul class="plain">
    ${all.map((one) => html`<li>${piece(one, place, signOn)}</li>`)}
  </ul>`
}

function piece({ evidence, isPresent, shown }: ShownSignOnEvidence, place: BoardPlace, signOn: string): Markup {
  const { visitor, campaign } = place
  const { language } = visitor
  const words = wordsFor(language).board
  const { level, verdict, judgement, reasons, cameAt, forgotten } = evidence
  const said = judgement ? words.evidence.judged[judgement.kind] : words.evidence.verdicts[verdict]
  return html`<p>
      <b>${words.levels[level]}</b>, ${shortDay(cameAt, campaign.timeZone, language)} ·
      ${said}${!isPresent && ` · ${words.evidence.earlier}`}
    </p>
    ${
      reasons.length > 0 &&
      html`<ul>
        ${reasons.map((reason) => html`<li>${words.reasons[reason]}</li>`)}
      </ul>`
    }
    ${forgotten ? html`<p class="quiet">${words.evidence.forgotten}</p>` : facts(shown, language)}
    ${may(place.role, 'judge-authority') && judging({ evidence }, place, signOn)}`
}

/** What was seen, by name; a name of ours is said in words. */
function facts(shown: ShownSignOnEvidence['shown'], language: string): Insertable {
  const entries = Object.entries(shown ?? {}).filter(([name, value]) => value !== '' && name !== 'by')
  if (entries.length === 0) return undefined
  const names: Readonly<Record<string, string>> = wordsFor(language).board.shown
  return html`<dl class="facts">
    ${entries.map(
      ([name, value]) =>
        html`<dt>${names[name] ?? name}</dt>
          <dd><bdi>${value}</bdi></dd>`,
    )}
  </dl>`
}

/** The buttons that are open: what waits can be accepted, what counts or waits can be declined. */
function judging({ evidence }: Pick<ShownSignOnEvidence, 'evidence'>, place: BoardPlace, signOn: string): Insertable {
  const { verdict, judgement, id, level } = evidence
  if (verdict === 'refused' || judgement?.kind === 'declined') return undefined
  const { campaign, letter, visitor } = place
  const words = wordsFor(visitor.language).board
  // What comes to light after the letter closed no longer counts for it.
  const waits = verdict === 'review' && !judgement && letter.state !== 'closed'
  return html`<form class="row" method="post" action="${routes.judgeEvidence(campaign.slug, letter.slug, signOn)}">
    ${hiddenField('evidence', id)}
    ${waits && html`<button name="verdict" value="accepted" aria-label="${words.evidence.accept}: ${words.levels[level]}">${words.evidence.accept}</button>`}
    <button
      class="second"
      name="verdict"
      value="declined"
      aria-label="${words.evidence.decline}: ${words.levels[level]}"
    >
      ${words.evidence.decline}
    </button>
  </form>`
}

/** What is typed of a call-back, as it came. */
export type CallFields = { readonly spokeTo: string; readonly foundAt: string; readonly note: string }

/** The form on which an organizer writes down who was called, and where the number is from. */
export function callBackForm(
  place: BoardPlace,
  signOn: string,
  { fields, errors }: { readonly fields: CallFields; readonly errors: readonly FieldError[] },
): Markup {
  const words = wordsFor(place.visitor.language).board.callBack
  const { campaign, letter } = place
  return html`<form
    class="form"
    method="post"
    action="${routes.callBack(campaign.slug, letter.slug, signOn)}"
    novalidate
  >
    <p>${words.lead}</p>
    ${lineField({ id: 'spoke-to', label: words.spokeTo, hint: words.spokeToHint, value: fields.spokeTo, errors })}
    ${lineField({ id: 'found-at', label: words.foundAt, hint: words.foundAtHint, value: fields.foundAt, errors })}
    ${areaField({ id: 'call-note', label: words.note, value: fields.note, rows: 3, errors })}
    <button>${words.button}</button>
  </form>`
}
