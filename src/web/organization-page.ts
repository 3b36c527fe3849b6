import { wordsFor } from '#kernel'
import type { OrganizationSheet } from '#publication'
import { html } from '#typeset'
import type { Page } from './layout.ts'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** One organization: what it signed, and how lists spell it. */
export function organizationPage({ campaign, slug, name, signed }: OrganizationSheet): Page {
  const words = wordsFor(campaign.language).pages.organization
  const entries = signed.map(({ letter, editions, printedAs, letterheadAs, withdrawnAt }) => {
    const spelled = [
      ...(printedAs === name ? [] : [words.printed(printedAs)]),
      ...(letterheadAs === undefined ? [] : [words.letterhead(letterheadAs)]),
      ...(withdrawnAt === undefined
        ? []
        : [
            wordsFor(campaign.language).readers.withdrew(dayInWords(withdrawnAt, campaign.timeZone, campaign.language)),
          ]),
    ].join(', ')
    const links = editions.map(
      (edition) =>
        html`<li>
          <a href="${routes.edition(campaign.slug, letter.letter.slug, edition.slug)}"
            >${wordsFor(campaign.language).pages.letter.to(edition.recipientName)}</a
          >
        </li>`,
    )
    return html`<li>
      <a class="entry" href="${routes.letter(campaign.slug, letter.letter.slug)}">${letter.letter.title}</a>
      <ul class="row">
        ${links}
      </ul>
      ${spelled && html`<p class="meta">${spelled}</p>`}
    </li>`
  })
  return {
    title: name,
    description: words.description(name),
    language: campaign.language,
    path: routes.organization(campaign.slug, slug),
    trail: [{ name: campaign.title, path: routes.campaign(campaign.slug) }],
    listed: true,
    main: html`<h1><bdi>${name}</bdi></h1>
      <h2>${words.signed}</h2>
      <ul class="plain">
        ${entries}
      </ul>`,
  }
}
