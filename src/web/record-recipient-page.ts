import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import type { RecordSheet } from '#publication'
import { recipientAt, type OpenItem, type RecipientDemand, type RecipientView } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { answerHtml, dotted, judgmentHtml, promiseHtml, type Telling } from './record-cell.ts'
import { droppedHtml, gapHtml, standsHtml } from './record-commitment-parts.ts'
import { recordFilesHtml } from './record-files.ts'
import { dayChooser, inFull, recordPage } from './record-frame.ts'
import { recordFeeds } from './record-places.ts'
import { tellingOf } from './record-telling.ts'
import { timelineHtml } from './record-timeline.ts'
import { shortDate, termsInWords } from './record-words.ts'
import { routes } from './routes.ts'

/** Everything on record about one recipient as of a day; without one, as of today. */
export function recordRecipientPage(sheet: RecordSheet, slug: string, day?: PartialDate): Page | undefined {
  const { campaign, today } = sheet
  const { language } = campaign
  const at = day ?? today
  const found = sheet.record.recipients.find((one) => one.slug === slug)
  const view = found && recipientAt(sheet.record, found.id, at)
  if (!view) return undefined
  const { name } = view.recipient
  const words = wordsFor(language).record
  const own = words.recipient
  const telling = tellingOf(sheet, at)
  const path = routes.recordRecipient(campaign.slug, slug)
  const on = (other: string) => routes.recordRecipientOn(campaign.slug, slug, other)
  return recordPage({
    title:
      day === undefined
        ? own.title(name, campaign.title)
        : own.titleOn(name, campaign.title, dateInWords(day, language)),
    description: own.description(name),
    language,
    path: day === undefined ? path : on(day),
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      {
        name: words.all,
        path: day === undefined ? routes.compared(campaign.slug) : routes.comparedOn(campaign.slug, day),
      },
    ],
    listed: day === undefined,
    feeds: recordFeeds(campaign, view.recipient),
    main: html`<p class="eyebrow">${campaign.title}</p>
      <h1>${name}</h1>
      <p class="lead">
        ${at === today ? `${words.asOf(dateInWords(at, language))}.` : words.asOfPast(dateInWords(at, language))}
        ${leadOf(view, own.lead)}
      </p>
      <h2>${own.demands}</h2>
      ${view.demands.length === 0 ? html`<p>${own.noDemands}</p>` : view.demands.map((one) => demandHtml(telling, one))}
      <h2>${own.promises}</h2>
      ${view.commitments.length === 0 ? html`<p>${own.noPromises}</p>` : promisesHtml(telling, view)}
      ${othersHtml(telling, view)}
      <h2>${own.open}</h2>
      ${openHtml(telling, view)} ${repliesHtml(telling, view)} ${notesHtml(telling, view)}
      <h2>${own.timeline}</h2>
      ${timelineHtml(telling, view.timeline)} ${dayChooser(sheet, at, { choose: path, on })}
      ${recordFilesHtml(sheet, at, view.recipient)} ${telling.notes.list()}`,
  })
}

function leadOf(
  { demands, commitments }: RecipientView,
  lead: (demands: number, answered: number, promises: number) => string,
): string {
  // As the rates count: what deflects answers nothing.
  const answered = demands.filter(({ cell }) => cell.answer !== undefined && cell.answer.value !== 'deflected').length
  return lead(demands.length, answered, commitments.filter(({ stands }) => stands === 'in-force').length)
}

function demandHtml(telling: Telling, { demand, cell, answers }: RecipientDemand): Markup {
  const { sheet, language } = telling
  const words = wordsFor(language).record
  const own = words.recipient
  const letter = sheet.letters.find((one) => one.letter.id === demand.letter)
  const edition = letter?.editions.find(({ id }) => id === demand.edition)
  const gap = cell.commitments[0] ?? cell.past.at(-1)
  return html`<section class="item">
    <h3>${demand.title ?? demand.wording}</h3>
    <p class="words">${demand.wording}</p>
    <p class="small">
      ${own.asked(dateInWords(demand.on, language))}${
        letter &&
        edition &&
        html`, <a href="${routes.edition(sheet.campaign.slug, letter.letter.slug, edition.slug)}">${own.edition}</a>`
      }
    </p>
    <h4>${words.column.promise}</h4>
    ${promiseHtml(telling, cell)} ${gap && gapHtml(gap, language)}
    <h4>${words.column.answer}</h4>
    ${answerHtml(telling, cell)} ${cell.answer?.note !== undefined && html`<p class="small">${cell.answer.note}</p>`}
    ${
      answers.length > 1 &&
      html`<details>
        <summary>${own.earlierAnswers}</summary>
        <ul>
          ${answers
            .slice(1)
            .map(
              (one) =>
                html`<li>
                  <a href="${routes.recordReply(sheet.campaign.slug, one.reply)}">${words.answer[one.value]}</a
                  >${dotted([shortDate(one.on, language)])}
                </li>`,
            )}
        </ul>
      </details>`
    }
  </section>`
}

