import { wordsFor, type Words } from '#kernel'
import type { TimelineEntry } from '#responses'
import { html, type Markup } from '#typeset'
import { cutWords, type Telling } from './record-cell.ts'
import { inFull } from './record-frame.ts'
import { routes } from './routes.ts'

/** What happened, the latest first, each with its day. */
export function timelineHtml(telling: Telling, entries: readonly TimelineEntry[]): Markup {
  return html`<ol class="time">
    ${entries.map(
      (entry) => html`<li>${inFull(entry.on, telling.language)} <span>${entryHtml(telling, entry)}</span></li>`,
    )}
  </ol>`
}

function entryHtml({ sheet, language, notes }: Telling, entry: TimelineEntry): Markup {
  const { slug } = sheet.campaign
  const words = wordsFor(language).record
  const event = words.event
  switch (entry.kind) {
    case 'demanded':
      return html`${event.demanded(entry.demand.title ?? entry.demand.wording)}`
    case 'delivery':
      return html`${deliveryWords(words, entry.status)}, ${channelWords(words, entry.delivery.channel)}`
    case 'reply':
      return html`<a href="${routes.recordReply(slug, entry.reply.id)}"
        >${event.reply(words.kind[entry.reply.kind])}</a
      >`
    case 'described':
      return html`${words.described[entry.correspondence.state]}${entry.correspondence.note !== undefined && `. ${entry.correspondence.note}`}`
    case 'commitment':
      return html`<a href="${routes.recordCommitment(slug, entry.commitment.id)}"
          >${event.stage(words.stage[entry.revision.stage], entry.commitment.title)}</a
        >${notes.mark(entry.revision.wording)}`
    case 'assessment':
      return html`<a href="${routes.recordAssessment(slug, entry.assessment.id)}"
        >${event.assessment(words.value[entry.assessment.value])}</a
      >`
    case 'note':
      return html`${words.recipient.note[entry.note.kind]}:
      ${cutWords(entry.note.wording.words)}${notes.mark(entry.note.wording)}`
    default:
      return entry satisfies never
  }
}

type RecordWords = Words['record']

/** A status as readers are told it; one that no reader is told of stands as it is. */
function deliveryWords({ event }: RecordWords, status: string): string {
  const told: Readonly<Record<string, string>> = event.delivery
  return told[status] ?? status
}

/** How a letter went or came. */
export function channelWords({ event }: RecordWords, channel: string): string {
  const told: Readonly<Record<string, string>> = event.channel
  return told[channel] ?? channel
}
