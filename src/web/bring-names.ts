import { isOpen, splitsOf, type ReviewName, type SourceAround } from '#intake'
import { wordsFor, type Words } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import type { ReadingShown } from './bring-review-page.ts'
import { countOf } from './phrases.ts'
import { tight } from './tight.ts'
import { hiddenField } from './write-fields.ts'

/** Doubtful names shown at once: whoever decides sees the next ones at once. */
const mostOpen = 12
/** Names of a list shown at once. */
const mostNames = 100

/** The doubtful names, each beside its lines of the file, with a button for everything it may come to. */
export function doubtfulSection(shown: ReadingShown): Markup {
  const { review, language } = shown
  const words = wordsFor(language).bring.review
  const { open } = review
  if (open.length === 0)
    return html`<section id="doubtful">
      <h2>${words.noneDoubtful}</h2>
      <p class="prose">${words.noneDoubtfulLead}</p>
    </section>`
  const count = countOf(open.length, language)
  const rest = open.length - mostOpen
  return html`<section id="doubtful">
    <h2>${words.doubtful(open.length, count)}</h2>
    <p class="prose">${words.doubtfulLead}</p>
    ${open.slice(0, mostOpen).map((name, place) => doubtful(shown, name, place === 0))}
    ${rest > 0 && html`<p class="quiet">${words.more(countOf(rest, language))}</p>`}
    <form method="post" action="${shown.path}">
      ${hiddenField('count', open.length)}
      <button class="second" name="do" value="keep-all">${words.keepAll(open.length, count)}</button>
      <p class="hint">${words.keepAllHint}</p>
    </form>
  </section>`
}

function doubtful(shown: ReadingShown, name: ReviewName, isFirst: boolean): Markup {
  const { language, path } = shown
  const words = wordsFor(language).bring.review
  const source = shown.find.around(name, 2)
  const its = source?.lines.filter(({ isIts }) => isIts).length ?? 1
  const said = name.signatory.name
  const splits = splitsOf(name, source)
  const button = (act: string, label: string, key?: string): Markup =>
    html`<button
      ${act !== 'keep' && html`class="second"`}
      name="do"
      value="${act}"
      ${isFirst && key !== undefined && html`accesskey="${key}"`}
      aria-label="${words.about(label, said)}"
    >
      ${label}
    </button>`
  return html`<article class="pair" id="n-${name.id}">
    ${sourceHtml(shown, source)}
    <div>
      <p class="as"><bdi>${said}</bdi></p>
      ${more(name, language)}
      <p class="why">${its > 1 ? words.whyLines(its) : words.whyLine}</p>
      <form class="row" method="post" action="${path}">
        ${hiddenField('name', name.id)} ${button('keep', words.keep, 'a')}
        ${splits.map(([one, other]) => button(`split-${one.length}`, words.split(one, other)))}
        ${shown.neighbors(name.id).before && button('join-before', words.joinBefore)}
        ${shown.neighbors(name.id).next && button('join-next', words.joinNext, 'j')}
        ${button('drop', words.notSignatory, 'd')}
      </form>
      <p><a href="${path}?name=${name.id}" aria-label="${words.about(words.change, said)}">${words.change}</a></p>
    </div>
  </article>`
}

/** The lines of the file beside what was made of them; its own lines are marked by weight and by a rule. */
function sourceHtml({ language, read }: ReadingShown, source: SourceAround | undefined): Markup {
  const words = wordsFor(language).bring.review
  if (!source) return html`<div class="lines quiet"><p>${words.noSource}</p></div>`
  const page = source.lines.find(({ isIts }) => isIts)?.page ?? undefined
  const file = read.files[source.file]?.name ?? ''
  return html`<div class="lines">
    <p class="quiet"><bdi>${words.inFile(file, page === undefined ? undefined : page + 1)}</bdi></p>
    ${source.lines.map(({ text, isIts }) =>
      isIts
        ? html`<p>
            <mark><bdi>${text}</bdi></mark>
          </p>`
        : html`<p><bdi>${text}</bdi></p>`,
    )}
  </div>`
}

/** What stands with a name: title, affiliation and the rest. */
function more({ signatory }: ReviewName, language: string): Insertable {
  const { kinds } = wordsFor(language).bring.change
  const { title, affiliation, representative, country, group, note, kind } = signatory
  const known = [title, affiliation, representative, country, group, note].filter((one) => one !== null)
  return html`<p class="quiet">${kinds[kind]}${known.map((one) => html` · <bdi>${one}</bdi>`)}</p>`
}

