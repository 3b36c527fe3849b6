import { dateInWords, wordsFor } from '#kernel'
import type { AssessmentWork, RecordAssessment, RecordReply } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { answerFramed, type AnswerSaid } from './answer-parts.ts'
import type { PersonalPage } from './personal-page.ts'
import { factList } from './represent-parts.ts'
import { attachmentList, verbatim } from './respond-parts.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, lineField } from './write-fields.ts'

/** What the pages behind a link to one thing share. */
type Shown = {
  readonly token: string
  /** The campaign's. */
  readonly language: string
  readonly errors: readonly FieldError[]
  readonly said: AnswerSaid | undefined
}

/** A judgment that nobody else has read, with a form to comment on it. */
export function commentPage(shown: Shown & { readonly work: AssessmentWork; readonly typed: string }): PersonalPage {
  const { token, language, work, typed, errors, said } = shown
  const words = wordsFor(language).answer.comment
  return answerFramed(language, {
    title: words.title,
    errors,
    said,
    main: html`${work.asked && html`<p class="prose">${words.lead(dateInWords(work.asked.until, language))}</p>`}
      ${judgment(work, language)}
      ${
        work.comment &&
        html`<h2>${words.yours}</h2>
          ${verbatim(work.comment.text)}`
      }
      <form class="form" method="post" action="${routes.commentByLink(token)}" novalidate>
        ${areaField({ id: 'comment', label: words.label, hint: words.hint, value: typed, rows: 10, errors })}
        <button>${words.button}</button>
      </form>`,
  })
}

/** What is said, why, by which rules, and on what it rests. */
function judgment(
  { value, reason, rubric, evidence }: Pick<AssessmentWork, 'value' | 'reason' | 'rubric' | 'evidence'>,
  language: string,
): Markup {
  const { comment: words, values } = wordsFor(language).answer
  return html`${factList([
      [words.value, html`<b>${values[value]}</b>`],
      [words.rubric, words.rubricOf(rubric.name, rubric.version)],
    ])}
    <h2>${words.reason}</h2>
    ${verbatim(reason)}
    <h2>${words.evidence}</h2>
    ${
      evidence.length === 0
        ? html`<p>${words.noEvidence}</p>`
        : html`<ul>
            ${evidence.map(({ side, note }) => html`<li><b>${words.sides[side]}</b>: ${note}</li>`)}
          </ul>`
    }`
}

/** A reply or a judgment as everybody reads it, to be signed once. */
export function publishedPage(
  shown: Shown & {
    readonly about:
      | { readonly kind: 'reply'; readonly reply: RecordReply }
      | { readonly kind: 'assessment'; readonly assessment: RecordAssessment }
    readonly typed: { readonly name: string; readonly note: string }
  },
): PersonalPage {
  const { language, about, errors, said } = shown
  const words = wordsFor(language).answer.published
  return answerFramed(language, {
    title: words[about.kind],
    errors,
    said,
    main: html`${about.kind === 'reply' ? replyHtml(about.reply, language) : judgedHtml(about.assessment, language)}
    ${signing(shown)}`,
  })
}

function replyHtml(reply: RecordReply, language: string): Markup {
  const { respond } = wordsFor(language)
  return html`${factList([
    [respond.one.facts.came, dateInWords(reply.on, language)],
    [respond.one.facts.how, respond.channels[reply.channel]],
    [respond.one.facts.author, reply.author && html`<bdi>${reply.author}</bdi>`],
    [respond.one.facts.kind, respond.kinds[reply.kind]],
  ])}
  ${verbatim(reply.text)} ${attachmentList(reply.attachments, language)}`
}

function judgedHtml(assessment: RecordAssessment, language: string): Markup {
  const words = wordsFor(language).answer.published
  const { comment } = assessment
  return html`${judgment(assessment, language)}
    <h2>${words.comment}</h2>
    ${comment ? verbatim(comment.text) : html`<p>${words.noComment}</p>`}`
}

function signing({ token, language, about, typed, errors }: Parameters<typeof publishedPage>[0]): Insertable {
  const words = wordsFor(language).answer.published
  const { countersigned } = about.kind === 'reply' ? about.reply : about.assessment
  if (countersigned)
    return html`<p class="note">${words.signedBy(countersigned.name, dateInWords(countersigned.on, language))}</p>
      ${countersigned.note !== undefined && verbatim(countersigned.note)}`
  return html`<h2>${words.sign}</h2>
    <p class="prose">${about.kind === 'reply' ? words.signReply : words.signAssessment}</p>
    <form class="form" method="post" action="${routes.countersign(token)}" novalidate>
      ${lineField({ id: 'name', label: words.name, hint: words.nameHint, value: typed.name, errors })}
      ${areaField({ id: 'note', label: words.note, hint: words.noteHint, value: typed.note, rows: 3, errors })}
      <button>${words.button}</button>
    </form>`
}
