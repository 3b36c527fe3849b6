import { may } from '#accounts'
import { dateInWords, wordsFor, type OrganizerId } from '#kernel'
import {
  fewestCommentDays,
  verificationOf,
  type AssessmentWork,
  type CampaignRecord,
  type Evidence,
  type Rubric,
} from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { judgedName } from './assess-form.ts'
import { commitFramed, factList } from './commit-frame.ts'
import { namesIn } from './demand-page.ts'
import { buttonForm, called, deskTable } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, dayInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, lineField } from './write-fields.ts'

/** Every assessment with how far it has come. */
export function assessmentsPage(
  at: InCampaign,
  shown: {
    readonly record: CampaignRecord
    readonly works: readonly AssessmentWork[]
    readonly said?: string | undefined
  },
): PersonalPage {
  const { record, works, said } = shown
  const { language } = at.visitor
  const { list: words, values, states } = wordsFor(language).assess
  const { heads } = words
  const drafts = may(at.role, 'comment')
  const { slug } = at.campaign
  const rows = works.map((work): readonly Insertable[] => [
    html`<a href="${routes.assessment(slug, work.id)}"><bdi>${judgedName(record, work, language)}</bdi></a>`,
    values[work.value],
    [
      states[work.state],
      work.state === 'sent-for-comment' &&
        work.asked &&
        html`<br /><span class="quiet">${dateInWords(work.asked.until, language)}</span>`,
    ],
  ])
  return commitFramed(at, 'assessments', {
    heading: words.title,
    said,
    main: html`<p class="prose">${words.lead}</p>
      <ul class="row">
        ${drafts && html`<li><a class="act" href="${routes.newAssessment(slug)}">${words.add}</a></li>`}
        <li><a href="${routes.rubrics(slug)}">${words.rubrics}</a> <span class="quiet">${words.rubricsHint}</span></li>
      </ul>
      ${works.length === 0 ? html`<p>${drafts ? words.none : words.noneRead}</p>` : deskTable(words.title, [heads.about, heads.value, heads.state], rows)}`,
  })
}

