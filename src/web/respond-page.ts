import { may } from '#accounts'
import { dateInWords, wordsFor } from '#kernel'
import { replyKinds, type WaitingReply } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { deskFramed } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { factList } from './represent-parts.ts'
import { attachmentList, replyState, verbatim, type RespondSaid } from './respond-parts.ts'
import { routes } from './routes.ts'
import { choiceField, hiddenField } from './write-fields.ts'

/** What the page of one reply shows. */
export type ReplyShown = {
  readonly at: InCampaign
  readonly reply: WaitingReply
  readonly recipient: string
  readonly said: RespondSaid | undefined
}

/** Whether a reply may be published, or what has to be done before. */
export function beforePublishing({ state, kind, provedDomain }: WaitingReply): 'kind' | 'accept' | undefined {
  if (state === 'waiting' && provedDomain === undefined) return 'accept'
  return kind === undefined ? 'kind' : undefined
}

/** One reply word for word with its files, what proves it, and what is to be done with it next. */
export function replyPage(shown: ReplyShown): PersonalPage {
  const { at, reply, recipient, said } = shown
  const { campaign, visitor, role } = at
  const { language } = visitor
  const all = wordsFor(language).respond
  const words = all.one
  const file = (hash: string) => routes.replyFile(campaign.slug, reply.id, hash)
  return deskFramed(at, {
    heading: words.title(recipient),
    said: said && all.said[said],
    main: html`${facts(shown)}
      <h2>${words.text}</h2>
      ${reply.isRedacted ? html`<p class="note">${words.taken}</p>` : verbatim(reply.text)}
      <h2>${words.files}</h2>
      ${attachmentList(reply.attachments, language, file) ?? html`<p>${words.noFiles}</p>`}
      ${may(role, 'write') && !reply.isRedacted && html`${review(shown)} ${kindForm(shown)} ${publishing(shown)}`}
      <ul class="row">
        ${reply.state === 'published' && html`<li><a href="${routes.answersIn(campaign.slug, reply.id)}">${words.answers}</a></li>`}
        <li><a href="${routes.exchanges(campaign.slug)}">${words.exchange}</a></li>
        <li><a href="${routes.replies(campaign.slug)}">${words.back}</a></li>
      </ul>`,
  })
}

function facts({ at, reply }: ReplyShown): Markup {
  const { campaign, visitor, role } = at
  const { language } = visitor
  const all = wordsFor(language).respond
  const words = all.one
  const { sender, provedDomain, channel, recognized } = reply
  const sees = may(role, 'write')
  const proof =
    provedDomain === undefined
      ? channel === 'web-form' && reply.delivery !== undefined
        ? words.proofs.page
        : words.proofs.none
      : words.proofs.domain(provedDomain)
  return factList([
    [words.facts.state, replyState(reply, language)],
    [words.facts.came, dateInWords(reply.receivedOn, language)],
    [words.facts.how, all.channels[channel]],
    [words.facts.author, reply.author && html`<bdi>${reply.author}</bdi>`],
    [
      words.facts.from,
      sender && (sees ? html`<bdi>${sender.name}</bdi> &lt;<bdi>${sender.address}</bdi>&gt;` : words.hidden),
    ],
    [words.facts.subject, sees && sender ? html`<bdi>${sender.subject}</bdi>` : undefined],
    [words.facts.proof, proof],
    [
      words.facts.kind,
      html`${reply.kind === undefined ? all.list.noKind : all.kinds[reply.kind]}${recognized && html`<br />${words.looksLike(all.kinds[recognized])}`}`,
    ],
    [
      words.facts.message,
      html`${sees && !reply.isRedacted && html`<a href="${routes.replyFile(campaign.slug, reply.id, reply.message)}">${words.download}</a> `}<span
          class="hash"
          >${reply.message}</span
        >`,
    ],
  ])
}

function review({ at, reply }: ReplyShown): Insertable {
  if (reply.state === 'published') return undefined
  const words = wordsFor(at.visitor.language).respond.one
  const button = (state: string, said: string, look: Insertable) =>
    html`<button ${look} name="state" value="${state}">${said}</button>`
  return html`<h2>${words.review}</h2>
    <form class="form" method="post" action="${routes.reviewReply(at.campaign.slug, reply.id)}">
      <p class="hint">${words.reviewHint}</p>
      ${reply.state !== 'accepted' && button('accepted', words.accept, undefined)}
      ${reply.state !== 'set-aside' && button('set-aside', words.aside, html`class="second"`)}
    </form>`
}

function kindForm({ at, reply }: ReplyShown): Markup {
  const words = wordsFor(at.visitor.language).respond
  const options = replyKinds.map((kind) => [kind, words.kinds[kind]] as const)
  const value = reply.kind ?? reply.recognized ?? 'substantive'
  return html`<form class="form" method="post" action="${routes.classifyReply(at.campaign.slug, reply.id)}">
    ${choiceField({ id: 'kind', label: words.one.kind, value, options })}
    <button class="second">${words.one.kindButton}</button>
  </form>`
}

function publishing({ at, reply }: ReplyShown): Insertable {
  if (reply.state === 'published' || reply.state === 'set-aside') return undefined
  const words = wordsFor(at.visitor.language).respond.one
  const before = beforePublishing(reply)
  if (before) return html`<p class="note">${words.before[before]}</p>`
  return html`<p><a class="act" href="${routes.publishReply(at.campaign.slug, reply.id)}">${words.publish}</a></p>`
}

/** Exactly what everybody will read, and below it the button that publishes it. */
export function publishReplyPage({ at, reply, recipient }: Omit<ReplyShown, 'said'>): PersonalPage {
  const { campaign, visitor } = at
  const { language } = visitor
  const all = wordsFor(language).respond
  const words = all.publish
  return deskFramed(at, {
    heading: words.title,
    main: html`<p class="prose">${words.lead}</p>
      <section class="outgoing" aria-label="${words.title}">
        <h2>${all.one.title(recipient)}</h2>
        ${factList([
          [all.one.facts.came, dateInWords(reply.receivedOn, language)],
          [all.one.facts.how, all.channels[reply.channel]],
          [all.one.facts.author, reply.author && html`<bdi>${reply.author}</bdi>`],
          [all.one.facts.kind, reply.kind && all.kinds[reply.kind]],
        ])}
        ${verbatim(reply.text)} ${reply.attachments.length > 0 && html`<h3>${words.attached}</h3>`}
        ${attachmentList(reply.attachments, language)}
      </section>
      <p class="quiet">${words.left}</p>
      <form class="form" method="post" action="${routes.publishReply(campaign.slug, reply.id)}">
        ${hiddenField('kind', reply.kind ?? '')}
        <button>${words.button}</button>
      </form>
      <p><a href="${routes.reply(campaign.slug, reply.id)}">${words.later}</a></p>`,
  })
}
