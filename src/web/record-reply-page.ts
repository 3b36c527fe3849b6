import { dateInWords, wordsFor, type ReplyId } from '#kernel'
import type { RecordSheet } from '#publication'
import type { RecordAnswer, RecordReply } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { countOf } from './phrases.ts'
import type { Telling } from './record-cell.ts'
import { inFull, recordPage } from './record-frame.ts'
import { tellingOf, trailOf } from './record-telling.ts'
import { channelWords } from './record-timeline.ts'
import { routes } from './routes.ts'

/** What a recipient wrote, word for word, with what came with it and what it says on each demand. */
export function recordReplyPage(sheet: RecordSheet, id: ReplyId): Page | undefined {
  const { campaign, today } = sheet
  const { language } = campaign
  const telling = tellingOf(sheet, today)
  const reply = telling.record.replies.find((one) => one.id === id)
  const recipient = sheet.record.recipients.find((one) => one.id === reply?.recipient)
  if (!reply || !recipient) return undefined
  const all = wordsFor(language).record
  const words = all.reply
  const day = dateInWords(reply.on, language)
  // Two of a day need titles of their own.
  const alike = telling.record.replies.filter((one) => one.recipient === recipient.id && one.on === reply.on)
  const title =
    alike.length > 1
      ? words.titleOf(recipient.name, day, String(alike.indexOf(reply) + 1))
      : words.title(recipient.name, day)
  return recordPage({
    title,
    description: words.description(recipient.name),
    language,
    path: routes.recordReply(campaign.slug, id),
    trail: trailOf(telling, recipient),
    listed: true,
    main: html`<p class="eyebrow">${inFull(reply.on, language)}</p>
      <h1>${words.title(recipient.name, day)}</h1>
      <p>${words.lead(all.kind[reply.kind], channelWords(all, reply.channel))}</p>
      <h2>${words.verbatim}</h2>
      ${reply.author !== undefined && html`<p class="meta">${words.from(reply.author)}</p>`}
      <div class="exact words">${reply.text.trim()}</div>
      ${attachmentsHtml(telling, reply)} ${answersHtml(telling, reply)} ${proofHtml(reply, language)}`,
  })
}

function attachmentsHtml({ sheet, language }: Telling, { attachments }: RecordReply): Insertable {
  if (attachments.length === 0) return undefined
  const words = wordsFor(language).record.reply
  return html`<h2>${words.attachments}</h2>
    <ul>
      ${attachments.map(
        ({ name, file, size }) =>
          html`<li>
            <a href="${routes.recordFile(sheet.campaign.slug, file)}"><bdi>${name}</bdi></a
            >, ${words.size(countOf(Math.ceil(size / 1000), language))}
            <span class="hash">${file}</span>
          </li>`,
      )}
    </ul>`
}

function answersHtml({ record, language }: Telling, reply: RecordReply): Markup {
  const all = wordsFor(language).record
  const told = new Map<string, RecordAnswer>()
  for (const one of record.answers) if (one.reply === reply.id) told.set(one.demand, one)
  const titleOf = (slug: string) => {
    const demand = record.demands.findLast((one) => one.slug === slug && one.recipient === reply.recipient)
    return demand?.title ?? demand?.wording ?? slug
  }
  if (told.size === 0)
    return html`<h2>${all.reply.answers}</h2>
      <p>${all.reply.noAnswers}</p>`
  return html`<h2>${all.reply.answers}</h2>
    ${[...told.values()].map(
      ({ demand, value, words, note }) =>
        html`<section class="item">
          <h3>${titleOf(demand)}</h3>
          <p class="say"><b>${all.answer[value]}</b></p>
          ${words !== undefined && html`<p class="own"><q>${words}</q></p>`}
          ${note !== undefined && html`<p>${note}</p>`}
        </section>`,
    )}`
}

function proofHtml({ proof, message, countersigned }: RecordReply, language: string): Markup {
  const words = wordsFor(language).record.reply
  return html`<p class="meta">
      ${proof.kind === 'domain' ? words.domain(proof.domain) : words.reviewed}
      ${countersigned && words.countersigned(countersigned.name, dateInWords(countersigned.on, language))}
    </p>
    <dl class="facts">
      <dt>${words.hash}</dt>
      <dd class="hash">${message}</dd>
    </dl>`
}
