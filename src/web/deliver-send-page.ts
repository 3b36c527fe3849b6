import { createHash } from 'node:crypto'
import type { DeliveryStatus, MailPreview } from '#delivery'
import { wordsFor, type DeliveryId, type FileHash } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { boardFramed, type BoardPlace } from './board-frame.ts'
import { deliverNotice, statusMark, type DeliverSaid } from './deliver-parts.ts'
import type { PersonalPage } from './personal-page.ts'
import { factList } from './represent-parts.ts'
import { routes } from './routes.ts'
import { hiddenField, tickField } from './write-fields.ts'

/** What the page on which a letter is sent shows. */
export type SendShown = {
  readonly place: BoardPlace
  readonly delivery: DeliveryId
  readonly pdf: FileHash
  readonly mails: readonly MailPreview[]
  /** What was to be sent is not what was looked at. */
  readonly isChanged: boolean
  readonly said: DeliverSaid | undefined
}

const openFor: readonly DeliveryStatus[] = ['draft', 'failed']

/** Names everything that somebody looked at before sending: what is sent is that or nothing. */
export const sealOfMails = (pdf: FileHash, mails: readonly MailPreview[]): string =>
  createHash('sha256')
    .update(JSON.stringify([pdf, mails]))
    .digest('hex')

/** Exactly what goes out and to whom, and below it the button that sends it. */
export function sendDeliveryPage(shown: SendShown): PersonalPage {
  const { place, mails, isChanged, said } = shown
  const words = wordsFor(place.visitor.language).deliver.send
  const going = mails.filter(({ status }) => openFor.includes(status))
  return boardFramed(place, 'deliveries', {
    title: words.title,
    errors: isChanged ? [{ field: 'send', said: words.changed }] : [],
    main: html`${deliverNotice(said, place.visitor.language)}
      <h2>${words.title}</h2>
      <p class="prose">${going.length === 0 ? words.none : words.lead(going.length)}</p>
      ${mails.map((mail) => mailHtml(mail, shown))} ${button(shown, going.length)}`,
  })
}

function mailHtml(mail: MailPreview, { place, delivery, pdf }: SendShown): Markup {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const words = wordsFor(language).deliver.send
  const file = routes.deliveryFile(campaign.slug, letter.slug, delivery, pdf)
  const isGoing = openFor.includes(mail.status)
  return html`<section class="outgoing" aria-label="${words.to} ${mail.name}">
    ${!isGoing && html`<p>${statusMark(mail.status, language)} ${words.skipped}</p>`}
    ${factList([
      [words.to, html`<bdi>${mail.name}</bdi> &lt;<bdi>${mail.to}</bdi>&gt;`],
      [words.replyTo, mail.replyTo === undefined ? words.noReply : html`<bdi>${mail.replyTo}</bdi>`],
      [words.subject, html`<bdi>${mail.subject}</bdi>`],
      [
        words.attached,
        html`<a href="${file}" aria-label="${words.look}: ${mail.file}">${mail.file}</a>
          <span class="hash">${pdf}</span>`,
      ],
    ])}
    <div class="message">
      ${mail.lines.map((line) => html`<p>${line.split('\n').map((one, index) => html`${index > 0 && html`<br />`}${one}`)}</p>`)}
    </div>
  </section>`
}

function button({ place, delivery, pdf, mails }: SendShown, going: number): Insertable {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver.send
  const isUnknown = mails.some(({ status }) => status === 'unknown')
  const back = html`<a href="${routes.delivery(campaign.slug, letter.slug, delivery)}">${words.later}</a>`
  if (going === 0 && !isUnknown) return html`<p>${back}</p>`
  const count = going === 0 ? mails.filter(({ status }) => status === 'unknown').length : going
  const unknown = tickField({
    id: 'even-unknown',
    name: 'even-unknown',
    value: 'yes',
    label: words.evenUnknown,
    on: false,
  })
  return html`<form
      class="form"
      id="send"
      method="post"
      action="${routes.sendDelivery(campaign.slug, letter.slug, delivery)}"
    >
      ${hiddenField('seal', sealOfMails(pdf, mails))} ${isUnknown && unknown}
      <button>${words.button(count)}</button>
    </form>
    <p>${back}</p>`
}

const mostShown = 16 * 1024

/** What went between the mail servers, and the mail as it went out. */
export function sessionPage(
  place: BoardPlace,
  delivery: DeliveryId,
  { transcript, message }: { readonly transcript: string | undefined; readonly message: Buffer | undefined },
): PersonalPage {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver
  const mail = message?.toString('utf8')
  const cut = (text: string) =>
    html`<pre class="exact" tabindex="0">${text.slice(0, mostShown)}</pre>
      ${text.length > mostShown && html`<p class="quiet">${words.session.cut(mostShown / 1024)}</p>`}`
  return boardFramed(place, 'deliveries', {
    title: words.session.title,
    main: html`<h2>${words.session.title}</h2>
      <p class="prose">${words.session.lead}</p>
      ${transcript === undefined && mail === undefined && html`<p>${words.session.none}</p>`}
      ${
        transcript !== undefined &&
        html`<h3>${words.session.transcript}</h3>
          ${cut(transcript)}`
      }
      ${
        mail !== undefined &&
        html`<h3>${words.session.message}</h3>
          ${cut(mail)}`
      }
      <p>
        <a href="${routes.delivery(campaign.slug, letter.slug, delivery)}"
          >${words.one.title(letter.title, words.channels.mail)}</a
        >
      </p>`,
  })
}
