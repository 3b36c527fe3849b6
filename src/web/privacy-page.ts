import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { countOf } from './phrases.ts'
import { routes } from './routes.ts'
import type { SignSettings } from './sign-facts.ts'

/** What a campaign does with the data of those who sign, from its settings (GDPR Art. 13). */
export function privacyPage(campaign: Campaign, settings: SignSettings, backupDays: number): Page {
  const { language } = campaign
  const words = wordsFor(language).signing.privacy
  const days = (n: number) => words.days(n, countOf(n, language))
  const asksMore = settings.asksPlace || settings.asksOccupation || settings.asksComment
  const sections: readonly (readonly [string, Insertable])[] = [
    [words.who, paragraphs(words.controller(settings.controller), words.contact(settings.contact))],
    [words.what, list(...words.kept, ...(asksMore ? [words.place] : []))],
    [words.why, paragraphs(words.basis)],
    [words.long, paragraphs(words.until(days(settings.daysKept)), words.pending, words.backups(days(backupDays)))],
    [
      words.receive,
      paragraphs(
        words.nobody,
        words.names,
        settings.hearFrom === undefined ? words.noneHears : words.hear(settings.hearFrom),
      ),
    ],
    [words.log, paragraphs(words.logWhat, words.logErase)],
    [words.rights, paragraphs(words.rightsWhat, words.rightsMore, words.machines)],
  ]
  return {
    title: words.title(campaign.title),
    description: words.description,
    language,
    path: routes.privacy(campaign.slug),
    trail: [{ name: campaign.title, path: routes.campaign(campaign.slug) }],
    listed: true,
    main: html`<p class="eyebrow">${campaign.title}</p>
      <h1>${words.heading}</h1>
      <p class="lead">${words.lead}</p>
      <div class="prose">
        ${sections.map(
          ([heading, said]) =>
            html`<h2>${heading}</h2>
              ${said}`,
        )}
      </div>`,
  }
}

const paragraphs = (...said: readonly string[]): readonly Markup[] => said.map((one) => html`<p>${one}</p>`)

const list = (...said: readonly string[]): Markup =>
  html`<ul>
    ${said.map((one) => html`<li>${one}</li>`)}
  </ul>`
