import { dateInWords, wordsFor } from '#kernel'
import type { PublicCapture } from '#evidence'
import type { SourceSheet } from '#publication'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { dayInWords } from './phrases.ts'
import { recordPage } from './record-frame.ts'
import { tellingOf, trailOf } from './record-telling.ts'
import { routes } from './routes.ts'

/** A source: where it stood, its archived copies, how it looked when it was looked at again, what is quoted from it. */
export function recordSourcePage(sheet: SourceSheet): Page {
  const { campaign, source, quotes, today } = sheet
  const { language, timeZone } = campaign
  const words = wordsFor(language).record.source
  const { lastCheck } = source
  return recordPage({
    title: words.title(source.title),
    description: words.description,
    language,
    path: routes.recordSource(campaign.slug, source.id),
    trail: trailOf(tellingOf(sheet, today)),
    listed: false,
    main: html`<p class="eyebrow">${wordsFor(language).record.evidence}</p>
      <h1>${source.title}</h1>
      <p>
        ${words.original}:
        ${source.url === undefined ? words.noUrl : html`<a href="${source.url}" rel="nofollow noopener">${source.url}</a>`}
      </p>
      ${
        lastCheck &&
        html`<p>${words.checked(dayInWords(lastCheck.at, timeZone, language), words.outcome[lastCheck.outcome])}</p>`
      }
      <h2>${words.quotes}</h2>
      ${
        quotes.length === 0
          ? html`<p>${words.noQuotes}</p>`
          : quotes.map(
              ({ prefix, exact, suffix }) =>
                html`<blockquote class="words">
                  <span class="quiet">… ${prefix}</span><mark>${exact}</mark><span class="quiet">${suffix} …</span>
                </blockquote>`,
            )
      }
      <h2>${words.captures}</h2>
      ${
        source.captures.length === 0
          ? html`<p>${words.noCaptures}</p>`
          : source.captures.toReversed().map((one) => captureHtml(sheet, one))
      }`,
  })
}

function captureHtml({ campaign }: SourceSheet, capture: PublicCapture): Markup {
  const { language, timeZone, slug } = campaign
  const words = wordsFor(language).record.source
  const kept = dayInWords(capture.capturedAt, timeZone, language)
  const came =
    capture.way === 'fetched' || capture.capturedOn === undefined
      ? words.fetched(kept)
      : words.uploaded(kept, dateInWords(capture.capturedOn, language))
  const fact = (term: string, hash: string): Markup =>
    html`<dt>${term}</dt>
      <dd class="hash">${hash}</dd>`
  const there: Insertable =
    capture.state === 'removed'
      ? capture.removedFor && html`<p>${words.removed(words.removedFor[capture.removedFor])}</p>`
      : html`<ul class="row">
            <li><a href="${routes.recordReplay(slug, capture.id)}">${words.see}</a></li>
            <li><a href="${routes.recordFile(slug, capture.waczHash)}">${words.download}</a></li>
          </ul>
          <p class="meta">${words.seeNote}${capture.state === 'partial' && ` ${words.partial}`}</p>`
  return html`<section class="item">
    <h3>${came}</h3>
    ${there}
    <dl class="facts">${fact(words.sha256, capture.sha256)} ${fact(words.wacz, capture.waczHash)}</dl>
    ${
      capture.timestampedAt &&
      html`<p class="meta">${words.timestamp(dayInWords(capture.timestampedAt, timeZone, language))}</p>`
    }
  </section>`
}
