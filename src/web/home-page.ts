import { dateInWords, wordsFor } from '#kernel'
import type { CampaignSheet, CountedLetter } from '#publication'
import { html, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { countOf, inList, whoSigned } from './phrases.ts'
import { routes } from './routes.ts'

/** The home page: what stands on this server. `hasOrganizers`: they work here, and find where to sign in. */
export function homePage(
  campaigns: readonly CampaignSheet[],
  { language, hasOrganizers }: { readonly language: string; readonly hasOrganizers: boolean },
): Page {
  const words = wordsFor(language).pages.home
  const entries = campaigns.map(
    ({ campaign, letters }) =>
      html`<li lang="${campaign.language}">
        <a class="entry" href="${routes.campaign(campaign.slug)}">${campaign.title}</a>
        <p>${campaign.summary}</p>
        <ul class="row small">
          ${letters.map((one) => letterEntry(campaign.slug, one))}
        </ul>
      </li>`,
  )
  return {
    title: `${words.title} · ${wordsFor(language).pages.siteName}`,
    description: words.description,
    language,
    path: routes.home(),
    trail: [],
    listed: true,
    ...(hasOrganizers && { footLink: { name: words.forOrganizers, path: routes.organize() } }),
    main: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${
        campaigns.length === 0
          ? html`<p>${words.empty}</p>`
          : html`<h2>${words.campaigns}</h2>
              <ul class="plain">
                ${entries}
              </ul>`
      }`,
  }
}

/** One letter in a line: its name, to whom, how many signed. */
export function letterEntry(campaign: string, one: CountedLetter): Markup {
  const { letter, editions } = one
  const words = wordsFor(letter.language).pages.letter
  const earlier = wordsFor(letter.language).readers.earlierShort
  const to = inList(
    editions.map((edition) => edition.recipientName),
    letter.language,
  )
  const dates = new Set(editions.flatMap(({ text }) => (text.date === undefined ? [] : [text.date])))
  const when = [...dates].map((date) => dateInWords(date, letter.language)).join(', ')
  return html`<li>
    <a href="${routes.letter(campaign, letter.slug)}">${letter.title}</a>
    <span class="quiet"
      >${words.to(to)}${when && ` · ${when}`} ·
      ${whoSigned(one, letter.language)}${one.earlier > 0 && ` · ${earlier(countOf(one.earlier, letter.language))}`}</span
    >
  </li>`
}
