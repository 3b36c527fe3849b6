import { wordsFor } from '#kernel'
import type { WaitingReply } from '#responses'
import { html, type Insertable, type Markup } from '#typeset'
import { fileSize } from './file-size.ts'
import { sendOn } from './organize-visit.ts'

/** What came of the last act on a page of replies, by the name of its sentence. */
export type RespondSaid = keyof ReturnType<typeof wordsFor>['respond']['said']

/** What a query says was done, if it is a sentence of ours. */
export function readRespondSaid(text: string | undefined): RespondSaid | undefined {
  const { said } = wordsFor('en').respond
  return text !== undefined && Object.hasOwn(said, text) ? (text as RespondSaid) : undefined
}

/** Sends on to a page that says what came of it. */
export const respondSaying = (path: string, said: RespondSaid): Response => sendOn(`${path}?said=${said}`)

/** How far a reply has got, in a word with its shape before it. */
export function replyState({ state }: Pick<WaitingReply, 'state'>, language: string): Markup {
  const kind = state === 'published' ? 'fine' : 'open'
  return html`<b class="state ${kind}">${wordsFor(language).respond.states[state]}</b>`
}

/** A text as somebody else wrote it: every line break and nothing but its characters. */
export const verbatim = (text: string): Markup => html`<blockquote class="verbatim" dir="auto">${text}</blockquote>`

/** The files that came with a reply, each with its hash; `at` says where each is opened, if anywhere. */
export function attachmentList(
  attachments: WaitingReply['attachments'],
  language: string,
  at?: (file: string) => string,
): Insertable {
  if (attachments.length === 0) return undefined
  const words = wordsFor(language).respond.one
  return html`<ul class="plain">
    ${attachments.map(
      ({ name, file, size }) =>
        html`<li>
          <p>
            <bdi>${name}</bdi>,
            ${fileSize(size, language)}${at && html` · <a href="${at(file)}" aria-label="${words.open}: ${name}">${words.open}</a>`}
          </p>
          <p class="meta"><span class="hash">${file}</span></p>
        </li>`,
    )}
  </ul>`
}
