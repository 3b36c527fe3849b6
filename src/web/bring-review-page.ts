import type { ProposalId, ReadFiles, Review, ReviewName, sourceFinder } from '#intake'
import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { bringFramed, type BringSaid } from './bring-frame.ts'
import { letterSection } from './bring-letter.ts'
import { changeSection, doubtfulSection, listSection } from './bring-names.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { countOf, inList } from './phrases.ts'
import type { FieldError } from './sign-form.ts'
import { hiddenField, tickField, tickGroup } from './write-fields.ts'

/** What the page shows on which somebody looks through what was read. */
export type ReadingShown = InCampaign & {
  readonly language: string
  readonly proposal: ProposalId
  readonly path: string
  readonly read: ReadFiles
  readonly review: Review
  readonly find: ReturnType<typeof sourceFinder>
  /** Whether a name can be joined with the one before, and with the next. */
  readonly neighbors: (name: string) => { readonly before?: ReviewName; readonly next?: ReviewName }
  /** The name that is being changed, with the fields of its form. */
  readonly changed: ReviewName | undefined
  readonly fields: Insertable
  /** Where the page of the list begins. */
  readonly after: string | undefined
  readonly hasActs: boolean
  /** Drafts whose list the names may join, the wished one first. */
  readonly drafts: readonly { readonly slug: string; readonly title: string }[]
  readonly into: string | undefined
  readonly errors: readonly FieldError[]
  readonly said: BringSaid | undefined
}

/** What was read of somebody's files beside what was made of it: the doubtful names first, and at the end the button. */
export function reviewPage(shown: ReadingShown): PersonalPage {
  const { language, review, read, errors, said, changed } = shown
  const words = wordsFor(language).bring
  const names = review.letters.flatMap((letter) => letter.names).filter(({ isDropped }) => !isDropped)
  const editions = review.letters.reduce((sum, letter) => sum + letter.editions.length, 0)
  const sum = words.review.sum(review.letters.length, editions, countOf(names.length, language))
  return bringFramed(shown, {
    title: words.review.title,
    errors,
    said,
    main: html`<p class="sum">
        <bdi
          >${inList(
            read.files.map(({ name }) => name),
            language,
          )}</bdi
        >: ${sum}
      </p>
      ${
        read.warnings.length > 0 &&
        html`<ul>
          ${read.warnings.map((one) => html`<li>${one}</li>`)}
        </ul>`
      }
      ${changed && changeSection(shown, changed)} ${doubtfulSection(shown)}
      ${review.letters.map((letter) => letterSection(shown, letter))} ${listSection(shown)}
      ${acceptSection(shown, names.length)}
      <form class="row" method="post" action="${shown.path}">
        ${shown.hasActs && html`<button class="second" name="do" value="undo">${words.review.undo}</button>`}
        <button class="alarm" name="do" value="drop-all">${words.review.drop}</button>
      </form>`,
  })
}

function acceptSection(shown: ReadingShown, names: number): Markup {
  const { language, review, drafts, into, errors, path } = shown
  const words = wordsFor(language).bring.accept
  const open = review.open.length
  const choose = (value: string, label: string) =>
    tickField({ id: `into-${value}`, name: 'into', value, label, on: value === (into ?? ''), type: 'radio' })
  const letters = review.letters.length
  return html`<section id="accept">
    <h2>${words.title}</h2>
    ${
      open > 0
        ? html`<p>${words.stillOpen(open, countOf(open, language))} <a href="#doubtful">${words.toFirst}</a></p>`
        : html`<p class="prose">${words.lead(countOf(names, language))}</p>
            <form class="form" method="post" action="${path}" novalidate>
              ${
                drafts.length === 0
                  ? hiddenField('into', '')
                  : tickGroup({
                      id: 'into',
                      legend: words.legend,
                      errors,
                      ticks: [
                        choose('', words.asLetter(letters)),
                        ...drafts.map(({ slug, title }) => choose(slug, words.into(title))),
                      ],
                    })
              }
              <button name="do" value="accept">${words.button}</button>
            </form>`
    }
  </section>`
}
