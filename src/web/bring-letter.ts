import type { ReviewEdition, ReviewLetter } from '#intake'
import { wordsFor } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { addresseeText } from './bring-frame.ts'
import type { ReadingShown } from './bring-review-page.ts'
import { countOf, inList } from './phrases.ts'
import { routes } from './routes.ts'
import { hiddenField } from './write-fields.ts'

/** What was read of a letter around its list: every part, each edition, what its lists differ in. */
export function letterSection(shown: ReadingShown, letter: ReviewLetter): Markup {
  const { language } = shown
  const words = wordsFor(language).bring.review
  const recipients = letter.editions.flatMap(({ draft }) => draft.recipient ?? [])
  const hasText = letter.editions.some(({ draft }) => draft.paragraphs.length > 0)
  const heading = recipients.length > 0 ? words.letter(inList([...new Set(recipients)], language)) : words.letterUnknown
  const isOne = letter.editions.length === 1
  return html`<section>
    <h2>${hasText ? heading : words.list}</h2>
    ${letter.editions.map((edition) => editionHtml(shown, edition, isOne))} ${!isOne && listsHtml(letter, language)}
  </section>`
}

function editionHtml(shown: ReadingShown, edition: ReviewEdition, isOne: boolean): Markup {
  const { language } = shown
  const words = wordsFor(language).bring.review
  const { draft, number } = edition
  const path = routes.readingText(shown.campaign.slug, shown.proposal, number)
  return html`${!isOne && html`<h3>${words.edition(draft.recipient ?? String(number + 1))}</h3>`}
    ${warnings(draft.warnings, language)} ${parts(edition, language)}
    ${
      draft.paragraphs.length > 0 &&
      html`<details class="text">
        <summary>${words.readText}</summary>
        ${draft.paragraphs.map(({ text }) => html`<p dir="auto">${text}</p>`)}
      </details>`
    }
    <p><a href="${path}">${words.changeText}</a></p>
    ${unusedHtml(shown, edition)}`
}

/** Sentences about what is missing or does not add up; lines that were not used have a section of their own. */
function warnings(all: readonly string[], language: string): Insertable {
  const words = wordsFor(language).bring.review
  const said = all.filter((one) => !one.startsWith('Not used: '))
  if (said.length === 0) return undefined
  return html`<div class="look">
    <p>${words.look}</p>
    <ul>
      ${said.map((one) => html`<li>${one}</li>`)}
    </ul>
  </div>`
}

function parts({ draft }: ReviewEdition, language: string): Markup {
  const words = wordsFor(language).bring.review
  const lines = (all: readonly string[]): Insertable =>
    all.length === 0 ? undefined : all.map((one, at) => [at > 0 && html`<br />`, html`<bdi>${one}</bdi>`])
  const isLetter = draft.paragraphs.length > 0
  const all: readonly (readonly [string, Insertable])[] = [
    [words.parts.title, draft.title],
    [words.parts.date, draft.date],
    [words.parts.recipient, draft.recipient],
    [words.parts.addressees, lines(draft.addressees.map(addresseeText))],
    ...(draft.cc.length > 0 ? [[words.parts.cc, lines(draft.cc.map(addresseeText))] as const] : []),
    [words.parts.salutation, draft.salutation],
    [words.parts.paragraphs, isLetter && words.paragraphs(draft.paragraphs.length)],
    [words.parts.closing, draft.closing],
    [words.parts.language, draft.language],
  ]
  return html`<dl class="facts parts">
    ${all.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value ? html`<bdi>${value}</bdi>` : html`<span class="quiet">${words.none}</span>`}</dd>`,
    )}
  </dl>`
}

function unusedHtml({ path, language }: ReadingShown, { number, unused }: ReviewEdition): Insertable {
  if (unused.length === 0) return undefined
  const words = wordsFor(language).bring.review
  const left = unused.filter(({ as }) => as === undefined).length
  const button = (use: keyof typeof words.uses, text: string) =>
    html`<button class="second" name="do" value="line-${use}" aria-label="${words.about(words.uses[use], text)}">
      ${words.uses[use]}
    </button>`
  return html`<details class="unused" ${left > 0 && html`open`}>
    <summary>${words.unused(unused.length)}</summary>
    <p>${words.unusedLead}</p>
    <ul class="plain">
      ${unused.slice(0, mostUnused).map(
        ({ number: line, text, as }) =>
          html`<li>
            <p><bdi>${text}</bdi>${as && html` <b class="mark">${words.used[as]}</b>`}</p>
            <form class="row" method="post" action="${path}">
              ${hiddenField('edition', number)} ${hiddenField('line', line)}
              ${as ? button('open', text) : (['name', 'paragraph', 'dismissed'] as const).map((use) => button(use, text))}
            </form>
          </li>`,
      )}
    </ul>
    ${unused.length > mostUnused && html`<p class="quiet">${countOf(unused.length - mostUnused, language)} …</p>`}
  </details>`
}

const mostUnused = 40
const mostDiffering = 40

/** Whether the editions print the same names, and else who stands where. */
function listsHtml({ names, editions }: ReviewLetter, language: string): Markup {
  const words = wordsFor(language).bring.review
  const standing = names.filter(({ isDropped }) => !isDropped)
  const unlike = standing.filter((one) => one.editions.length < editions.length)
  const called = new Map(editions.map(({ number, draft }) => [number, draft.recipient ?? String(number + 1)]))
  return html`<h3>${words.lists}</h3>
    ${
      unlike.length === 0
        ? html`<p>${words.sameLists(countOf(standing.length, language))}</p>`
        : html`<p>${words.otherLists}</p>
            <ul class="names">
              ${unlike.slice(0, mostDiffering).map(
                (one) =>
                  html`<li>
                    <bdi>${one.signatory.name}</bdi>,
                    <i
                      >${words.onlyIn(
                        inList(
                          one.editions.flatMap((edition) => called.get(edition) ?? []),
                          language,
                        ),
                      )}</i
                    >
                  </li>`,
              )}
            </ul>
            ${unlike.length > mostDiffering && html`<p class="quiet">${countOf(unlike.length - mostDiffering, language)} …</p>`}`
    }`
}
