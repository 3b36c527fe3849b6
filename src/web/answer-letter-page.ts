import type { Delivery } from '#delivery'
import { dateInWords, directionOf, wordsFor, type EditionText } from '#kernel'
import type { AssessmentWork, RecordAssessment, RecordReply } from '#responses'
import { html, letterHtml, type Insertable, type Markup } from '#typeset'
import { answerFramed, type AnswerSaid } from './answer-parts.ts'
import { fileField } from './deliver-parts.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, lineField } from './write-fields.ts'

/** What a recipient sees behind the link that came with its letter. */
export type AnswerLetter = {
  readonly token: string
  readonly delivery: Delivery
  readonly text: EditionText
  readonly title: string
  /** What it asks of this recipient, in the letter's words. */
  readonly demands: readonly { readonly slug: string; readonly title: string | undefined; readonly wording: string }[]
  readonly replies: readonly RecordReply[]
  readonly assessments: readonly RecordAssessment[]
  readonly toComment: readonly AssessmentWork[]
  /** The link of one thing on record, or of a judgment to comment on. */
  readonly linkOf: (subject: (RecordReply | RecordAssessment | AssessmentWork)['id']) => string
  readonly fields: { readonly author: string; readonly text: string }
  readonly errors: readonly FieldError[]
  readonly said: AnswerSaid | undefined
}

/** The letter as it was delivered, what it asks, a form to answer it, and what is on record of the recipient so far. */
export function answerLetterPage(shown: AnswerLetter): PersonalPage {
  const { text, delivery, title, errors, said } = shown
  const { language } = text
  const words = wordsFor(language).answer.letter
  const lead =
    delivery.sentOn === undefined
      ? words.leadUnsent(text.title ?? title)
      : words.lead(text.title ?? title, dateInWords(delivery.sentOn, language))
  return answerFramed(language, {
    title: words.title(text.recipient),
    errors,
    said,
    main: html`<p class="prose">${lead}</p>
      ${onRecord(shown)} ${judged(shown)}
      <h2>${words.demands}</h2>
      ${demandsHtml(shown)}
      <h2>${words.text}</h2>
      <article class="letter" lang="${language}" dir="${directionOf(language)}">${letterHtml(text)}</article>
      <p class="meta">${words.hash} <span class="hash">${delivery.version.hash}</span></p>
      ${form(shown)}`,
  })
}

function demandsHtml({ demands, text: { language } }: AnswerLetter): Markup {
  if (demands.length === 0) return html`<p>${wordsFor(language).answer.letter.noDemands}</p>`
  return html`<ol>
    ${demands.map(({ title, wording }) => html`<li>${title !== undefined && html`<b>${title}</b><br />`}<q>${wording}</q></li>`)}
  </ol>`
}

function onRecord({ replies, linkOf, text: { language } }: AnswerLetter): Markup {
  const words = wordsFor(language).answer.letter
  if (replies.length === 0) return html`<p class="quiet">${words.nothing}</p>`
  return html`<h2>${words.yours}</h2>
    <ul class="plain">
      ${replies.map(
        ({ id, on, countersigned }) =>
          html`<li>
            <a href="${routes.answer(linkOf(id))}">${words.published(dateInWords(on, language))}</a
            >${countersigned && ` · ${words.signed}`}
          </li>`,
      )}
    </ul>`
}

function judged({ assessments, toComment, linkOf, text: { language } }: AnswerLetter): Insertable {
  if (assessments.length + toComment.length === 0) return undefined
  const words = wordsFor(language).answer.letter
  return html`<h2>${words.judged}</h2>
    <ul class="plain">
      ${toComment.map(
        ({ id, asked }) =>
          html`<li>
            <a class="act" href="${routes.answer(linkOf(id))}">${words.comment}</a>
            ${asked && words.toComment(dateInWords(asked.until, language))}
          </li>`,
      )}
      ${assessments.map(
        ({ id, on, countersigned }) =>
          html`<li>
            <a href="${routes.answer(linkOf(id))}">${words.published(dateInWords(on, language))}</a
            >${countersigned && ` · ${words.signed}`}
          </li>`,
      )}
    </ul>`
}

function form({ token, fields, errors, text: { language } }: AnswerLetter): Markup {
  const all = wordsFor(language).answer
  const words = all.form
  return html`<h2>${all.letter.answer}</h2>
    <p class="prose">${all.letter.counts}</p>
    <form class="form" method="post" action="${routes.answer(token)}" enctype="multipart/form-data" novalidate>
      ${lineField({ id: 'author', label: words.author, hint: words.authorHint, value: fields.author, errors })}
      ${areaField({ id: 'text', label: words.text, hint: words.textHint, value: fields.text, rows: 12, errors })}
      ${fileField({ id: 'files', label: words.files, hint: words.filesHint, many: true, errors })}
      <button>${words.button}</button>
    </form>`
}
