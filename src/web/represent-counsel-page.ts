import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import type { CounselFacts } from './represent-facts.ts'
import { errorOf, lineField } from './represent-parts.ts'
import { offeredTexts } from './represent-texts.ts'
import { routes } from './routes.ts'
import { errorSummary, type FieldError } from './sign-form.ts'

/** What board or counsel typed. */
export type CounselTyped = { readonly name: string; readonly words: string }

/** What the page shows after something was posted. */
export type CounselShown = {
  readonly typed?: CounselTyped
  readonly errors?: readonly FieldError[]
  /** The answer that was just passed on. */
  readonly said?: 'yes' | 'no' | 'question' | undefined
}

/** The texts, who asks, and three buttons that look alike: none is what we would have them say. Whoever has the link may read and answer; nothing else is shown or done. */
export function counselPage(facts: CounselFacts, shown: CounselShown = {}): PersonalPage {
  const { letter, name, asks, campaign, until, isOpen } = facts
  const { errors = [], said } = shown
  const words = wordsFor(letter.language).represent.counsel
  const heading = words.heading(name)
  return {
    title: errors.length > 0 ? wordsFor(letter.language).signing.errors.inTitle(heading) : heading,
    language: letter.language,
    main: html`<p class="eyebrow">${letter.title}</p>
      ${errorSummary(errors, letter.language)}
      <h1>${heading}</h1>
      ${said && html`<p class="note" role="status">${words.passedOn[said]}</p>`}
      <p class="lead">${words.lead(asks.name, asks.role)}</p>
      ${until !== undefined && isOpen && html`<p>${words.until(momentInWords(until, campaign.timeZone, letter.language))}</p>`}
      ${isOpen ? html`<p class="jump"><a href="#answer">${words.toAnswer}</a></p>` : html`<p class="note">${words.closed}</p>`}
      ${offeredTexts(facts)} ${isOpen && answerForm(facts, shown)}
      <p class="small">
        <a href="${routes.counselPrivacy(facts.link)}">${wordsFor(letter.language).signing.form.privacy}</a>
      </p>`,
  }
}

function answerForm({ link, letter }: CounselFacts, { typed, errors = [] }: CounselShown): Markup {
  const words = wordsFor(letter.language).represent.counsel
  const wrong = errors.some(({ field }) => field === 'words')
  const described = html`${wrong && html` aria-invalid="true"`} aria-describedby="words-hint${wrong && ' words-error'}"`
  return html`<h2 id="answer">${words.answer}</h2>
    <form class="form" method="post" action="${routes.counsel(link)}" novalidate>
      ${noDefault()}
      ${lineField({ id: 'name', label: words.name, value: typed?.name ?? '', errors, autocomplete: 'name' })}
      <div class="field${wrong && ' wrong'}">
        <label for="words">${words.words}</label>
        <p class="hint" id="words-hint">${words.wordsHint}</p>
        ${errorOf(errors, 'words')}
        <textarea id="words" name="words" rows="4" dir="auto" ${described}>${typed?.words ?? ''}</textarea>
      </div>
      <p class="buttons">
        ${answers.map((one) => html`<button class="second" name="answer" value="${one}">${words[one]}</button>`)}
      </p>
      <p class="small quiet">${words.after}</p>
    </form>`
}

const answers = ['yes', 'question', 'no'] as const

/** Enter in a field presses the first button of a form: here that must not be anybody's answer. */
const noDefault = (): Insertable => html`<button hidden disabled></button>`
