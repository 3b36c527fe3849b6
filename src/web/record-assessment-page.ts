import { dateInWords, wordsFor, type AssessmentId } from '#kernel'
import type { RecordSheet } from '#publication'
import type { Evidence, RecordAssessment, RecordRecipient } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import type { Telling } from './record-cell.ts'
import { inFull, recordPage } from './record-frame.ts'
import { tellingOf, trailOf } from './record-telling.ts'
import { shortDate } from './record-words.ts'
import { routes } from './routes.ts'

/** One judgment with its reason, the evidence for and against it, and beside it what the judged has to say. */
export function recordAssessmentPage(sheet: RecordSheet, id: AssessmentId): Page | undefined {
  const { campaign, today } = sheet
  const { language } = campaign
  const telling = tellingOf(sheet, today)
  const found = telling.record.assessments.find((one) => one.id === id)
  const recipient = sheet.record.recipients.find((one) => one.id === found?.recipient)
  if (!found || !recipient) return undefined
  const all = wordsFor(language).record
  const words = all.assessment
  const { value, rubric, on, evidence, verification } = found
  const about = aboutHtml(telling, found)
  return recordPage({
    title: words.title(all.value[value], about.title, recipient.name, shortDate(on, language)),
    description: words.description(recipient.name),
    language,
    path: routes.recordAssessment(campaign.slug, id),
    trail: trailOf(telling, recipient),
    listed: true,
    main: html`<p class="eyebrow">${words.on(about.named, recipient.name)}</p>
      <h1>${all.value[value]}</h1>
      <p class="meta">${inFull(on, language)} · ${words.rubric(rubric.name, rubric.version)}</p>
      ${about.link && html`<p><a href="${about.link}">${about.title}</a></p>`}
      <div class="two">
        <section>
          <h2>${words.reason}</h2>
          <p class="exact">${found.reason}</p>
        </section>
        <section>${commentHtml(telling, found, recipient)}</section>
      </div>
      <div class="two">
        ${sideHtml(telling, words.for, sideOf(evidence, 'for'))}
        ${sideHtml(telling, words.against, sideOf(evidence, 'against'))}
      </div>
      <h2>${words.verification}</h2>
      <p><b>${words.level[verification]}.</b> ${words.least}</p>
      ${telling.notes.list()}`,
  })
}

type About = { readonly title: string; readonly named: string; readonly link: string }

function aboutHtml({ sheet, record, language }: Telling, { about, recipient }: RecordAssessment): About {
  const words = wordsFor(language).record.assessment
  const { slug } = sheet.campaign
  if (about.kind === 'commitment') {
    const title = record.commitments.find((one) => one.id === about.commitment)?.title ?? ''
    return { title, named: words.ofCommitment(title), link: routes.recordCommitment(slug, about.commitment) }
  }
  const demand = record.demands.findLast((one) => one.slug === about.demand && one.recipient === recipient)
  const title = demand?.title ?? demand?.wording ?? about.demand
  return { title, named: words.ofDemand(title), link: routes.compared(slug) }
}

const sideOf = (evidence: readonly Evidence[], side: Evidence['side']) => evidence.filter((one) => one.side === side)

function sideHtml({ language, notes }: Telling, heading: string, evidence: readonly Evidence[]): Markup {
  const words = wordsFor(language).record.assessment
  return html`<section>
    <h2>${heading}</h2>
    ${
      evidence.length === 0
        ? html`<p class="quiet">${words.none}</p>`
        : html`<ul>
            ${evidence.map(
              (one) =>
                html`<li>
                  ${one.note}${notes.mark(one)}
                  <span class="meta">${words.level[one.verification]}</span>
                </li>`,
            )}
          </ul>`
    }
  </section>`
}

/** What the recipient says to it stands as large as the judgment itself. */
function commentHtml(
  { language }: Telling,
  { comment, asked, countersigned }: RecordAssessment,
  { name }: RecordRecipient,
): Insertable {
  const words = wordsFor(language).record.assessment
  return [
    html`<h2>${words.comment(name)}</h2>`,
    comment
      ? html`<p class="exact">${comment.text}</p>
          <p class="meta">${inFull(comment.on, language)}</p>`
      : html`<p>${asked ? words.silent : words.notAsked}</p>`,
    asked &&
      html`<p class="meta">${words.asked(dateInWords(asked.on, language), dateInWords(asked.until, language))}</p>`,
    countersigned &&
      html`<p class="meta">${words.countersigned(countersigned.name, dateInWords(countersigned.on, language))}</p>`,
  ]
}
