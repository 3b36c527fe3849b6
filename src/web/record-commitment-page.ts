import { dateInWords, wordsFor, type CommitmentId } from '#kernel'
import type { RecordSheet } from '#publication'
import { commitmentAt, gapOf, scopeDimensions, type CommitmentView, type DemandLink } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { dayInWords, inList } from './phrases.ts'
import { dotted, judgmentHtml, type Telling } from './record-cell.ts'
import { droppedHtml, gapHtml, standsHtml } from './record-commitment-parts.ts'
import { inFull, recordPage } from './record-frame.ts'
import { tellingOf, trailOf } from './record-telling.ts'
import { shortDate, termsInWords } from './record-words.ts'
import { routes } from './routes.ts'

/** One promise: its words, what they come to, what was asked beside it, how others put it, and every change of it. */
export function recordCommitmentPage(sheet: RecordSheet, id: CommitmentId): Page | undefined {
  const { campaign, today } = sheet
  const { language } = campaign
  const view = commitmentAt(sheet.record, id, today)
  const recipient = sheet.record.recipients.find((one) => one.id === view?.commitment.recipient)
  if (!view || !recipient) return undefined
  const { commitment, latest } = view
  const telling = tellingOf(sheet, today)
  const words = wordsFor(language).record.commitment
  const first = commitment.revisions[0] ?? latest
  return recordPage({
    title: words.title(commitment.title, recipient.name),
    description: words.description(recipient.name),
    language,
    path: routes.recordCommitment(campaign.slug, id),
    trail: trailOf(telling, recipient),
    listed: true,
    main: html`<p class="eyebrow">${words.by(recipient.name)}</p>
      <h1>${commitment.title}</h1>
      <p class="say">
        ${standsHtml(view, language)}${dotted([words.since(shortDate(first.on, language)), ...termsInWords(latest.terms, language)])}
      </p>
      <blockquote class="words">${latest.wording.words}${telling.notes.mark(latest.wording)}</blockquote>
      ${latest.wording.speaker !== undefined && html`<p class="meta">${words.speaker(latest.wording.speaker)}</p>`}
      ${
        commitment.reply !== undefined &&
        html`<p><a href="${routes.recordReply(campaign.slug, commitment.reply)}">${words.reply}</a></p>`
      }
      <h2>${words.terms}</h2>
      ${termsHtml(view, language)} ${meetsHtml(telling, view)} ${othersHtml(telling, view)}
      <h2>${words.history}</h2>
      ${historyHtml(telling, view)}
      <h2>${words.assessment}</h2>
      ${judgmentsHtml(telling, view)} ${telling.notes.list()}`,
  })
}

/** What it comes to: scope, conditions and who decides them, exceptions, dates. */
function termsHtml({ latest, expiryRemovedOn, commitment }: CommitmentView, language: string): Markup {
  const words = wordsFor(language).record.commitment
  const { loophole } = wordsFor(language).record
  const { scope, conditions, carveOuts, deadline, expires, loopholes } = latest.terms
  const was = commitment.revisions.findLast(({ terms }) => terms.expires !== undefined)?.terms.expires
  const line = (term: string, said: Insertable): Markup =>
    html`<dt>${term}</dt>
      <dd>${said}</dd>`
  return html`<dl class="facts">
    ${scopeDimensions.flatMap((dimension) => {
      const values = scope[dimension] ?? []
      return values.length === 0 ? [] : [line(words.dimension[dimension], inList(values, language))]
    })}
    ${conditions.map(({ text, decider }) =>
      line(words.condition, `${text}; ${decider === undefined ? words.nobodyDecides : words.decider(decider)}`),
    )}
    ${carveOuts.length > 0 && line(words.carveOuts, inList(carveOuts, language))}
    ${deadline !== undefined && line(words.deadline, inFull(deadline, language))}
    ${line(
      words.expires,
      expires !== undefined
        ? inFull(expires, language)
        : [
            words.noExpiry,
            expiryRemovedOn !== undefined && was !== undefined && ` ${words.removed(dateInWords(was, language))}`,
          ],
    )}
    ${
      loopholes.length > 0 &&
      line(
        words.limits,
        inList(
          loopholes.map((way) => loophole[way]),
          language,
        ),
      )
    }
  </dl>`
}

/** Beside each demand that it meets or stays behind: what was asked, and where the demand is wider. */
function meetsHtml({ sheet, record, language }: Telling, { commitment, latest }: CommitmentView): Insertable {
  const links = [...new Map(commitment.links.map((link) => [link.demand, link])).values()]
  if (links.length === 0) return undefined
  const words = wordsFor(language).record.commitment
  const asked = (link: DemandLink) =>
    record.demands.findLast((one) => one.slug === link.demand && one.recipient === commitment.recipient) ??
    record.demands.findLast((one) => one.slug === link.demand)
  return html`<h2>${words.meets}</h2>
    ${links.map((link) => {
      const demand = asked(link)
      const gap = demand && link.covers !== 'none' ? gapOf(demand.scope, latest.terms.scope) : []
      return html`<section class="item">
        <h3>
          <a href="${routes.compared(sheet.campaign.slug)}">${demand?.title ?? demand?.wording ?? link.demand}</a>
        </h3>
        ${demand && html`<p class="words">${demand.wording}</p>`}
        <p><b>${words.covers[link.covers]}</b></p>
        ${gapHtml({ link, gap }, language)}
      </section>`
    })}`
}

function othersHtml(telling: Telling, view: CommitmentView): Insertable {
  const told = droppedHtml(telling, view, true)
  return told && [html`<h2>${wordsFor(telling.language).record.commitment.dropped}</h2>`, told]
}

function historyHtml({ sheet, language, notes }: Telling, { commitment }: CommitmentView): Markup {
  const words = wordsFor(language).record
  const { timeZone } = sheet.campaign
  return html`<ol class="time">
    ${commitment.revisions.toReversed().map(
      ({ on, stage, wording, terms, recordedAt }) =>
        html`<li>
          ${inFull(on, language)}
          <div>
            <p class="say"><b>${words.stage[stage]}</b>${dotted(termsInWords(terms, language))}</p>
            <blockquote class="words">${wording.words}${notes.mark(wording)}</blockquote>
            <p class="meta">
              ${wording.speaker !== undefined && `${words.commitment.speaker(wording.speaker)}, `}${words.commitment.recorded(dayInWords(recordedAt, timeZone, language))}
            </p>
          </div>
        </li>`,
    )}
  </ol>`
}

function judgmentsHtml(telling: Telling, { commitment }: CommitmentView): Markup | readonly Markup[] {
  const own = telling.record.assessments.filter(
    ({ about }) => about.kind === 'commitment' && about.commitment === commitment.id,
  )
  if (own.length === 0) return html`<p>${wordsFor(telling.language).record.commitment.notJudged}</p>`
  return own.toReversed().map((one) => judgmentHtml(telling, one, commitment.id))
}
