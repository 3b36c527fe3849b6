import { wordsFor, type OrganizerId } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { momentInWords } from './phrases.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { comparedSources } from './write-difference.ts'
import { areaField, hiddenField, readOnlyArea } from './write-fields.ts'
import { letterFramed, type LetterPlace, type WriteSaid } from './write-frame.ts'
import { directiveHelp } from './write-letter-page.ts'
import { structureHtml, type ShownStructure } from './write-structure.ts'

/** Who is writing, with their name. */
export type ShownLock = { readonly by: OrganizerId; readonly name: string; readonly since: Date }

/** What the page shows on which a letter is written. */
export type EditFacts = LetterPlace &
  ShownStructure & {
    readonly mayWrite: boolean
    readonly source: string
    readonly revision: number
    readonly lock: ShownLock | undefined
    readonly openComments: number
    readonly errors?: readonly FieldError[]
    readonly said?: WriteSaid | undefined
    /** Whoever is here asked to take over, and is asked once more. */
    readonly takesOver?: boolean
  }

/** Where a letter is written: the source, and beside it what it says to whom. */
export function editPage(facts: EditFacts): PersonalPage {
  const { visitor, errors, said } = facts
  const words = wordsFor(visitor.language).write.edit
  const writes = mayWriteNow(facts)
  const page = letterFramed(facts, 'edit', {
    title: words.title,
    errors,
    said,
    main: html`${lockLine(facts)}
      <div class="beside">
        <div>${writes ? writing(facts) : reading(facts)}</div>
        <aside>
          ${structureHtml(facts, visitor.language)} ${comments(facts)}
          <details>
            <summary>${words.help}</summary>
            ${directiveHelp(facts.recipients, visitor.language)}
          </details>
        </aside>
      </div>`,
  })
  return writes ? { ...page, hasScript: true, footer: words.footer } : page
}

/** Whether whoever is here may write, and nobody else is writing. */
export const mayWriteNow = (facts: EditFacts): boolean => facts.mayWrite && !isLocked(facts)

const isLocked = ({ lock, visitor }: EditFacts): boolean => lock !== undefined && lock.by !== visitor.organizer

function writing(facts: EditFacts): Markup {
  const { visitor, campaign, letter, source, revision, errors } = facts
  const words = wordsFor(visitor.language).write.edit
  return html`<form
    class="write"
    method="post"
    action="${routes.edit(campaign.slug, letter.slug)}"
    novalidate
    data-autosave="${routes.autosave(campaign.slug, letter.slug)}"
    data-saving="${words.saving}"
    data-saved="${words.autosaved}"
    data-failed="${words.notSaved}"
    data-stale="${words.staleHint}"
  >
    ${hiddenField('revision', revision)}
    ${areaField({ id: 'source', label: words.source, value: source, rows: 28, language: letter.language, ...(errors && { errors }) })}
    <p class="row">
      <button>${words.button}</button>
      <span class="quiet small" role="status" data-autosave-status></span>
      <a href="${routes.editions(campaign.slug, letter.slug)}">${words.next}</a>
    </p>
  </form>`
}

function reading({ visitor, letter, source, mayWrite }: EditFacts): Markup {
  const words = wordsFor(visitor.language).write.edit
  const field = { id: 'source', label: words.source, value: source, rows: 28, language: letter.language }
  return readOnlyArea(mayWrite ? field : { ...field, hint: words.readOnly })
}

/** Who is writing; the button that says that one is oneself, and the one that takes over, with a second yes. */
function lockLine(facts: EditFacts): Insertable {
  const { visitor, campaign, letter, lock, mayWrite, takesOver } = facts
  const words = wordsFor(visitor.language).write.lock
  const action = routes.lock(campaign.slug, letter.slug)
  const button = (act: string, said: string, isSecond = true) =>
    html`<form method="post" action="${action}">
      <button name="do" value="${act}" ${isSecond && html` class="second"`}>${said}</button>
    </form>`
  if (!lock)
    return (
      mayWrite &&
      html`<div class="lock">
        <p>${words.free}</p>
        ${button('take', words.take)}
      </div>`
    )
  const since = momentInWords(lock.since, campaign.timeZone, visitor.language)
  if (!isLocked(facts))
    return html`<div class="lock">
      <p>${words.yours(since)}</p>
      ${button('release', words.release)}
    </div>`
  const who = html`<p><strong>${words.theirs}</strong> <bdi>${lock.name}</bdi> ${words.since(since)}</p>`
  if (!mayWrite) return html`<div class="lock">${who}</div>`
  if (!takesOver) return html`<div class="lock">${who}${button('ask', words.takeOver)}</div>`
  return html`<div class="lock note" role="alert">
    ${who}
    <p>${words.sure}</p>
    ${button('take-over', words.yes, false)}
    <p><a href="${routes.edit(campaign.slug, letter.slug)}">${words.no}</a></p>
  </div>`
}

function comments({ visitor, campaign, letter, openComments }: EditFacts): Markup {
  const words = wordsFor(visitor.language).write.edit
  return html`<p><a href="${routes.comments(campaign.slug, letter.slug)}">${words.comments(openComments)}</a></p>`
}

/** What somebody wrote that was not saved over what another saved meanwhile: both, and how they differ. */
export type StaleFacts = LetterPlace & {
  readonly mine: string
  readonly theirs: string
  /** The revision that theirs is. */
  readonly revision: number
  readonly by: string | undefined
  readonly lock: ShownLock | undefined
}

/** Two texts where one was meant: nothing is lost, and nobody's is taken without a look at the other. */
export function stalePage(facts: StaleFacts): PersonalPage {
  const { visitor, campaign, letter, mine, theirs, revision, by, lock } = facts
  const words = wordsFor(visitor.language).write.stale
  const { language } = letter
  return letterFramed(facts, 'edit', {
    title: words.title,
    main: html`<div class="note" role="alert">
        <p><strong>${words.heading}</strong></p>
        <p>${lock ? words.leadLocked(lock.name) : by === undefined ? words.lead : words.leadBy(by)}</p>
      </div>
      <h2>${words.difference}</h2>
      ${comparedSources(theirs, mine, { language, reader: visitor.language })}
      <form class="write" method="post" action="${routes.edit(campaign.slug, letter.slug)}" novalidate>
        ${hiddenField('revision', revision)}
        ${areaField({ id: 'source', label: words.mine, value: mine, hint: words.mineHint, rows: 20, language })}
        <button>${words.button}</button>
      </form>
      ${readOnlyArea({ id: 'theirs', label: words.theirs, value: theirs, rows: 12, language })}
      <p><a href="${routes.edit(campaign.slug, letter.slug)}">${words.drop}</a></p>`,
  })
}