function promisesHtml(telling: Telling, { commitments }: RecipientView): readonly Markup[] {
  const { sheet, language, notes } = telling
  const words = wordsFor(language).record
  return commitments.map((view) => {
    const { commitment, latest, assessment } = view
    const first = commitment.revisions[0] ?? latest
    return html`<section class="item">
      <h3><a href="${routes.recordCommitment(sheet.campaign.slug, commitment.id)}">${commitment.title}</a></h3>
      <p class="say">
        ${standsHtml(view, language)}${dotted([words.commitment.since(shortDate(first.on, language)), ...termsInWords(latest.terms, language)])}
      </p>
      ${commitment.revisions.toReversed().map(
        ({ stage, on, wording }) =>
          html`<p class="small">${words.stage[stage]}, ${inFull(on, language)}</p>
            <blockquote class="words">${wording.words}${notes.mark(wording)}</blockquote>`,
      )}
      ${droppedHtml(telling, view)} ${assessment && judgmentHtml(telling, assessment, commitment.id)}
    </section>`
  })
}

/** What it could have promised as well: the others did. */
function othersHtml({ sheet, record, language, notes }: Telling, { others }: RecipientView): Insertable {
  if (others.length === 0) return undefined
  const words = wordsFor(language).record.recipient
  const titleOf = (slug: string) => record.demands.find((one) => one.slug === slug)?.title ?? slug
  return html`<h2>${words.others}</h2>
    ${others.map(({ recipient, demand, commitment: { view } }) => {
      const { wording, terms } = view.latest
      return html`<section class="item">
        <h3><a href="${routes.recordRecipient(sheet.campaign.slug, recipient.slug)}">${recipient.name}</a></h3>
        <p class="say">${titleOf(demand)}${dotted(termsInWords(terms, language))}</p>
        <p class="own">
          <q>${wording.words}</q>${notes.mark(wording)}
          <a href="${routes.recordCommitment(sheet.campaign.slug, view.commitment.id)}">${view.commitment.title}</a>
        </p>
      </section>`
    })}`
}

function openHtml({ record, language }: Telling, { open }: RecipientView): Markup {
  const words = wordsFor(language).record.recipient
  if (open.length === 0) return html`<p>${words.nothingOpen}</p>`
  const titleOf = (slug: string) => record.demands.find((one) => one.slug === slug)?.title ?? slug
  const said = (item: OpenItem): string => {
    switch (item.kind) {
      case 'unanswered':
        return words.unanswered(titleOf(item.demand), dateInWords(item.since, language))
      case 'not-committed':
        return words.notCommitted[item.covers](titleOf(item.demand))
      case 'deadline-passed':
        return words.deadlinePassed(item.commitment.commitment.title, dateInWords(item.deadline, language))
      case 'expires':
        return words.expiring(item.commitment.commitment.title, dateInWords(item.expires, language))
      default:
        return item satisfies never
    }
  }
  return html`<ul>
    ${open.map((item) => html`<li>${said(item)}</li>`)}
  </ul>`
}

function repliesHtml({ sheet, language }: Telling, { replies }: RecipientView): Insertable {
  if (replies.length === 0) return undefined
  const words = wordsFor(language).record
  return html`<h2>${words.recipient.replies}</h2>
    <ul>
      ${replies.toReversed().map(
        ({ id, on, kind }) =>
          html`<li>
            <a href="${routes.recordReply(sheet.campaign.slug, id)}"
              >${words.recipient.wrote(words.kind[kind], dateInWords(on, language))}</a
            >
          </li>`,
      )}
    </ul>`
}

function notesHtml({ language, notes }: Telling, { notes: noted }: RecipientView): Insertable {
  if (noted.length === 0) return undefined
  const words = wordsFor(language).record
  return html`<h2>${words.recipient.notes}</h2>
    ${noted.toReversed().map(
      ({ kind, on, wording }) =>
        html`<section class="item">
          <p class="small">${words.recipient.note[kind]}, ${inFull(on, language)}</p>
          <p class="own">
            ${kind === 'statement' || kind === 'workers' ? html`<q>${wording.words}</q>` : wording.words}${notes.mark(wording)}
            ${wording.speaker !== undefined && html`<span class="small">${words.commitment.speaker(wording.speaker)}</span>`}
          </p>
        </section>`,
    )}`
}
