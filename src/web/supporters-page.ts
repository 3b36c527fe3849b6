import { wordsFor } from '#kernel'
import type { Campaign, PublicLetter } from '#letters'
import type { Supporter } from '#signatures'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'

/** One page of the people who signed and wished to be named. */
export type SupportersFacts = {
  readonly campaign: Campaign
  readonly letter: PublicLetter['letter']
  readonly supporters: readonly Supporter[]
  /** How many signed, named or not: the log's number. */
  readonly people: number
  /** The index after which this page begins; `undefined` on the first. */
  readonly after: number | undefined
  /** There are more after these. */
  readonly more: boolean
  /** What was looked for; empty when nothing was. */
  readonly wanted: string
}

/** Rows on one page: about 10 KB compressed. */
export const supportersOnPage = 500

/** The people who signed, in the order of the log, some hundred at a time. */
export function supportersPage(facts: SupportersFacts): Page {
  const { campaign, letter, supporters, wanted } = facts
  const words = wordsFor(letter.language).signing.supporters
  const list = wordsFor(letter.language).pages.list
  const place = [campaign.slug, letter.slug] as const
  const path = routes.supporters(...place)
  const people = wordsFor(letter.language).signing.counts.people(facts.people, countOf(facts.people, letter.language))
  return {
    title: words.title(letter.title),
    description: words.description,
    language: letter.language,
    path,
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(...place) },
    ],
    // Search engines are no place to look up who holds which opinion.
    listed: false,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${words.heading} <span class="quiet">${countOf(facts.people, letter.language)}</span></h1>
      ${facts.people > 0 && html`<p>${words.counted(people)}</p>`}
      <form class="find" method="get" action="${path}" role="search">
        <label for="find">${words.find}</label
        ><input id="find" name="find" type="search" value="${wanted}" maxlength="120" autocomplete="off" /><button>
          ${list.button}
        </button>
      </form>
      ${said(facts, path)}
      <ul class="names people">
        ${supporters.map(supporterHtml)}
      </ul>
      ${turning(facts, path)}
      <ul class="row">
        <li><a href="${routes.signatories(...place)}">${wordsFor(letter.language).pages.letter.all}</a></li>
        <li><a href="${routes.recount(campaign.slug)}">${words.recount}</a></li>
      </ul>`,
  }
}

function said({ supporters, wanted, letter, after }: SupportersFacts, path: string): Insertable {
  const words = wordsFor(letter.language).signing.supporters
  if (wanted !== '')
    return html`<p role="status">
      ${supporters.length === 0 ? words.nothing(wanted) : words.found(wanted)} <a href="${path}">${words.all}</a>
    </p>`
  return supporters.length === 0 && after === undefined && html`<p>${words.empty}</p>`
}

function supporterHtml({ name, place, occupation, comment }: Supporter): Markup {
  const second = [place, occupation].filter((part) => part !== undefined).join(', ')
  return html`<li>
    <bdi>${name}</bdi>${second !== '' && html` <i>${second}</i>`}${comment !== undefined && html`<q>${comment}</q>`}
   `
}

function turning({ supporters, more, after, letter, wanted }: SupportersFacts, path: string): Insertable {
  const words = wordsFor(letter.language).signing.supporters
  const last = supporters.at(-1)
  if (wanted !== '' || (after === undefined && !more)) return undefined
  return html`<ul class="row">
    ${more && last && html`<li><a rel="next" href="${path}?after=${last.index}">${words.next}</a></li>`}
    ${after !== undefined && html`<li><a href="${path}">${words.first}</a></li>`}
  </ul>`
}
