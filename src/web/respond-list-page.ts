import { may } from '#accounts'
import { dateInWords, wordsFor, type RecipientId } from '#kernel'
import type { WaitingReply } from '#responses'
import { html, type Markup } from '#typeset'
import { deskFramed, deskTable } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { replyState, type RespondSaid } from './respond-parts.ts'
import { routes } from './routes.ts'

/** What the list of replies shows. */
export type RepliesShown = {
  readonly at: InCampaign
  /** The latest first. */
  readonly replies: readonly WaitingReply[]
  readonly names: ReadonlyMap<RecipientId, string>
  readonly said: RespondSaid | undefined
}

const mostRows = 60

/** Everything that came back: what is to be read first, then the rest, the latest first. */
export function repliesPage({ at, replies, names, said }: RepliesShown): PersonalPage {
  const { campaign, visitor, role } = at
  const { language } = visitor
  const words = wordsFor(language).respond
  const { slug } = campaign
  const ways: readonly (readonly [string, string])[] = [
    [routes.waitingReplies(slug), words.ways.waiting],
    ...(may(role, 'write') ? [[routes.enterReply(slug), words.ways.enter] as const] : []),
    [routes.exchanges(slug), words.ways.exchanges],
  ]
  const inOrder = replies.toSorted((one, other) => rank(one) - rank(other))
  return deskFramed(at, {
    heading: words.title,
    said: said && words.said[said],
    main: html`<p class="prose">${words.lead}</p>
      <ul class="row">
        ${ways.map(([path, name]) => html`<li><a href="${path}">${name}</a></li>`)}
      </ul>
      ${replies.length === 0 ? html`<p role="status">${words.list.empty}</p>` : table(inOrder.slice(0, mostRows), { at, names })}`,
  })
}

const rank = ({ state }: WaitingReply): number => (state === 'waiting' ? 0 : state === 'accepted' ? 1 : 2)

/** Replies, one on each row. */
function table(
  replies: readonly WaitingReply[],
  { at: { campaign, visitor }, names }: Pick<RepliesShown, 'at' | 'names'>,
): Markup {
  const { language } = visitor
  const words = wordsFor(language).respond
  const { list } = words
  return deskTable(
    words.title,
    [list.from, list.came, list.kind, list.state],
    replies.map((one) => [
      html`<a href="${routes.reply(campaign.slug, one.id)}"><bdi>${names.get(one.recipient) ?? ''}</bdi></a
        >${one.author !== undefined && html`<br /><bdi class="quiet">${one.author}</bdi>`}`,
      html`${dateInWords(one.receivedOn, language)}<br /><span class="quiet"
          >${words.channels[one.channel]}${one.attachments.length > 0 && `, ${list.files(one.attachments.length)}`}</span
        >`,
      one.kind === undefined ? html`<span class="quiet">${list.noKind}</span>` : words.kinds[one.kind],
      replyState(one, language),
    ]),
  )
}
