import { may } from '#accounts'
import { dateInWords, wordsFor } from '#kernel'
import type { CaptureView, Quote, RemovalReason, Span } from '#evidence'
import { html, type Insertable, type Markup } from '#typeset'
import { commitFramed, factList } from './commit-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, hiddenField, lineField } from './write-fields.ts'

/** What is typed to quote. */
export type QuoteFields = { readonly exact: string; readonly prefix: string }

/** Everything on the page of one capture. */
export type CaptureShown = CaptureView & {
  readonly fields: QuoteFields
  readonly errors: readonly FieldError[]
  /** Where the words stand, when that is several places. */
  readonly places: readonly Span[]
  /** The first character of the part of the text that is shown. */
  readonly from: number
  readonly said?: string | undefined
}

/** Characters of a text on one page, so that a page stays small. */
const partLength = 8000
const mostPlaces = 8
const fewQuotes = 5
const mostQuotes = 20

/** One capture: its facts, its text to quote from, what is quoted, and how its bytes are taken away. */
export function capturePage(at: InCampaign, shown: CaptureShown): PersonalPage {
  const { source, capture, text, errors, said } = shown
  const words = wordsFor(at.visitor.language).sources
  const writes = may(at.role, 'write')
  return commitFramed(at, 'sources', {
    heading: source.title,
    eyebrow: words.capture.heading,
    errors,
    said,
    main: html`<p>
        <a href="${routes.source(at.campaign.slug, source.id)}">${words.one.captures}</a>${
          !capture.removed &&
          html` · <a href="${routes.recordReplay(at.campaign.slug, capture.id)}">${words.one.replay}</a>`
        }
      </p>
      ${capture.removed && html`<p class="note">${words.capture.gone} ${words.capture.goneFor} ${words.removals[capture.removed.reason]}.</p>`}
      ${writes && text !== undefined && quoteForm(at, shown)} ${quoted(at, shown)}
      ${!capture.removed && textPart(at, shown)}
      <h2>${words.capture.heading}</h2>
      ${facts(at, shown)} ${writes && !capture.removed && removing(at, shown)}`,
  })
}

function quoteForm(at: InCampaign, { source, capture, fields, errors, places }: CaptureShown): Markup {
  const words = wordsFor(at.visitor.language).sources.capture
  const action = routes.capture(at.campaign.slug, source.id, capture.id)
  return html`<h2>${words.quoteTitle}</h2>
    <form class="form" method="post" action="${action}" novalidate>
      ${areaField({ id: 'exact', label: words.exact, hint: words.exactHint, value: fields.exact, rows: 3, errors })}
      ${lineField({ id: 'prefix', label: words.before, hint: words.beforeHint, value: fields.prefix, errors })}
      <button>${words.button}</button>
    </form>
    ${
      places.length > 0 &&
      html`<h3>${words.places}</h3>
        <ol class="plain" id="places">
          ${places.slice(0, mostPlaces).map((place) => choice(action, place, words.thisOne))}
        </ol>
        ${places.length > mostPlaces && html`<p>${words.more(countOf(places.length - mostPlaces, at.visitor.language))}</p>`}`
    }`
}

const choice = (action: string, { exact, prefix, suffix }: Span, says: string): Markup =>
  html`<li>
    <form method="post" action="${action}">
      <p dir="auto">…${prefix}<mark>${exact}</mark>${suffix}…</p>
      ${hiddenField('exact', exact)}${hiddenField('prefix', prefix)}${hiddenField('suffix', suffix)}
      <button class="second" aria-label="${says}: …${prefix}${exact}">${says}</button>
    </form>
  </li>`

