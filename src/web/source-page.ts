import { may } from '#accounts'
import { wordsFor } from '#kernel'
import { isAlarm, type Capture, type Check, type Quote, type SourceView } from '#evidence'
import { html, type Insertable, type Markup } from '#typeset'
import { commitFramed, factList } from './commit-frame.ts'
import { fileField } from './deliver-parts.ts'
import { buttonForm, deskTable } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, dayInWords, momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { lineField } from './write-fields.ts'

/** Whether a capture is still under way. */
const isUnderWay = ({ state }: Capture): boolean => state === 'pending' || state === 'in-progress'

const stateWords = ({ state, removed }: Capture, language: string): string =>
  wordsFor(language).sources.states[removed ? 'removed' : state]

/** The sources of a campaign, those that a person has to look at first. */
export function sourcesPage(
  at: InCampaign,
  { sources, said }: { readonly sources: readonly SourceView[]; readonly said?: string | undefined },
): PersonalPage {
  const { visitor, campaign, role } = at
  const words = wordsFor(visitor.language).sources
  const alarms = sources.filter(({ lastCheck }) => lastCheck && isAlarm(lastCheck.outcome))
  const writes = may(role, 'write')
  return commitFramed(at, 'sources', {
    heading: words.title,
    said,
    main: html`<p class="prose">${words.lead}</p>
      <ul class="row">
        ${writes && html`<li><a class="act" href="${routes.newSource(campaign.slug)}">${words.add}</a></li>`}
        <li>
          <a href="${routes.citations(campaign.slug)}">${words.citations}</a>
          <span class="quiet">${words.citationsHint}</span>
        </li>
      </ul>
      ${
        alarms.length > 0 &&
        html`<h2>${words.alarms}</h2>
          <p>${words.alarmsLead}</p>
          ${table(at, words.alarms, alarms)}
          <h2>${words.all}</h2>`
      }
      ${sources.length === 0 ? html`<p>${writes ? words.none : words.noneRead}</p>` : table(at, words.all, sources)}`,
  })
}

