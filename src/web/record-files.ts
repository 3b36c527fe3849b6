import { wordsFor, type PartialDate } from '#kernel'
import type { RecordSheet } from '#publication'
import type { RecordRecipient } from '#responses'
import { html, type Markup } from '#typeset'
import { routes } from './routes.ts'

/** What of a page of the record can be taken along: the report as of its day, the table, the data, the feed. */
export function recordFilesHtml(
  { campaign, today }: RecordSheet,
  day: PartialDate,
  recipient?: Pick<RecordRecipient, 'slug'>,
): Markup {
  const { slug, language } = campaign
  const words = wordsFor(language).feeds.take
  const on = day === today ? '' : `?on=${day}`
  const ways: readonly (readonly [path: string, name: string])[] = [
    [day === today ? routes.recordReport(slug) : routes.recordReportOn(slug, day), words.report],
    [`${routes.recordTable(slug, 'comparison')}${on}`, words.table],
    [routes.recordData(slug), words.data],
    [recipient ? routes.recipientFeed(slug, recipient.slug) : routes.recordFeed(slug), words.feed],
  ]
  return html`<section>
    <h2>${words.heading}</h2>
    <ul class="row small">
      ${ways.map(([path, name]) => html`<li><a href="${path}">${name}</a></li>`)}
    </ul>
  </section>`
}
