import { may } from '#accounts'
import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import type { Quote } from '#evidence'
import { commitmentAt, commitmentStages, mayFollow, type CampaignRecord, type CommitmentView } from '#responses'
import { html, type Insertable } from '#typeset'
import { commitFramed } from './commit-frame.ts'
import { quoteOption } from './commit-new-page.ts'
import { termsFieldset, type TermsFields } from './commit-terms.ts'
import { demandName, namesIn } from './demand-page.ts'
import { deskTable } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { choiceField, lineField } from './write-fields.ts'

/**
 * A promise with everything that is on record of it today: as of a day, what is known by its month counts only from the
 * month's end, and whoever has just recorded it would look for it in vain.
 */
export function promiseNow(record: CampaignRecord, id: string, today: PartialDate): CommitmentView | undefined {
  const commitment = record.commitments.find((one) => one.id === id)
  if (!commitment) return undefined
  const whole = commitmentAt(record, commitment.id, `${today.slice(0, 4)}-12-31` as PartialDate)
  const stands = commitmentAt(record, commitment.id, today)?.stands
  return whole && { ...whole, stands: stands ?? whole.stands }
}

/** Every commitment of a campaign, recipient by recipient. */
export function commitmentsPage(
  at: InCampaign,
  shown: { readonly record: CampaignRecord; readonly today: PartialDate; readonly said?: string | undefined },
): PersonalPage {
  const { record, today, said } = shown
  const words = wordsFor(at.visitor.language).commit.list
  const { heads } = words
  const writes = may(at.role, 'write')
  const of = record.recipients.flatMap(({ id, name }) => {
    const own = record.commitments.filter(({ recipient }) => recipient === id)
    return own.length === 0 ? [] : [{ name, own }]
  })
  return commitFramed(at, 'commitments', {
    heading: words.title,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${writes && html`<p><a class="act" href="${routes.newCommitment(at.campaign.slug)}">${words.add}</a></p>`}
      ${of.length === 0 && html`<p>${writes ? words.none : words.noneRead}</p>`}
      ${of.map(
        ({ name, own }) =>
          html`<h2><bdi>${name}</bdi></h2>
            ${deskTable(
              name,
              [heads.commitment, heads.stands, heads.meets],
              own.flatMap(({ id }) => {
                const view = promiseNow(record, id, today)
                return view ? [cells(at, view, record)] : []
              }),
            )}`,
      )}`,
  })
}

function cells({ visitor, campaign }: InCampaign, view: CommitmentView, record: CampaignRecord): readonly Insertable[] {
  const { language } = visitor
  const { list, stands, stages, coverages, one } = wordsFor(language).commit
  const { commitment, latest } = view
  const links = [...new Map(commitment.links.map((link) => [link.demand, link])).values()]
  const { expires } = latest.terms
  return [
    html`<a href="${routes.commitment(campaign.slug, commitment.id)}"><bdi>${commitment.title}</bdi></a
      ><br /><span class="quiet" dir="auto">${latest.wording.words.slice(0, 160).toWellFormed()}</span>`,
    [
      `${stands[view.stands]} · ${stages[latest.stage]}, ${dateInWords(latest.on, language)}`,
      expires && html`<br /><span class="quiet">${one.expires} ${dateInWords(expires, language)}</span>`,
    ],
    links.length === 0
      ? list.nothing
      : links.map(
          ({ covers, demand }) => html`<bdi>${list.meets(coverages[covers], demandName(record, demand))}</bdi><br />`,
        ),
  ]
}

/** What is typed of a later wording, as it came. */
export type RevisionFields = {
  readonly stage: string
  readonly quote: string
  readonly speaker: string
  readonly on: string
  readonly terms: TermsFields
}

/** The form that puts a later wording of a promise on record. */
export function revisePage(
  at: InCampaign,
  shown: {
    readonly record: CampaignRecord
    readonly view: CommitmentView
    readonly quotes: readonly Quote[]
    readonly fields: RevisionFields
    readonly errors: readonly FieldError[]
  },
): PersonalPage {
  const { record, view, quotes, fields, errors } = shown
  const { language } = at.visitor
  const { revise: words, form, stages, one } = wordsFor(language).commit
  const { commitment, latest } = view
  const next = commitmentStages.filter((stage) => mayFollow('stage', latest.stage, stage))
  const options = next.map((stage): readonly [string, string] => [stage, stages[stage]])
  return commitFramed(at, 'commitments', {
    heading: words.title,
    eyebrow: `${namesIn(record).get(commitment.recipient) ?? ''}: ${commitment.title}`,
    errors,
    main: html`<p class="prose">${words.lead}</p>
      <blockquote class="verbatim" dir="auto">${latest.wording.words}</blockquote>
      <form
        class="form wide"
        method="post"
        action="${routes.reviseCommitment(at.campaign.slug, commitment.id)}"
        novalidate
      >
        ${choiceField({ id: 'stage', label: words.stage, value: fields.stage, options: [['', ''], ...options], errors })}
        ${choiceField({ id: 'quote', label: words.quote, value: fields.quote, options: [['', words.same], ...quotes.slice(-60).map(quoteOption)], errors })}
        ${lineField({ id: 'speaker', label: form.speaker, hint: form.speakerHint, value: fields.speaker, errors })}
        ${lineField({ id: 'on', label: form.on, hint: form.onHint, value: fields.on, errors })}
        ${termsFieldset(fields.terms, { language, errors })}
        <p class="hint">${form.public}</p>
        <button>${words.button}</button>
      </form>
      <p><a href="${routes.commitment(at.campaign.slug, commitment.id)}">${one.wordings}</a></p>`,
  })
}