/** Every version of every rubric, and the form for the next. */
export function rubricsPage(
  at: InCampaign,
  shown: {
    readonly rubrics: readonly Rubric[]
    readonly fields: { readonly name: string; readonly text: string }
    readonly errors: readonly FieldError[]
    readonly said?: string | undefined
  },
): PersonalPage {
  const { rubrics, fields, errors, said } = shown
  const { language } = at.visitor
  const words = wordsFor(language).assess.rubrics
  const writes = may(at.role, 'write')
  return commitFramed(at, 'assessments', {
    heading: words.title,
    errors,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${rubrics.length === 0 && html`<p>${writes ? words.none : words.noneRead}</p>`}
      ${rubrics.toReversed().map(
        ({ name, version, text }) =>
          html`<details>
            <summary><bdi>${words.version(name, countOf(version, language))}</bdi></summary>
            <div class="captured" dir="auto">${text}</div>
          </details>`,
      )}
      ${
        writes &&
        html`<h2>${words.add}</h2>
          <form class="form wide" method="post" action="${routes.rubrics(at.campaign.slug)}" novalidate>
            ${lineField({ id: 'name', label: words.name, hint: words.nameHint, value: fields.name, errors })}
            ${areaField({ id: 'text', label: words.text, hint: words.textHint, value: fields.text, rows: 10, errors })}
            <button>${words.button}</button>
          </form>`
      }`,
  })
}

/** Everything on the page of one assessment. */
export type AssessmentShown = {
  readonly record: CampaignRecord
  readonly work: AssessmentWork
  readonly names: ReadonlyMap<OrganizerId, string>
  /** The recipient's link as an absolute address. */
  readonly link: string
  readonly days: string
  readonly errors: readonly FieldError[]
  readonly said?: string | undefined
}

/** One assessment: the judgment with what it stands on, and what is to be done next with it. */
export function assessmentPage(at: InCampaign, shown: AssessmentShown): PersonalPage {
  const { record, work, errors, said } = shown
  const { language } = at.visitor
  const { one: words, values, states } = wordsFor(language).assess
  return commitFramed(at, 'assessments', {
    heading: values[work.value],
    eyebrow: words.eyebrow(namesIn(record).get(work.recipient) ?? ''),
    errors,
    said,
    main: html`<p><strong>${states[work.state]}</strong></p>
      ${facts(at, shown)}
      <h2>${words.reason}</h2>
      <p class="said" dir="auto">${work.reason}</p>
      <h2>${words.evidence}</h2>
      ${evidenceList(at, work)}
      <h2>${words.verification}</h2>
      ${levels(work, language)} ${heard(at, work)} ${next(at, shown)}`,
  })
}

function facts({ visitor, campaign }: InCampaign, { record, work, names }: AssessmentShown): Markup {
  const { language } = visitor
  const { one: words, rubrics } = wordsFor(language).assess
  const { asked, draftedBy, secondReader } = work
  return factList([
    [words.about, html`<bdi>${judgedName(record, work, language)}</bdi>`],
    [
      words.rubric,
      html`<a href="${routes.rubrics(campaign.slug)}"
        ><bdi>${rubrics.version(work.rubric.name, countOf(work.rubric.version, language))}</bdi></a
      >`,
    ],
    [
      words.drafted,
      draftedBy &&
        html`${called(names.get(draftedBy), language)}, ${dayInWords(work.draftedAt, campaign.timeZone, language)}`,
    ],
    [words.reader, secondReader ? called(names.get(secondReader), language) : words.noReader],
    [words.asked, asked && words.until(dateInWords(asked.on, language), dateInWords(asked.until, language))],
  ])
}

function evidenceList({ visitor, campaign }: InCampaign, { evidence }: AssessmentWork): Markup {
  const { one: words, sides, verifications } = wordsFor(visitor.language).assess
  const { commit } = wordsFor(visitor.language)
  if (evidence.length === 0) return html`<p>${words.noEvidence}</p>`
  const item = ({ side, note, verification, source, capture }: Evidence) => {
    const path =
      source && (capture ? routes.capture(campaign.slug, source, capture) : routes.source(campaign.slug, source))
    return html`<li>
      <p>
        <strong>${sides[side]}</strong> · <span dir="auto">${note}</span>
        <span class="quiet">${verifications[verification]}</span
        >${path && html` <a href="${path}">${commit.one.capture}</a>`}
      </p>
    </li>`
  }
  return html`<ul class="plain">
    ${evidence.map(item)}
  </ul>`
}

/** The level of verification, with every input that it is the lowest of. */
function levels(work: AssessmentWork, language: string): Markup {
  const { one: words, verifications, form } = wordsFor(language).assess
  const reading = work.secondReader === undefined ? 'unverified' : 'second-reader'
  return html`<p>${words.lowest(verifications[verificationOf(work)])}</p>
    <ul>
      <li>${words.reading}: ${verifications[reading]}</li>
      ${work.evidence.map(({ verification }, index) => html`<li>${form.row(countOf(index + 1, language))}: ${verifications[verification]}</li>`)}
    </ul>`
}

function heard({ visitor, campaign }: InCampaign, { state, comment }: AssessmentWork): Insertable {
  const { one: words } = wordsFor(visitor.language).assess
  if (state === 'draft' || (state === 'dropped' && !comment)) return undefined
  return html`<h2>${words.comment}</h2>
    ${
      comment
        ? html`<blockquote class="verbatim" dir="auto">${comment.text}</blockquote>
            <p>${words.commented(dayInWords(comment.at, campaign.timeZone, visitor.language))}</p>`
        : html`<p>${words.noComment}</p>`
    }`
}

function next(at: InCampaign, shown: AssessmentShown): Insertable {
  const { visitor, campaign, role } = at
  const { work, link } = shown
  const { one: words } = wordsFor(visitor.language).assess
  if (work.state === 'published') return html`<p>${words.public}</p>`
  if (work.state === 'dropped') return undefined
  const action = routes.assessment(campaign.slug, work.id)
  const button = (act: string, says: string, isSecond: boolean) =>
    buttonForm(action, { says, fields: { do: act }, isSecond })
  const isOwn = work.draftedBy === visitor.organizer
  const reads = may(role, 'comment') && work.secondReader === undefined
  return [
    reads && (isOwn ? html`<p>${words.ownSecond}</p>` : button('read', words.read, true)),
    may(role, 'write') && work.state === 'draft' && sending(at, shown, action),
    may(role, 'write') &&
      work.state === 'sent-for-comment' && [
        html`<p class="field"><label for="link">${words.link}</label><input id="link" readonly value="${link}" /></p>
          <p class="hint">${words.linkNote}</p>
          <div id="publish">${button('publish', words.publish, false)}</div>`,
      ],
    may(role, 'write') && button('drop', words.drop, true),
  ]
}

function sending(at: InCampaign, { days, errors }: AssessmentShown, action: string): Markup {
  const { language } = at.visitor
  const { one: words } = wordsFor(language).assess
  const hint = words.daysHint(countOf(fewestCommentDays, language))
  return html`<h2>${words.sendTitle}</h2>
    <form class="form" method="post" action="${action}" novalidate>
      <p>${words.sendNote}</p>
      ${lineField({ id: 'days', label: words.days, hint, value: days, errors })}
      <button name="do" value="send">${words.send}</button>
    </form>`
}
