import { wordsFor, type Words } from '#kernel'
import type { WaitingComment } from '#signatures'
import { html, type Markup } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { deskFramed } from './desk-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'

/** What came of a button, by the name of its sentence. */
export type CommentsSaid = keyof Words['desk']['comments']['said']

/** Everything on the page of comments that wait. */
export type CommentsFacts = InCampaign & {
  readonly comments: readonly WaitingComment[]
  /** The page begins after this leaf; -1: at the first. */
  readonly after: number
  readonly more: boolean
  readonly said: CommentsSaid | undefined
}

/** The comments of signers that wait to be read, some at a time, each with its two buttons. */
export function signersCommentsPage(facts: CommentsFacts): PersonalPage {
  const { campaign, visitor, comments, after, more, said } = facts
  const words = wordsFor(visitor.language).desk.comments
  const path = routes.signersComments(campaign.slug)
  const last = comments.at(-1)
  return deskFramed(facts, {
    heading: words.title,
    said: said && words.said[said],
    main: html`<p class="lead">${words.lead}</p>
      ${
        comments.length === 0
          ? html`<p>${words.none}</p>`
          : html`<ul class="plain">
              ${comments.map((one) => entry(one, facts))}
            </ul>`
      }
      <ul class="row">
        ${more && last && html`<li><a href="${path}?after=${last.index}">${words.more}</a></li>`}
        ${after >= 0 && html`<li><a href="${path}">${words.first}</a></li>`}
      </ul>`,
  })
}

function entry(
  { index, name, comment, showsName }: WaitingComment,
  { campaign, visitor, after }: CommentsFacts,
): Markup {
  const words = wordsFor(visitor.language).desk.comments
  const button = (verdict: 'shown' | 'refused', says: string, isSecond: boolean) =>
    html`<button
      name="verdict"
      value="${verdict}"
      ${isSecond && html`class="second"`}
      aria-label="${says}: ${words.of(name)}"
    >
      ${says}
    </button>`
  return html`<li>
    <blockquote class="excerpt"><bdi>${comment}</bdi></blockquote>
    <p class="quiet"><bdi>${name}</bdi>${!showsName && ` · ${words.noName}`}</p>
    <form class="row" method="post" action="${routes.signersComments(campaign.slug)}">
      <input type="hidden" name="leaf" value="${index}" /><input type="hidden" name="after" value="${after}" />
      ${button('shown', words.show, false)} ${button('refused', words.refuse, true)}
    </form>
  </li>`
}
