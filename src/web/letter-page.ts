import { dateInWords, plainText, wordsFor } from '#kernel'
import type { PublicEdition } from '#letters'
import type { ListSheet } from '#publication'
import { html, type Markup } from '#typeset'
import { endorsementsHtml, notesHtml } from './beside.ts'
import type { Page } from './layout.ts'
import { countOf, dayInWords, earlierOnList, inList, whoSigned } from './phrases.ts'
import { routes } from './routes.ts'

/** A letter as a whole: its editions, who signed, what it follows. */
export function letterPage(sheet: Omit<ListSheet, 'lines'>): Page {
  const { campaign, letter, editions, follows } = sheet
  const words = wordsFor(letter.language).pages.letter
  const recipients = editions.map((edition) => edition.recipientName)
  const signed = whoSigned(sheet, letter.language)
  const earlier = earlierOnList(sheet, letter.language)
  const place = [campaign.slug, letter.slug] as const
  return {
    title: letter.title,
    description: `${words.to(inList(recipients, letter.language))}. ${signed}.`,
    language: letter.language,
    path: routes.letter(...place),
    ...(editions[0] && { card: routes.card(...place, editions[0].slug) }),
    trail: [{ name: campaign.title, path: routes.campaign(campaign.slug) }],
    listed: true,
    main: html`<p class="eyebrow">${campaign.title}</p>
      <h1>${letter.title}</h1>
      <p class="lead">${words.to(inList(recipients, letter.language))}. ${signed}.</p>
      ${earlier && html`<p><a href="${routes.signatories(...place)}#earlier">${earlier}</a></p>`}
      ${letter.closedAt && html`<p>${words.closed(dayInWords(letter.closedAt, campaign.timeZone, letter.language))}</p>`}
      ${follows && html`<p>${words.follows} <a href="${routes.letter(campaign.slug, follows.letter.slug)}">${follows.letter.title}</a>.</p>`}
      <h2>${words.editions}</h2>
      ${editions.length > 1 && html`<p>${words.editionsLead(countOf(editions.length, letter.language))}</p>`}
      <ul class="plain">
        ${editions.map((edition) => editionEntry(place, edition, sheet.people !== undefined && letter.state !== 'closed'))}
      </ul>
      <ul class="row">
        ${editions.length > 1 && html`<li><a href="${routes.compare(...place)}">${words.compare}</a></li>`}
        <li><a href="${routes.signatories(...place)}">${words.all}</a></li>
        ${
          sheet.people !== undefined &&
          html`<li>
            <a href="${routes.supporters(...place)}">${wordsFor(letter.language).signing.supporters.people}</a>
          </li>`
        }
        ${
          sheet.hasLog &&
          html`<li>
              <a href="${routes.privacy(campaign.slug)}">${wordsFor(letter.language).signing.form.privacy}</a>
            </li>
            <li>
              <a href="${routes.recount(campaign.slug)}">${wordsFor(letter.language).signing.supporters.recount}</a>
            </li>`
        }
      </ul>
      ${notesHtml(sheet, { language: letter.language, showsNewest: true })} ${endorsementsHtml(sheet, letter.language)}`,
  }
}

function editionEntry(
  place: readonly [campaign: string, letter: string],
  edition: PublicEdition,
  canSign: boolean,
): Markup {
  const words = wordsFor(edition.text.language).pages.letter
  const first = edition.text.blocks.find((block) => block.kind === 'paragraph')
  const date = edition.text.date
  const people = edition.text.addressees.flatMap(({ name }) => (name === undefined ? [] : [name]))
  return html`<li lang="${edition.text.language}">
    <a class="entry" href="${routes.edition(...place, edition.slug)}">${words.to(edition.recipientName)}</a>
    <p class="meta">
      ${people.length > 0 && `${people.join(', ')} · `}${date === undefined ? words.undated : dateInWords(date, edition.text.language)}
    </p>
    ${first && html`<p class="excerpt">${shortened(plainText(first.inlines))}</p>`}
    ${canSign && html`<p><a class="act" href="${routes.sign(...place, edition.slug)}">${wordsFor(edition.text.language).signing.act.one(edition.recipientName)}</a></p>`}
  </li>`
}

/** The beginning of a text, cut between words. */
function shortened(text: string): string {
  if (text.length <= 240) return text
  return `${text.slice(0, 240).replace(/\s+\S*$/u, '')} …`
}
