import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import type { RecordSheet } from '#publication'
import { comparisonAt, responseRates, type Comparison, type ComparisonRow, type RecordRecipient } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { letterEntry } from './home-page.ts'
import type { Page } from './layout.ts'
import { countOf, dayInWords, inList } from './phrases.ts'
import { answerHtml, promiseHtml, type Telling } from './record-cell.ts'
import { recordFilesHtml } from './record-files.ts'
import { dayChooser, recordPage } from './record-frame.ts'
import { recordFeeds } from './record-places.ts'
import { tellingOf } from './record-telling.ts'
import { routes } from './routes.ts'
import { tight } from './tight.ts'

/** All recipients, demand by demand, as they stood at the end of a day; without one, as they stand today. */
export function recordComparisonPage(sheet: RecordSheet, day?: PartialDate): Page {
  const { campaign, today } = sheet
  const { language, slug } = campaign
  const words = wordsFor(language).record
  const names = inList(
    sheet.record.recipients.map(({ name }) => name),
    language,
  )
  return recordPage({
    title: day === undefined ? words.title(campaign.title) : words.titleOn(campaign.title, dateInWords(day, language)),
    description: words.description(names),
    language,
    path: day === undefined ? routes.compared(slug) : routes.comparedOn(slug, day),
    trail: [{ name: campaign.title, path: routes.campaign(slug) }],
    // Any day has a page; the one of today is the one to find.
    listed: day === undefined,
    feeds: recordFeeds(campaign),
    main: html`<p class="eyebrow">${campaign.title}</p>
      <h1>${words.heading}</h1>
      ${comparedHtml(sheet, day ?? today)}`,
  })
}

/** The front page of a campaign with a record: what came of its letters, then the letters. */
export function recordFrontPage(sheet: RecordSheet): Page {
  const { campaign, letters, today } = sheet
  const { language } = campaign
  const words = wordsFor(language).pages.campaign
  return recordPage({
    title: campaign.title,
    description: campaign.summary === '' ? campaign.title : campaign.summary,
    language,
    path: routes.campaign(campaign.slug),
    trail: [],
    listed: true,
    feeds: recordFeeds(campaign),
    main: html`<h1>${campaign.title}</h1>
      ${campaign.summary && html`<p class="lead">${campaign.summary}</p>`}${
        campaign.leadOrganization && html`<p class="quiet">${words.ledBy(campaign.leadOrganization)}</p>`
      }
      ${comparedHtml(
        sheet,
        today,
        html`<h2>${words.letters}</h2>
          <ul class="plain">
            ${letters.map((one) => letterEntry(campaign.slug, one))}
          </ul>`,
      )}`,
  })
}

function comparedHtml(sheet: RecordSheet, day: PartialDate, letters?: Markup): Insertable {
  const { campaign } = sheet
  const { language, slug } = campaign
  const words = wordsFor(language).record
  const comparison = comparisonAt(sheet.record, day)
  const telling = tellingOf(sheet, day)
  const rows = comparison.rows.map((row) => demandHtml(telling, comparison, row))
  return [
    rows.length > 0 && html`<p class="lead">${words.sum(sumOf(comparison))}</p>`,
    html`<p>
      ${day === sheet.today ? `${words.asOf(dateInWords(day, language))}.` : words.asOfPast(dateInWords(day, language))}
      ${words.read} <a href="#days">${words.choose}</a>
    </p>`,
    rows.length === 0 ? html`<p>${words.nothingYet}</p>` : rows,
    ratesHtml(telling),
    letters,
    dayChooser(sheet, day, { choose: routes.compared(slug), on: (other) => routes.comparedOn(slug, other) }),
    redactionsHtml(telling),
    recordFilesHtml(sheet, day),
    telling.notes.list(),
  ]
}

/** What the tables below say, counted: whoever reads one sentence only reads this one. */
function sumOf({ rows }: Comparison): Parameters<ReturnType<typeof wordsFor>['record']['sum']>[0] {
  const asked = rows.flatMap(({ cells }) => cells).filter(({ sentence }) => sentence.kind !== 'not-asked')
  const promised = (covers: 'whole' | 'part') =>
    asked.filter(({ sentence }) => sentence.kind === 'commitment' && sentence.covers === covers).length
  const of = new Set(asked.map(({ recipient }) => recipient)).size
  return { asked: asked.length, of, whole: promised('whole'), part: promised('part') }
}

function demandHtml(telling: Telling, { recipients }: Comparison, { title, cells }: ComparisonRow): Markup {
  const words = wordsFor(telling.language).record
  const told = cells.filter(({ sentence }) => sentence.kind !== 'not-asked')
  const others = cells.filter(({ sentence }) => sentence.kind === 'not-asked')
  const named = new Map(recipients.map((one) => [one.id, one]))
  const rows = told.map((cell) => {
    const recipient = named.get(cell.recipient)
    return html`<tr role="row">
      <th role="rowheader" scope="row">${recipient && recipientLink(telling, recipient)}</th>
      <td role="cell">${promiseHtml(telling, cell)}</td>
      <td role="cell" data-label="${words.column.answer}">
        ${cell.demand ? answerHtml(telling, cell) : words.notAsked}
      </td>
    </tr>`
  })
  const notAsked = inList(
    others.flatMap(({ recipient }) => named.get(recipient)?.name ?? []),
    telling.language,
  )
  return tight(
    html`<section class="demand">
      <h2>${title}</h2>
      <table class="cells" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${words.column.recipient}</th>
            <th role="columnheader" scope="col">${words.column.promise}</th>
            <th role="columnheader" scope="col">${words.column.answer}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows}
        </tbody>
      </table>
      ${others.length > 0 && html`<p class="meta">${words.notAsked}: ${notAsked}</p>`}
    </section>`,
  )
}

function recipientLink({ sheet, day }: Telling, { slug, name }: RecordRecipient): Markup {
  const { campaign, today } = sheet
  const path =
    day === today ? routes.recordRecipient(campaign.slug, slug) : routes.recordRecipientOn(campaign.slug, slug, day)
  return html`<a href="${path}">${name}</a>`
}

/** Numbers of numbers, never a bare percentage. */
function ratesHtml({ sheet, day, language }: Telling): Markup | undefined {
  const { delivered, replied, substantive, answered, medianDays } = responseRates(sheet.record, day)
  if (delivered.of === 0) return undefined
  const words = wordsFor(language).record.rates
  const said = (tell: (count: string, of: string) => string, rate: typeof delivered) =>
    html`<li>${tell(countOf(rate.count, language), countOf(rate.of, language))}</li>`
  return html`<section>
    <h2>${words.heading}</h2>
    <ul>
      ${said(words.delivered, delivered)} ${said(words.replied, replied)} ${said(words.substantive, substantive)}
      ${said(words.answered, answered)}
      ${delivered.count > 0 && html`<li>${medianDays === undefined ? words.noMedian : words.median(countOf(medianDays, language))}</li>`}
    </ul>
  </section>`
}

/** What was taken down leaves that it stood here, its hash, and why. */
function redactionsHtml({ sheet, record, language }: Telling): Markup | undefined {
  if (record.redactions.length === 0) return undefined
  const words = wordsFor(language).record
  return html`<section>
    <h2>${words.redactions}</h2>
    <ul>
      ${record.redactions.map(
        ({ recordedAt, reason, hash }) =>
          html`<li>
            ${words.redaction(dayInWords(recordedAt, sheet.campaign.timeZone, language))} ${words.reason}: ${reason}
            <span class="meta">${words.wasHash}: <span class="hash">${hash}</span></span>
          </li>`,
      )}
    </ul>
  </section>`
}