function table(at: InCampaign, label: string, sources: readonly SourceView[]): Markup {
  const { visitor, campaign } = at
  const words = wordsFor(visitor.language).sources
  const { heads } = words
  const rows = sources.map(({ id, title, url, captures, lastCheck }): readonly Insertable[] => {
    const latest = captures.at(-1)
    return [
      html`<a href="${routes.source(campaign.slug, id)}"><bdi>${title}</bdi></a
        ><br /><span class="quiet"><bdi>${url === undefined ? words.noUrl : hostOf(url)}</bdi></span>`,
      latest ? captureState(latest, at) : words.noCapture,
      lastCheck ? checkState(lastCheck, at) : words.neverChecked,
    ]
  })
  return deskTable(label, [heads.source, heads.captures, heads.check], rows)
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url

function captureState(capture: Capture, { visitor, campaign }: InCampaign): Insertable {
  const said = stateWords(capture, visitor.language)
  const at = capture.capturedAt
  return [
    capture.state === 'failed' ? html`<span class="error">${said}</span>` : said,
    at && html`, ${dayInWords(at, campaign.timeZone, visitor.language)}`,
  ]
}

function checkState({ outcome, at }: Check, { visitor, campaign }: InCampaign): Insertable {
  const said = wordsFor(visitor.language).sources.outcomes[outcome]
  return [
    isAlarm(outcome) ? html`<strong class="error">${said}</strong>` : said,
    html`, ${dayInWords(at, campaign.timeZone, visitor.language)}`,
  ]
}

/** What is typed to add a source. */
export type SourceFields = { readonly url: string; readonly title: string }

/** The form that adds a source. */
export function newSourcePage(
  at: InCampaign,
  { fields, errors }: { readonly fields: SourceFields; readonly errors: readonly FieldError[] },
): PersonalPage {
  const words = wordsFor(at.visitor.language).sources.form
  return commitFramed(at, 'sources', {
    heading: words.title,
    errors,
    main: html`<form class="form" method="post" action="${routes.newSource(at.campaign.slug)}" novalidate>
      ${lineField({ id: 'url', label: words.url, hint: words.urlHint, value: fields.url, errors })}
      ${lineField({ id: 'title', label: words.name, hint: words.nameHint, value: fields.title, errors })}
      <p class="hint">${words.note}</p>
      <button>${words.button}</button>
    </form>`,
  })
}

/** Everything on the page of one source. */
export type SourceShown = {
  readonly source: SourceView
  /** What is quoted from any of its captures. */
  readonly quotes: readonly Quote[]
  /** What is typed of the day of a file. */
  readonly savedOn?: string
  readonly errors?: readonly FieldError[]
  readonly said?: string | undefined
}

/** One source: its captures with how far they are, the last look at it, and what can be done with it. */
export function sourcePage(at: InCampaign, shown: SourceShown): PersonalPage {
  const { visitor, role } = at
  const words = wordsFor(visitor.language).sources
  const { source, quotes, errors = [], said } = shown
  const { url, title, captures, lastCheck } = source
  return commitFramed(at, 'sources', {
    heading: title,
    eyebrow: words.title,
    errors,
    said,
    main: html`${url !== undefined && factList([[words.one.address, html`<a href="${url}" rel="noreferrer"><bdi>${url}</bdi></a>`]])}
      <h2>${words.one.captures}</h2>
      ${
        captures.length === 0
          ? html`<p>${words.one.none}</p>`
          : html`<ol class="plain">
              ${captures.toReversed().map((one) => captureItem(one, at))}
            </ol>`
      }
      ${may(role, 'write') && url !== undefined && captureButton(at, source)} ${may(role, 'write') && upload(at, shown)}
      ${lastCheck && lastLook(at, lastCheck, quotes)}
      ${may(role, 'write') && captures.some(({ sha256 }) => sha256) && url !== undefined && checkButton(at, source)}`,
  })
}

function captureItem(capture: Capture, at: InCampaign): Markup {
  const { visitor, campaign } = at
  const { language } = visitor
  const words = wordsFor(language).sources
  const { one } = words
  const when = capture.capturedAt ?? capture.askedAt
  return html`<li>
    <p>
      <strong>${stateWords(capture, language)}</strong>, ${momentInWords(when, campaign.timeZone, language)} ·
      ${capture.way === 'uploaded' ? one.brought : one.fetched}
      ${capture.missing > 0 && html` · ${one.missing(countOf(capture.missing, language))}`}
    </p>
    ${capture.trouble && html`<p class="error">${words.troubles[capture.trouble]}</p>`}
    ${
      isUnderWay(capture) &&
      html`<p>${one.under} <a href="${routes.source(campaign.slug, capture.source)}">${one.reload}</a></p>`
    }
    ${
      capture.sha256 &&
      html`<ul class="row">
        <li><a href="${routes.capture(campaign.slug, capture.source, capture.id)}">${one.read}</a></li>
        ${!capture.removed && html`<li><a href="${routes.recordReplay(campaign.slug, capture.id)}">${one.replay}</a></li>`}
      </ul>`
    }
  </li>`
}

function captureButton({ visitor, campaign }: InCampaign, { id, title, captures }: SourceView): Insertable {
  const { one } = wordsFor(visitor.language).sources
  if (captures.some(isUnderWay)) return undefined
  const says = captures.length === 0 ? one.captureFirst : one.capture
  return buttonForm(routes.askCapture(campaign.slug, id), { says, about: title, isSecond: captures.length > 0 })
}

/** Bringing a file, for what cannot be fetched. */
function upload({ visitor, campaign }: InCampaign, { source, savedOn = '', errors = [] }: SourceShown): Markup {
  const { one } = wordsFor(visitor.language).sources
  const isOpen = errors.length > 0 || source.url === undefined
  return html`<details ${isOpen && html`open`}>
    <summary>${one.upload}</summary>
    <form
      class="form"
      method="post"
      action="${routes.uploadCapture(campaign.slug, source.id)}"
      enctype="multipart/form-data"
      novalidate
    >
      <p>${one.uploadNote}</p>
      ${fileField({ id: 'file', label: one.file, errors })}
      ${lineField({ id: 'saved-on', label: one.savedOn, hint: one.savedOnHint, value: savedOn, errors })}
      <button>${one.uploadButton}</button>
    </form>
  </details>`
}

function checkButton({ visitor, campaign }: InCampaign, { id, title }: SourceView): Markup {
  const { one } = wordsFor(visitor.language).sources
  return html`${buttonForm(routes.askCheck(campaign.slug, id), { says: one.check, about: title })}
    <p class="hint">${one.checkNote}</p>`
}

function lastLook(at: InCampaign, check: Check, quotes: readonly Quote[]): Markup {
  const { one } = wordsFor(at.visitor.language).sources
  const lost = quotes.filter(({ id }) => check.lostQuotes.includes(id))
  return html`<h2>${one.lastLook}</h2>
    <p>${checkState(check, at)}</p>
    ${
      lost.length > 0 &&
      html`<p>${one.lost}</p>
        <ul>
          ${lost.map(({ exact }) => html`<li><q dir="auto">${exact}</q></li>`)}
        </ul>`
    }`
}
