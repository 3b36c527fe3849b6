import { wordsFor, type QuoteId, type SourceId } from '#kernel'
import type { Quote, Source } from '#evidence'
import { assessmentValues, verifications, type AssessmentSubject, type CampaignRecord } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { commitFramed } from './commit-frame.ts'
import { demandName, namesIn } from './demand-page.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, hiddenField, lineField } from './write-fields.ts'

/** What is judged, and of whom; as one word of an address: `c.ID` or `d.RECIPIENT.SLUG`. */
export type Judged = { readonly recipient: string; readonly about: AssessmentSubject; readonly key: string }

/** Everything that can be judged. */
export function judgeable({ commitments, demands }: CampaignRecord): readonly Judged[] {
  return [
    ...commitments.map(({ id, recipient }): Judged => ({
      ...{ recipient, key: `c.${id}` },
      about: { kind: 'commitment', commitment: id },
    })),
    ...demands.map(({ slug, recipient }): Judged => ({
      ...{ recipient, key: `d.${recipient}.${slug}` },
      about: { kind: 'demand', demand: slug },
    })),
  ]
}

/** What is judged, in words. */
export function judgedName(
  record: CampaignRecord,
  { recipient, about }: Pick<Judged, 'recipient' | 'about'>,
  language: string,
): string {
  const { choose } = wordsFor(language).assess
  const who = namesIn(record).get(recipient) ?? ''
  if (about.kind === 'demand') return choose.demand(who, demandName(record, about.demand))
  return choose.commitment(who, record.commitments.find(({ id }) => id === about.commitment)?.title ?? '')
}

/** First: what is judged, and by what. */
export function chooseJudgedPage(
  at: InCampaign,
  shown: {
    readonly record: CampaignRecord
    readonly rubrics: readonly { readonly name: string; readonly version: number }[]
    readonly chosen: { readonly about: string; readonly rubric: string }
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { record, rubrics, chosen, errors } = shown
  const { language } = at.visitor
  const { choose: words, rubrics: said } = wordsFor(language).assess
  const all = judgeable(record)
  const about = all.map((one): readonly [string, string] => [one.key, judgedName(record, one, language)])
  const versions = rubrics.map(({ name, version }): readonly [string, string] => [
    `${version}.${name}`,
    said.version(name, countOf(version, language)),
  ])
  const missing: Insertable = [
    all.length === 0 && html`<p>${words.nothing}</p>`,
    rubrics.length === 0 &&
      html`<p><a class="act" href="${routes.rubrics(at.campaign.slug)}">${words.noRubric}</a></p>`,
  ]
  const isReady = all.length > 0 && rubrics.length > 0
  return commitFramed(at, 'assessments', {
    heading: words.title,
    errors,
    main: html`${missing}
    ${
      isReady &&
      html`<form class="form" method="get" action="${routes.newAssessment(at.campaign.slug)}">
        ${choiceField({ id: 'about', label: words.about, value: chosen.about, options: [['', ''], ...about], errors })}
        ${choiceField({ id: 'rubric', label: words.rubric, value: chosen.rubric, options: versions.toReversed(), errors })}
        <button>${words.button}</button>
      </form>`
    }`,
  })
}

/** What is typed of one piece of evidence, as it came. */
export type EvidenceFields = {
  readonly side: string
  /** `q.ID` of a quotation, `s.ID` of a source. */
  readonly where: string
  readonly note: string
  readonly verification: string
}

/** What is typed of a judgment, as it came. */
export type JudgmentFields = {
  readonly value: string
  readonly reason: string
  readonly evidence: readonly EvidenceFields[]
}

/** The form of a draft. */
export type DraftShown = {
  readonly record: CampaignRecord
  readonly judged: Judged
  readonly rubric: { readonly name: string; readonly version: number }
  readonly quotes: readonly (Pick<Quote, 'exact'> & { readonly id: QuoteId })[]
  readonly sources: readonly (Pick<Source, 'title'> & { readonly id: SourceId })[]
  readonly fields: JudgmentFields
  readonly errors: readonly FieldError[]
}

// Each row has the whole list: more of them, and the page would be large.
const mostOptions = 15

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).toWellFormed()}…` : text)

/** Second: the judgment, its reason and its evidence. */
export function draftPage(at: InCampaign, shown: DraftShown): PersonalPage {
  const { record, judged, rubric, fields, errors } = shown
  const { language } = at.visitor
  const { form: words, values, rubrics } = wordsFor(language).assess
  const options = assessmentValues.map((one): readonly [string, string] => [one, values[one]])
  return commitFramed(at, 'assessments', {
    heading: words.title,
    eyebrow: judgedName(record, judged, language),
    errors,
    main: html`<p>${words.by(rubrics.version(rubric.name, countOf(rubric.version, language)))}</p>
      <form class="form wide" method="post" action="${routes.newAssessment(at.campaign.slug)}" novalidate>
        ${hiddenField('about', judged.key)}${hiddenField('rubric', `${rubric.version}.${rubric.name}`)}
        ${hiddenField('rows', fields.evidence.length)}
        ${choiceField({ id: 'value', label: words.value, value: fields.value, options: [['', ''], ...options], errors })}
        ${areaField({ id: 'reason', label: words.reason, hint: words.reasonHint, value: fields.reason, rows: 4, errors })}
        <h2 id="evidence">${words.evidence}</h2>
        <p class="hint">${words.evidenceHint}</p>
        ${fields.evidence.map((one, index) => evidenceRow(index, one, shown, language))}
        <p class="hint">${words.note2}</p>
        <p class="buttons">
          <button name="do" value="more" class="second">${words.more}</button>
          <button name="do" value="draft">${words.button}</button>
        </p>
      </form>`,
  })
}

function evidenceRow(
  index: number,
  one: EvidenceFields,
  { quotes, sources, errors }: DraftShown,
  language: string,
): Markup {
  const { form: words, sides, verifications: levels } = wordsFor(language).assess
  const where: readonly (readonly [string, string])[] = [
    ['', words.nowhere],
    ...quotes.slice(-mostOptions).map(({ id, exact }) => [`q.${id}`, words.quoteOf(short(exact))] as const),
    ...sources.slice(-mostOptions).map(({ id, title }) => [`s.${id}`, short(title)] as const),
  ]
  return html`<fieldset class="evidence">
    <legend>${words.row(countOf(index + 1, language))}</legend>
    <div class="pairs">
      ${choiceField({
        id: `side-${index}`,
        label: words.side,
        value: one.side,
        options: [
          ['for', sides.for],
          ['against', sides.against],
        ],
        errors,
      })}
      ${choiceField({ id: `verification-${index}`, label: words.verification, value: one.verification, options: verifications.map((key): readonly [string, string] => [key, levels[key]]), errors })}
    </div>
    ${choiceField({ id: `where-${index}`, label: words.where, value: one.where, options: where, errors })}
    ${lineField({ id: `note-${index}`, label: words.note, value: one.note, errors })}
  </fieldset>`
}