function quoted(at: InCampaign, { quotes }: CaptureShown): Markup {
  const { language } = at.visitor
  const words = wordsFor(language).sources.capture
  const list = (some: readonly Quote[]) =>
    html`<ul class="plain">
      ${some.map((quote) => quoteItem(at, quote))}
    </ul>`
  const rest = quotes.slice(fewQuotes, mostQuotes)
  return html`<h2>${words.quotes}</h2>
    ${quotes.length === 0 ? html`<p>${words.noQuotes}</p>` : list(quotes.slice(0, fewQuotes))}
    ${
      rest.length > 0 &&
      html`<details>
        <summary>${words.moreQuotes(countOf(rest.length, language))}</summary>
        ${list(rest)}
      </details>`
    }`
}

function quoteItem({ campaign, role, visitor }: InCampaign, { id, exact, prefix, suffix }: Quote): Markup {
  const words = wordsFor(visitor.language).sources.capture
  return html`<li id="quote-${id}">
    <p class="excerpt" dir="auto">…${prefix}<mark>${exact}</mark>${suffix}…</p>
    ${may(role, 'write') && html`<p><a href="${routes.newCommitment(campaign.slug)}?quote=${id}" aria-label="${words.promise}: ${exact.slice(0, 80)}">${words.promise}</a></p>`}
  </li>`
}

function textPart(at: InCampaign, { text, from, source, capture }: CaptureShown): Markup {
  const { language } = at.visitor
  const words = wordsFor(language).sources.capture
  if (text === undefined) return html`<p>${words.noText}</p>`
  const part = text.slice(from, from + partLength).toWellFormed()
  const path = routes.capture(at.campaign.slug, source.id, capture.id)
  const next = from + partLength
  const count = (n: number) => countOf(n, language)
  return html`<h2 id="text">${words.text}</h2>
    <p class="quiet">${words.part(count(from + 1), count(Math.min(next, text.length)), count(text.length))}</p>
    <div class="captured" dir="auto">${part}</div>
    <ul class="row">
      ${next < text.length && html`<li><a href="${path}?from=${next}#text">${words.further}</a></li>`}
      ${from > 0 && html`<li><a href="${path}#text">${words.start}</a></li>`}
    </ul>`
}

function facts({ visitor, campaign }: InCampaign, { capture }: CaptureShown): Markup {
  const { language } = visitor
  const { capture: words, one } = wordsFor(language).sources
  const names = words.facts
  const moment = (at: Date | undefined) => at && momentInWords(at, campaign.timeZone, language)
  const hash = (text: string | undefined): Insertable => text !== undefined && html`<span class="hash">${text}</span>`
  return factList([
    [names.at, moment(capture.capturedAt)],
    [names.on, capture.capturedOn && dateInWords(capture.capturedOn, language)],
    [names.way, capture.way === 'uploaded' ? one.brought : one.fetched],
    [names.leads, capture.finalUrl !== undefined && html`<bdi>${capture.finalUrl}</bdi>`],
    [names.status, capture.status],
    [names.type, capture.mediaType],
    [names.page, hash(capture.sha256)],
    [names.archive, hash(capture.waczHash)],
    [names.stamp, moment(capture.timestampedAt) ?? names.noStamp],
  ])
}

function removing(at: InCampaign, { source, capture, errors }: CaptureShown): Markup {
  const { capture: words, removals } = wordsFor(at.visitor.language).sources
  const reasons: readonly (readonly [RemovalReason | '', string])[] = [
    ['', ''],
    ...(['personal-data', 'court-order', 'rights-of-others', 'mistake'] as const).map(
      (one) => [one, removals[one]] as const,
    ),
  ]
  return html`<details ${errors.some(({ field }) => field === 'reason') && html`open`}>
    <summary>${words.remove}</summary>
    <form
      class="form"
      method="post"
      action="${routes.removeCapture(at.campaign.slug, source.id, capture.id)}"
      novalidate
    >
      <p>${words.removeNote}</p>
      ${choiceField({ id: 'reason', label: words.removeWhy, value: '', options: reasons, errors })}
      <button class="alarm">${words.removeButton}</button>
    </form>
  </details>`
}
