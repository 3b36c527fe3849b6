import { wordsFor } from '#kernel'
import type { Beside, LetterOfCampaign } from '#publication'
import { html, type Markup } from '#typeset'
import { countOf, dayInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** Who supports a letter without having signed it, under a heading of their own that says so. */
export function endorsementsHtml({ endorsements }: Beside, language: string): Markup | undefined {
  if (endorsements.length === 0) return undefined
  const words = wordsFor(language).readers
  return html`<section class="screen">
    <h2>${words.endorsements}</h2>
    <p class="meta">${words.endorsementsLead}</p>
    ${[...Map.groupBy(endorsements, ({ group }) => group)].map(
      ([heading, all]) =>
        html`${heading && html`<h3>${heading}</h3>`}
          <ul class="plain">
            ${all.map((one) => endorsementHtml(one, words.source))}
          </ul>`,
    )}
  </section>`
}

type Endorsement = Beside['endorsements'][number]

function endorsementHtml({ name, title, words, source }: Endorsement, sourceWord: string): Markup {
  return html`<li>
    <bdi>${name}</bdi
    >${title && html` <span class="quiet">${title}</span>`}${words && html`<p><q>${words}</q></p>`}${source && html`<p class="meta">${sourceWord}: ${sourceHtml(source)}</p>`}
  </li>`
}

/** Where support was said: followed only where it is the address of a page. */
function sourceHtml(source: string): Markup {
  return /^https?:\/\/\S+$/i.test(source)
    ? html`<a href="${source}" rel="nofollow noopener">${source}</a>`
    : html`${source}`
}

/**
 * What the organizers tell readers of a letter: apart from it, and said to be no part of it. The newest note stands here
 * where there is room for it; all of them have a page.
 */
export function notesHtml(
  { notes, campaign, letter }: Beside & Pick<LetterOfCampaign, 'campaign' | 'letter'>,
  { language, showsNewest }: { readonly language: string; readonly showsNewest: boolean },
): Markup | undefined {
  const newest = notes.at(-1)
  if (!newest) return undefined
  const words = wordsFor(language).readers
  const paragraphs = showsNewest ? newest.body.split(/\n\s*\n/u).filter((one) => one.trim() !== '') : []
  return html`<aside class="screen">
    <h2>${words.notes}</h2>
    <p class="meta">${words.notesLead}</p>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
    <p>
      <a href="${routes.notes(campaign.slug, letter.slug)}"
        >${words.allNotes(notes.length, countOf(notes.length, language))}</a
      >
      <span class="quiet"
        >${words.newestNote(notes.length, dayInWords(newest.writtenAt, campaign.timeZone, language))}</span
      >
    </p>
  </aside>`
}
