import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { pager, sliceAfter } from './board-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { dayInWords, momentInWords } from './phrases.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, hiddenField, lineField } from './write-fields.ts'
import { letterFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'

/** A comment with the name of whoever wrote it. */
export type ShownComment = {
  readonly id: string
  readonly by: string | undefined
  readonly at: Date
  readonly line: number | undefined
  readonly quote: string | undefined
  readonly text: string
  /** The words it is about are not in the text any more. */
  readonly isGone: boolean
  readonly resolvedAt: Date | undefined
  readonly answers: readonly Omit<ShownComment, 'answers' | 'line' | 'quote' | 'isGone' | 'resolvedAt'>[]
}

/** What is typed of a comment, as it came. */
export type CommentFields = { readonly text: string; readonly line: string; readonly answers: string }

/** What the page of comments shows. */
export type CommentsFacts = LetterPlace & {
  readonly role: Role
  readonly comments: readonly ShownComment[]
  /** The settled ones instead of those that are open. */
  readonly isSettled?: boolean
  /** What stood last on the page before. */
  readonly after?: string | undefined
  readonly fields: CommentFields
  readonly errors?: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

// With their answers and a form each, pages stay under 30 KB.
const mostThreads = 16

/** What organizers say to each other about a text; nobody else reads it. */
export function commentsPage(facts: CommentsFacts): PersonalPage {
  const { visitor, campaign, letter, comments, isSettled = false, role, errors, said } = facts
  const words = wordsFor(visitor.language).write.comments
  const path = routes.comments(campaign.slug, letter.slug)
  const settled = comments.filter(({ resolvedAt }) => resolvedAt !== undefined)
  const open = comments.length - settled.length
  const shown = isSettled ? settled : comments.filter(({ resolvedAt }) => resolvedAt === undefined)
  return letterFramed(facts, 'comments', {
    title: words.title,
    errors,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${!isSettled && may(role, 'comment') && form(facts)}
      <h2>${isSettled ? words.resolved(settled.length) : words.open(open)}</h2>
      ${shown.length === 0 ? html`<p>${words.none}</p>` : list(shown, facts)}
      ${isSettled && html`<p><a href="${path}">${words.open(open)}</a></p>`}
      ${!isSettled && settled.length > 0 && html`<p><a href="${path}?show=settled">${words.resolved(settled.length)}</a></p>`}`,
  })
}

function list(comments: readonly ShownComment[], facts: CommentsFacts): Markup {
  const { visitor, campaign, letter, after, isSettled } = facts
  const part = sliceAfter(comments, { after, idOf: ({ id }) => id, most: mostThreads })
  const query = isSettled ? 'show=settled&' : ''
  return html`<ul class="plain">
      ${part.rows.map((comment) => entry(comment, facts))}
    </ul>
    ${pager(routes.comments(campaign.slug, letter.slug), { ...part, query }, visitor.language)}`
}

function entry(comment: ShownComment, facts: CommentsFacts): Markup {
  const { visitor, campaign, letter, role } = facts
  const words = wordsFor(visitor.language).write.comments
  const about = comment.line === undefined ? comment.isGone && words.isGone : words.line(comment.line)
  return html`<li>
    <p class="small quiet">${byline(comment, facts)}${about && ` · ${about}`}</p>
    ${comment.quote !== undefined && html`<blockquote class="excerpt">${comment.quote}</blockquote>`}
    <p class="said">${comment.text}</p>
    ${comment.answers.map(
      (one) =>
        html`<div class="answer">
          <p class="small quiet">${byline(one, facts)}</p>
          <p class="said">${one.text}</p>
        </div>`,
    )}
    ${
      comment.resolvedAt === undefined
        ? may(role, 'comment') &&
          html`<form class="line" method="post" action="${routes.comments(campaign.slug, letter.slug)}" novalidate>
            ${hiddenField('answers', comment.id)}
            <p>
              <label for="answer-${comment.id}">${words.answer}</label
              ><input id="answer-${comment.id}" name="comment" autocomplete="off" dir="auto" />
            </p>
            <p class="buttons">
              <button class="second">${words.answerButton}</button
              ><button class="second" formaction="${routes.resolveComment(campaign.slug, letter.slug)}">
                ${words.resolve}
              </button>
            </p>
          </form>`
        : html`<p class="small quiet">
            ${words.resolvedOn(dayInWords(comment.resolvedAt, campaign.timeZone, visitor.language))}
          </p>`
    }
  </li>`
}

function byline({ by, at }: Pick<ShownComment, 'by' | 'at'>, { visitor, campaign }: CommentsFacts): Insertable {
  const words = wordsFor(visitor.language).write.comments
  return [html`<bdi>${by ?? words.somebody}</bdi>`, ` · ${momentInWords(at, campaign.timeZone, visitor.language)}`]
}

function form({ visitor, campaign, letter, fields, errors = [] }: CommentsFacts): Markup {
  const words = wordsFor(visitor.language).write.comments
  return html`<form class="form" method="post" action="${routes.comments(campaign.slug, letter.slug)}" novalidate>
    ${areaField({ id: 'comment', label: words.comment, value: fields.text, rows: 3, errors })}
    ${lineField({ id: 'line', label: words.lineLabel, value: fields.line, hint: words.lineHint, errors })}
    <button>${words.button}</button>
  </form>`
}
