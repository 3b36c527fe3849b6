import { dateInWords, directionOf, wordsFor } from '#kernel'
import type { EditionSheet } from '#publication'
import { html, letterHtml, signaturesHtml, type Markup } from '#typeset'
import { endorsementsHtml, notesHtml } from './beside.ts'
import { archivedLinks } from './archived-links.ts'
import { downloadsHtml } from './downloads.ts'
import type { Page, Site } from './layout.ts'
import { countOf, dayInWords, earlierInWords, whoSigned } from './phrases.ts'
import { routes } from './routes.ts'

// As many names as stand beside a letter of two pages; the rest is listed after the letter anyway.
const letterheadAtMost = 120

/** One edition: the letter first, then who signed it, then what a reader can take away. */
export function editionPage(sheet: EditionSheet, site: Site): Page {
  const { campaign, letter, edition } = sheet
  const language = edition.text.language
  const words = wordsFor(language).pages.edition
  const many = countOf(sheet.signatories, language)
  const place = [campaign.slug, letter.slug, edition.slug] as const
  const earlier = earlierInWords(sheet, language)
  return {
    title: words.title(letter.title, edition.recipientName),
    description: words.description(edition.recipientName, many),
    language,
    path: routes.edition(...place),
    card: routes.card(...place),
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(campaign.slug, letter.slug) },
    ],
    listed: true,
    main: html`<div class="sheet">
        <div class="screen">
          <p class="eyebrow">${letter.title}</p>
          <h1>${wordsFor(language).pages.letter.to(edition.recipientName)}</h1>
          <p class="hands">
            <a href="#signatories">${sheet.people ? whoSigned(sheet, language) : words.hands(many)}</a>
          </p>
        </div>
        <article class="letter" dir="${directionOf(language)}">
          ${letterHtml(edition.text, archivedLinks(sheet, site))}
        </article>
        <section>
          <h2 id="signatories">${words.signatories} <span class="quiet">${many}</span></h2>
          ${sheet.sheet.groups.length === 0 ? html`<p>${earlier === undefined ? words.none : wordsFor(language).readers.noneOfThisText}</p>` : signaturesHtml(sheet.sheet.groups)}${
            earlier &&
            html`
              <p class="meta screen">
                <a href="${routes.signatories(campaign.slug, letter.slug)}#earlier">${earlier}</a>
              </p>
            `
          }
          <ul class="row small screen">
            <li>
              <a href="${routes.signatories(campaign.slug, letter.slug)}">${wordsFor(language).pages.list.find}</a>
            </li>
            ${sheet.people !== undefined && html`<li><a href="${routes.supporters(campaign.slug, letter.slug)}">${wordsFor(language).signing.supporters.people}</a></li>`}
          </ul>
        </section>
        ${notesHtml(sheet, { language, showsNewest: false })} ${endorsementsHtml(sheet, language)} ${demands(sheet)}
        ${takeaway(sheet)} ${letterhead(sheet)} ${fixed(sheet)}
      </div>
      ${signBar(sheet)}`,
  }
}

const citesLost = ({ edition }: EditionSheet): boolean =>
  edition.text.blocks.some(({ inlines }) => inlines.some((one) => one.kind === 'link' && one.href === undefined))

/** The names down the margin as on paper. The same names stand after the letter, so screen readers are spared. */
function letterhead({ sheet }: EditionSheet): Markup | undefined {
  if (sheet.letterhead.length === 0) return undefined
  const rest = sheet.letterhead.length - letterheadAtMost
  const more = rest > 0 && wordsFor(sheet.text.language).sheet.moreAfterLetter(countOf(rest, sheet.text.language))
  return html`<div class="letterhead" aria-hidden="true">
    <ul>
      ${sheet.letterhead.slice(0, letterheadAtMost).map((name) => html`<li><bdi>${name}</bdi>`)}${more && html`<li>${more}`}
    </ul>
  </div>`
}

/** How many signed, and the way to the form: at the foot of the screen while the letter is read. */
function signBar(sheet: EditionSheet): Markup | undefined {
  const { campaign, letter, edition, people } = sheet
  if (people === undefined || letter.state === 'closed') return undefined
  const { language } = edition.text
  const words = wordsFor(language).signing
  return html`<p class="signbar">
    <span>${whoSigned(sheet, language)}</span
    ><a href="${routes.sign(campaign.slug, letter.slug, edition.slug)}#sign">${words.act.one(edition.recipientName)}</a>
  </p>`
}

/** On paper nothing can be followed, so one line says which text this is; on the screen the facts say it. */
function fixed({ campaign, edition }: EditionSheet): Markup {
  const { language } = edition.text
  const { frozenAt, number, hash } = edition.version
  const line = wordsFor(language).sheet.textFixed(dayInWords(frozenAt, campaign.timeZone, language), number, hash)
  return html`<p class="paper meta">${line}</p>`
}

function demands({ edition }: EditionSheet): Markup | undefined {
  if (edition.demands.length === 0) return undefined
  const words = wordsFor(edition.text.language).pages.edition
  return html`<section class="screen">
    <h2>${words.demands}</h2>
    <ol class="demands">
      ${edition.demands.map((demand) => html`<li>${demand.wording}</li>`)}
    </ol>
  </section>`
}

function takeaway(sheet: EditionSheet): Markup {
  const { campaign, letter, edition, editions } = sheet
  const language = edition.text.language
  const { files, pages } = wordsFor(language)
  const words = pages.edition
  const place = [campaign.slug, letter.slug] as const
  const { number, hash, frozenAt } = edition.version
  const others = editions.filter((one) => one.id !== edition.id)
  const otherLinks = others.map(
    (one) =>
      html`<li>
        <a href="${routes.edition(...place, one.slug)}">${wordsFor(language).pages.letter.to(one.recipientName)}</a>
      </li>`,
  )
  return html`<section class="screen">
      ${downloadsHtml(
        [
          [routes.pdf(...place, edition.slug), files.pdf],
          [routes.archive(...place, edition.slug), files.archive],
          [routes.docx(...place, edition.slug), files.docx],
          [routes.printPage(...place, edition.slug), files.page],
          [routes.plainText(...place, edition.slug), files.text],
          [routes.textFile(hash), files.fixed],
          [routes.signatoriesCsv(...place), files.csv],
          [routes.signatoriesJson(...place), files.json],
        ],
        language,
      )}
      <dl class="facts">
        <dt>${words.written}</dt>
        <dd>${edition.text.date === undefined ? words.noDate : dateInWords(edition.text.date, language)}</dd>
        <dt>${words.fixed}</dt>
        <dd>${dayInWords(frozenAt, campaign.timeZone, language)}</dd>
        <dt>${words.version}</dt>
        <dd>${number}</dd>
        <dt>${words.hash}</dt>
        <dd><a class="hash" href="${routes.text(hash)}">${hash}</a></dd>
      </dl>
      ${citesLost(sheet) && html`<p class="meta">${words.lost}</p>`}
    </section>
    ${
      others.length > 0 &&
      html`<section class="screen">
        <h2>${words.others}</h2>
        <ul class="row">
          ${otherLinks}
          <li><a href="${routes.compare(...place)}">${wordsFor(language).pages.letter.compare}</a></li>
        </ul>
      </section>`
    }`
}
