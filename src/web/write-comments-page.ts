import { may, type Role } from '#accounts'
import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
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
  readonly fields: CommentFields
  readonly errors?: readonly FieldError[]
  readonly said?: WriteSaid | undefined
}

// Older ones are told by their number; pages stay small.
const shownAtMost = 40

/** What organizers say to each other about a text; nobody else reads it. */
export function commentsPage(facts: CommentsFacts): PersonalPage {
  const { visitor, comments, role, errors, said } = facts
  const words = wordsFor(visitor.language).write.comments
  const open = comments.filter(({ resolvedAt }) => resolvedAt === undefined)
  const resolved = comments.filter(({ resolvedAt }) => resolvedAt !== undefined)
  return letterFramed(facts, 'comments', {
    title: words.title,
    errors,
    said,
    main: html`<p class="prose">${words.lead}</p>
      ${may(role, 'comment') && form(facts)}
      <h2>${words.open(open.length)}</h2>
      ${open.length === 0 ? html`<p>${words.none}</p>` : list(open, facts)}
      ${
        resolved.length > 0 &&
        html`<details>
          <summary>${words.resolved(resolved.length)}</summary>
          ${list(resolved, facts)}
        </details>`
      }`,
  })
}

function list(comments: readonly ShownComment[], facts: CommentsFacts): Markup {
  const words = wordsFor(facts.visitor.language).write.comments
  const rest = comments.length - shownAtMost
  return html`<ul class="plain">
      ${comments.slice(0, shownAtMost).map((comment) => entry(comment, facts))}
    </ul>
    ${rest > 0 && html`<p class="quiet">${words.more(rest)}</p>`}`
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
