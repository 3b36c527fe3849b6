import { dateInWords, wordsFor } from '#kernel'
import type { Quote } from '#evidence'
import { coverages, type CampaignRecord, type RecordDemand, type ScopeGap } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { commitFramed } from './commit-frame.ts'
import { gapList } from './commit-gap.ts'
import { termsFieldset, type TermsFields } from './commit-terms.ts'
import { demandName, namesIn } from './demand-page.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, hiddenField, lineField } from './write-fields.ts'

/** Where the words stand that are put on record. */
export type SaidWhere =
  | { readonly kind: 'quote'; readonly quote: Quote }
  | { readonly kind: 'reply'; readonly reply: string }

/** A quotation as one line of a list. */
export const quoteOption = ({ id, exact }: Quote): readonly [string, string] => [
  id,
  exact.length > 90 ? `${exact.slice(0, 89).toWellFormed()}…` : exact,
]

/** First: which words, and whose promise they are. */
export function choosePage(
  at: InCampaign,
  shown: {
    readonly record: CampaignRecord
    readonly quotes: readonly Quote[]
    readonly chosen: { readonly quote: string; readonly recipient: string }
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { record, quotes, chosen, errors } = shown
  const { language } = at.visitor
  const words = wordsFor(language).commit.choose
  const names = namesIn(record)
  const replies = record.replies.map(({ id, recipient, on }): readonly [string, string] => [
    id,
    words.replyOf(names.get(recipient) ?? '', dateInWords(on, language)),
  ])
  const isEmpty = quotes.length === 0 && replies.length === 0
  const recipients = record.recipients.map(({ id, name }): readonly [string, string] => [id, name])
  const none: readonly [string, string] = ['', words.none]
  return commitFramed(at, 'commitments', {
    heading: words.title,
    errors,
    main: isEmpty
      ? html`<p>${words.nothing}</p>
          <p><a class="act" href="${routes.sources(at.campaign.slug)}">${words.toSources}</a></p>`
      : html`<p class="prose">${words.lead}</p>
          <form class="form" method="get" action="${routes.newCommitment(at.campaign.slug)}">
            ${choiceField({ id: 'quote', label: words.quote, value: chosen.quote, options: [none, ...quotes.slice(-60).map(quoteOption)], errors })}
            ${choiceField({ id: 'reply', label: words.reply, value: '', options: [none, ...replies], errors })}
            ${choiceField({ id: 'recipient', label: words.recipient, value: chosen.recipient, options: [['', ''], ...recipients], errors })}
            <button>${words.button}</button>
          </form>`,
  })
}

/** What is typed of a promise, as it came. */
export type PromiseFields = {
  readonly recipient: string
  readonly words: string
  readonly title: string
  readonly speaker: string
  readonly on: string
  readonly terms: TermsFields
  /** By demand: how much of it is met; absent: it is about something else. */
  readonly covers: Readonly<Record<string, string>>
}

/** The form that puts a promise on record. */
export type PromiseShown = {
  readonly record: CampaignRecord
  readonly where: SaidWhere
  readonly fields: PromiseFields
  readonly errors: readonly FieldError[]
  /** Where it falls short of each demand, once somebody asked to see. */
  readonly gaps?: readonly { readonly demand: RecordDemand; readonly gap: readonly ScopeGap[] }[]
}

/** Second: what the words come to, and which demands they meet. */
export function newCommitmentPage(at: InCampaign, shown: PromiseShown): PersonalPage {
  const { record, where, fields, errors, gaps } = shown
  const { language } = at.visitor
  const words = wordsFor(language).commit.form
  return commitFramed(at, 'commitments', {
    heading: words.title,
    eyebrow: words.by(namesIn(record).get(fields.recipient) ?? ''),
    errors,
    main: html`${gaps && looked(gaps, record, language)}
      <form class="form wide" method="post" action="${routes.newCommitment(at.campaign.slug)}" novalidate>
        ${hiddenField('recipient', fields.recipient)} ${statement(where, fields, { language, errors })}
        ${lineField({ id: 'title', label: words.name, hint: words.nameHint, value: fields.title, errors })}
        ${lineField({ id: 'speaker', label: words.speaker, hint: words.speakerHint, value: fields.speaker, errors })}
        ${lineField({ id: 'on', label: words.on, hint: words.onHint, value: fields.on, errors })}
        ${termsFieldset(fields.terms, { language, errors })} ${demandChoices(shown, language)}
        <p class="hint">${words.public}</p>
        <p class="buttons">
          <button name="do" value="look" class="second">${words.look}</button>
          <button name="do" value="record">${words.button}</button>
        </p>
      </form>`,
  })
}

function looked(gaps: NonNullable<PromiseShown['gaps']>, record: CampaignRecord, language: string): Markup {
  const words = wordsFor(language).commit.form
  return html`<div class="note" role="status" id="gap">
    <p>${words.looked}</p>
    ${gaps.map(
      ({ demand, gap }) =>
        html`<h2><bdi>${demandName(record, demand.slug)}</bdi></h2>
          ${gapList(gap, language)}`,
    )}
  </div>`
}

function statement(
  where: SaidWhere,
  { words: typed }: PromiseFields,
  { language, errors }: { readonly language: string; readonly errors: readonly FieldError[] },
): Insertable {
  const words = wordsFor(language).commit.form
  if (where.kind === 'reply')
    return html`${hiddenField('reply', where.reply)}
    ${areaField({ id: 'words', label: words.words, hint: words.wordsHint, value: typed, rows: 4, errors })}`
  return html`${hiddenField('quote', where.quote.id)}
    <h2>${words.verbatim}</h2>
    <blockquote class="verbatim" dir="auto">${where.quote.exact}</blockquote>`
}

function demandChoices({ record, fields, errors }: PromiseShown, language: string): Markup {
  const { form, coverages: said } = wordsFor(language).commit
  const asked = record.demands.filter(({ recipient }) => recipient === fields.recipient)
  const options: readonly (readonly [string, string])[] = [
    ['', form.unrelated],
    ...coverages.map((one) => [one, said[one]] as const),
  ]
  return html`<h2>${form.demands}</h2>
    <p class="hint">${form.demandsHint}</p>
    ${asked.length === 0 && html`<p>${form.noDemands}</p>`}
    ${asked.map(({ slug, wording }) =>
      choiceField({
        ...{ id: `covers-${slug}`, label: demandName(record, slug), hint: wording.slice(0, 200).toWellFormed() },
        ...{ value: fields.covers[slug] ?? '', options, errors },
      }),
    )}`
}