/** The whole list in printed order, a page of it. */
export function listSection(shown: ReadingShown): Markup {
  const { language, after, path, review } = shown
  const words = wordsFor(language).bring.review
  const all = review.letters.flatMap(({ names }) => names)
  const standing = all.filter(({ isDropped }) => !isDropped).length
  if (all.length === 0) return html`<p>${words.noNames}</p>`
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
  const part = all.slice(from, from + mostNames)
  const last = part.at(-1)
  const hasMore = last !== undefined && from + mostNames < all.length
  const rows = html`${part.map((name) => row(shown, name))}`
  return html`<section id="list">
    <h2>${standing === 1 ? words.oneName : words.names(countOf(standing, language))}</h2>
    <div class="readas">
      <p class="pair heads"><span>${words.source}</span><span>${words.name}</span></p>
      ${tight(rows)}
    </div>
    <ul class="row">
      ${hasMore && html`<li><a href="${path}?after=${last.id}#list">${words.further}</a></li>`}
      ${from > 0 && html`<li><a href="${path}#list">${words.fromStart}</a></li>`}
    </ul>
  </section>`
}

function row(shown: ReadingShown, name: ReviewName): Markup {
  const { language, after } = shown
  const words = wordsFor(language).bring.review
  const { signatory, isDropped, isDecided, id } = name
  const source = shown.find.around(name, 0)
  const state = isDropped
    ? words.takenOut
    : isOpen(name)
      ? words.doubtfulMark
      : isDecided
        ? words.decidedMark
        : undefined
  const query = after === undefined ? '' : `&after=${after}`
  const facts = [
    signatory.kind === 'person' && personIn(shown),
    signatory.title,
    signatory.affiliation,
    signatory.representative,
    signatory.country,
    signatory.note,
  ]
  const known = facts.filter((one) => one !== null && one !== false)
  return html`<div class="pair">
    <p class="lines"><bdi>${source?.lines.map(({ text }) => text).join(' / ')}</bdi></p>
    <p>
      <a href="?name=${id}${query}"><bdi>${signatory.name}</bdi></a>
      ${known.length > 0 && html`<i>${known.join(', ')}</i>`}
      ${state !== undefined && html`<b class="${isOpen(name) ? 'open' : 'mark'}">${state}</b>`}
    </p>
  </div>`
}

const personIn = ({ language }: ReadingShown): string => wordsFor(language).bring.change.kinds.person

/** Everything about one name, to be changed; two names on two lines become two. */
export function changeSection(shown: ReadingShown, name: ReviewName): Markup {
  const { language, path, after } = shown
  const words = wordsFor(language).bring
  const back = after === undefined ? path : `${path}?after=${after}#list`
  return html`<section id="change">
    <h2>${words.change.title}</h2>
    <div class="pair">
      ${sourceHtml(shown, shown.find.around(name, 3))}
      <div>
        ${changeForm(shown, name, words.change)}
        <form class="row" method="post" action="${path}">
          ${hiddenField('name', name.id)} ${after !== undefined && hiddenField('after', after)}
          ${
            name.isDropped
              ? html`<button class="second" name="do" value="restore">${words.review.restore}</button>`
              : html`<button class="second" name="do" value="drop">${words.review.notSignatory}</button>
                  ${shown.neighbors(name.id).before && html`<button class="second" name="do" value="join-before">${words.review.joinBefore}</button>`}
                  ${shown.neighbors(name.id).next && html`<button class="second" name="do" value="join-next">${words.review.joinNext}</button>`}`
          }
        </form>
        <p><a href="${back}">${words.change.back}</a></p>
      </div>
    </div>
  </section>`
}

function changeForm(shown: ReadingShown, name: ReviewName, words: Words['bring']['change']): Insertable {
  if (name.isDropped) return html`<p class="as"><bdi>${name.signatory.name}</bdi></p>`
  const { after, path, fields } = shown
  return html`<form class="form" method="post" action="${path}" novalidate>
    ${hiddenField('name', name.id)} ${after !== undefined && hiddenField('after', after)} ${fields}
    <button name="do" value="set">${words.save}</button>
  </form>`
}
