import { wordsFor } from '#kernel'
import type { CampaignSheet } from '#publication'
import { html } from '#typeset'
import { letterEntry } from './home-page.ts'
import type { Page } from './layout.ts'
import { recordFeeds } from './record-places.ts'
import { routes } from './routes.ts'

/** One campaign: what it is about and its letters. */
export function campaignPage({ campaign, letters }: CampaignSheet): Page {
  const words = wordsFor(campaign.language).pages.campaign
  return {
    title: campaign.title,
    description: campaign.summary === '' ? campaign.title : campaign.summary,
    language: campaign.language,
    path: routes.campaign(campaign.slug),
    trail: [],
    listed: true,
    feeds: recordFeeds(campaign),
    main: html`<h1>${campaign.title}</h1>
      ${campaign.summary && html`<p class="lead">${campaign.summary}</p>`}${
        campaign.leadOrganization && html`<p class="quiet">${words.ledBy(campaign.leadOrganization)}</p>`
      }
      <h2>${words.letters}</h2>
      <ul class="plain">
        ${letters.map((one) => letterEntry(campaign.slug, one))}
      </ul>`,
  }
}
