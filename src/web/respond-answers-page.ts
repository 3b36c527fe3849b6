import { wordsFor } from '#kernel'
import { answerValues, type RecordAnswer, type RecordDemand, type WaitingReply } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { deskFramed } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import { errorSummary } from './organize-fields.ts'
import type { PersonalPage } from './personal-page.ts'
import { verbatim, type RespondSaid } from './respond-parts.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, hiddenField, lineField } from './write-fields.ts'

/** What is typed of one answer, as it came. */
export type AnswerFields = {
  readonly demand: string
  readonly value: string
  readonly words: string
  readonly note: string
}

/** What the page shows on which answers are set against demands. */
export type AnswersShown = {
  readonly at: InCampaign
  readonly reply: WaitingReply
  /** Those that its recipient was asked. */
  readonly demands: readonly RecordDemand[]
  /** What this reply was said to answer, the latest last. */
  readonly answers: readonly RecordAnswer[]
  readonly typed: AnswerFields | undefined
  readonly errors: readonly FieldError[]
  readonly said: RespondSaid | undefined
  readonly mayWrite: boolean
}

/** A reply beside the demands: for each what it answers, with its own words for it. */
export function answersPage(shown: AnswersShown): PersonalPage {
  const { at, reply, demands, errors, said } = shown
  const { campaign, visitor } = at
  const words = wordsFor(visitor.language).respond
  return deskFramed(at, {
    heading: words.demands.title,
    said: said && words.said[said],
    main: html`${errorSummary(errors, visitor.language)}
      <p class="prose">${words.demands.lead}</p>
      ${reply.state !== 'published' && html`<p class="note">${words.demands.notPublic}</p>`}
      ${demands.length === 0 ? html`<p>${words.demands.none}</p>` : demands.map((demand, index) => demandHtml(demand, index, shown))}
      <h2>${words.one.text}</h2>
      ${verbatim(reply.text)}
      <p><a href="${routes.reply(campaign.slug, reply.id)}">${words.demands.reply}</a></p>`,
  })
}

function demandHtml(demand: RecordDemand, index: number, shown: AnswersShown): Markup {
  const { language } = shown.at.visitor
  const words = wordsFor(language).respond
  const answer = shown.answers.findLast((one) => one.demand === demand.slug)
  return html`<section aria-labelledby="demand-${index}">
    <h2 id="demand-${index}"><bdi>${demand.title ?? demand.wording}</bdi></h2>
    ${demand.title !== undefined && html`<p><q>${demand.wording}</q></p>`}
    ${
      answer &&
      html`<p>
        ${words.demands.now}
        <b>${words.answers[answer.value]}</b
        >${answer.words !== undefined && html` · <q>${answer.words}</q>`}${answer.note !== undefined && html` · ${answer.note}`}
      </p>`
    }
    ${form(demand, index, shown)}
  </section>`
}

function form(demand: RecordDemand, index: number, { at, reply, typed, errors, mayWrite }: AnswersShown): Insertable {
  if (!mayWrite || reply.state !== 'published') return undefined
  const words = wordsFor(at.visitor.language).respond
  const its = typed?.demand === demand.slug ? typed : undefined
  // The fields of several forms stand on one page, so each has its own name; which form it is, is posted with it.
  const id = (field: string) => `${field}-${index}`
  const options: readonly (readonly [string, string])[] = [
    ['', words.demands.choose],
    ...answerValues.map((value) => [value, words.answers[value]] as const),
  ]
  return html`<form class="form" method="post" action="${routes.answersIn(at.campaign.slug, reply.id)}" novalidate>
    ${hiddenField('demand', demand.slug)} ${hiddenField('place', index)}
    ${choiceField({ id: id('value'), label: words.demands.value(demand.title ?? demand.wording), value: its?.value ?? '', options, errors })}
    ${areaField({ id: id('words'), label: words.demands.words, hint: words.demands.wordsHint, value: its?.words ?? '', rows: 3, errors })}
    ${lineField({ id: id('note'), label: words.demands.note, value: its?.note ?? '', errors })}
    <button class="second">${words.demands.button}</button>
  </form>`
}
