import { wordsFor, type PartialDate } from '#kernel'
import type { RecordSheet } from '#publication'
import type { CampaignRecord, ComparisonCell, RecordAssessment, RecordNote } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import type { EvidenceNotes } from './record-notes.ts'
import { correspondenceWord, promiseLimits, promiseWord, sentenceOf, shortDate } from './record-words.ts'
import { routes } from './routes.ts'

/** What every part of a page of the record is told in: the record as it stood on the page's day, and where its evidence is numbered. */
export type Telling = {
  readonly sheet: RecordSheet
  /** With nothing later than the day. */
  readonly record: CampaignRecord
  readonly day: PartialDate
  readonly language: string
  readonly notes: EvidenceNotes
}

// As much of a promise as fits beside two others; the rest is a click away.
const longestWords = 260

/** What one recipient promised on a demand: the state first, its limits, then its own words. */
export function promiseHtml(telling: Telling, cell: ComparisonCell): Insertable {
  const { sheet, language, notes } = telling
  const word = promiseWord(cell.sentence, language)
  if (!word) return html`<p class="quiet">${wordsFor(language).record.notAsked}</p>`
  const promise = sentenceOf(cell)
  const wording = promise?.view.latest.wording
  return [
    html`<p class="say">
      <b class="${word.tone}"><i aria-hidden="true">${word.mark}</i> ${word.word}</b
      >${dotted(promiseLimits(cell, language))}${notes.mark(wording)}
    </p>`,
    promise &&
      wording &&
      html`<p class="own">
        <q>${cutWords(wording.words)}</q>
        <a href="${routes.recordCommitment(sheet.campaign.slug, promise.view.commitment.id)}"
          >${promise.view.commitment.title}</a
        >
      </p>`,
    cell.assessment && judgmentHtml(telling, cell.assessment, promise?.view.commitment.id),
    factHtml(telling, cell),
  ]
}

/** A judgment in a line; it names the promise it is about unless that is the one the reader has just read. */
export function judgmentHtml(
  { sheet, record, language }: Telling,
  { id, about, value, on }: RecordAssessment,
  told?: string,
): Markup {
  const words = wordsFor(language).record
  const subject =
    about.kind === 'commitment' && about.commitment !== told
      ? record.commitments.find((one) => one.id === about.commitment)?.title
      : undefined
  return html`<p class="small">
    ${words.judged}: <a href="${routes.recordAssessment(sheet.campaign.slug, id)}">${words.value[value]}</a>
    ${dotted([shortDate(on, language), ...(subject === undefined ? [] : [subject])])}
  </p>`
}

/** What was last found out about what the recipient does with what was demanded. */
function factHtml({ record, language, notes }: Telling, { recipient, demand }: ComparisonCell): Markup | undefined {
  const isMeant = (note: RecordNote) =>
    note.kind === 'fact' && note.recipient === recipient && note.demand !== undefined && note.demand === demand?.slug
  const fact = record.notes.findLast(isMeant)
  if (!fact) return undefined
  const words = wordsFor(language).record.recipient.note.fact
  return html`<p class="small">
    ${words}${dotted([shortDate(fact.on, language), cutWords(fact.wording.words)])}${notes.mark(fact.wording)}
  </p>`
}

/** What it answered on a demand; where it answered nothing, where the exchange stands, and whether anything was due. */
export function answerHtml(telling: Telling, cell: ComparisonCell): Insertable {
  const { sheet, language } = telling
  const words = wordsFor(language).record
  const { answer } = cell
  if (!answer) return html`<p class="say">${standing(telling, cell)}</p>`
  const reply = routes.recordReply(sheet.campaign.slug, answer.reply)
  return [
    html`<p class="say">
      <b><a href="${reply}">${words.answer[answer.value]}</a></b
      >${dotted([shortDate(answer.on, language)])}
    </p>`,
    answer.words !== undefined && html`<p class="own"><q>${cutWords(answer.words)}</q></p>`,
  ]
}

/** Nothing is called late that was not due: without a deadline in the letter that is said. */
function standing({ sheet, record, language }: Telling, { recipient, correspondence }: ComparisonCell): Insertable {
  const words = wordsFor(language).record
  const { described, derived, since } = correspondence
  const reply = record.replies.findLast((one) => one.recipient === recipient)
  const isLate = derived === 'overdue' || derived === 'long-overdue'
  const deadline = record.deliveries.findLast(
    (one) => one.recipient === recipient && one.statedDeadline !== undefined,
  )?.statedDeadline
  const date = described && !isLate ? described.on : since
  const word = correspondenceWord(correspondence, language)
  const told = reply ? html`<a href="${routes.recordReply(sheet.campaign.slug, reply.id)}">${word}</a>` : word
  const waits = derived !== 'answered' && derived !== 'not-sent'
  const due = waits && [
    deadline === undefined
      ? words.noDeadline
      : (isLate ? words.deadlineWas : words.deadline)(shortDate(deadline, language)),
  ]
  const when =
    date !== undefined && (waits && !isLate ? words.since(shortDate(date, language)) : shortDate(date, language))
  return html`<b class="${isLate ? 'alarm' : 'none'}">${told}</b>${dotted([
      ...(when && !isLate ? [when] : []),
      ...(reply ? [words.onOther] : []),
      ...(due || []),
    ])}`
}

/** Parts of a sentence behind its first word: ` · a · b`. */
export const dotted = (parts: readonly string[]): string => parts.map((part) => ` · ${part}`).join('')

/** The beginning of somebody's words, cut between words. */
export function cutWords(text: string, longest = longestWords): string {
  if (text.length <= longest) return text
  return `${text.slice(0, longest).replace(/\s+\S*$/u, '')} …`
}
