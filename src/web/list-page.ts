import { fold, wordsFor } from '#kernel'
import { authorityInWords, remarkOn, withdrawnInWords, type ListSheet } from '#publication'
import { html, type Markup } from '#typeset'
import { endorsementsHtml } from './beside.ts'
import { downloadsHtml } from './downloads.ts'
import type { Page } from './layout.ts'
import { countOf, earlierOnList, inList } from './phrases.ts'
import { routes } from './routes.ts'

// A page of a thousand names stays under 14 KB compressed; who looks for a name types it.
const linesAtMost = 1000

/** Everybody on a letter's list; with `wanted`, those whose line holds every word of it. */
export function listPage(sheet: ListSheet, wanted: string): Page {
  const { campaign, letter } = sheet
  const words = wordsFor(letter.language).pages.list
  const place = [campaign.slug, letter.slug] as const
  const found = wanted === '' ? sheet.lines : findLines(sheet.lines, wanted)
  const said = countOf(found.length, letter.language)
  return {
    title: words.title(letter.title),
    description: words.description,
    language: letter.language,
    path: routes.signatories(...place),
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(...place) },
    ],
    listed: wanted === '',
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>
        ${wordsFor(letter.language).pages.edition.signatories}
        <span class="quiet">${countOf(sheet.signatories, letter.language)}</span>
      </h1>
      ${sheet.earlier.length > 0 && html`<p><a href="#earlier">${earlierOnList(sheet, letter.language)}</a></p>`}
      <form class="find" method="get" action="${routes.signatories(...place)}" role="search">
        <label for="find">${words.find}</label
        ><input id="find" name="find" type="search" value="${wanted}" maxlength="120" autocomplete="off" /><button>
          ${words.button}
        </button>
      </form>
      ${wanted !== '' && html`<p role="status">${found.length === 0 ? words.nothing(wanted) : words.found(said, wanted)} <a href="${routes.signatories(...place)}">${words.everyone}</a></p>`}
      ${found.length > linesAtMost && html`<p>${words.cut(countOf(linesAtMost, letter.language))}</p>`}
      ${[...Map.groupBy(found.slice(0, linesAtMost), ({ group }) => group)].map(
        ([heading, lines]) =>
          html`${heading && html`<h2>${heading}</h2>`}${remark(lines, letter.language)}
            <ul class="names">
              ${lines.map((line) => lineHtml(sheet, line))}
            </ul>`,
      )}
      ${earlierHtml(sheet, wanted)}
      ${downloadsHtml(
        [
          [routes.signatoriesCsv(...place), wordsFor(letter.language).files.csv],
          [routes.signatoriesJson(...place), wordsFor(letter.language).files.json],
        ],
        letter.language,
      )}
      ${wanted === '' && howHtml(sheet)} ${wanted === '' && endorsementsHtml(sheet, letter.language)}`,
  }
}

type Line = ListSheet['lines'][number]

/** Lines in which every word of `wanted` begins or stands within, whatever the case or accents. */
function findLines(lines: readonly Line[], wanted: string): readonly Line[] {
  const needles = fold(wanted).split(' ')
  return lines.filter((line) => {
    const hay = fold([line.name, line.letterheadName, line.title, line.affiliation, line.representative].join(' '))
    return needles.every((needle) => hay.includes(needle))
  })
}

function remark(lines: readonly Line[], language: string): Markup | undefined {
  const said = remarkOn(lines, language)
  return said === undefined ? undefined : html`<p class="meta">${said}</p>`
}

/**
 * Who signed other words of an edition than those of today: by name, with the words they signed, and never among its
 * signatories.
 */
function earlierHtml(sheet: ListSheet, wanted: string): Markup | undefined {
  const { language } = sheet.letter
  const needles = fold(wanted).split(' ')
  const found = sheet.earlier.filter(({ name }) => needles.every((needle) => fold(name).includes(needle)))
  if (found.length === 0) return undefined
  const byName = new Intl.Collator(language)
  const sorted = found.toSorted((one, other) => byName.compare(one.name, other.name))
  return html`<section>
    <h2 id="earlier">${wordsFor(language).readers.earlierHeading}</h2>
    <ul class="names">
      ${sorted.map((one) => html`<li><bdi>${one.name}</bdi> <i>${earlierSigned(sheet, one)}</i></li>`)}
    </ul>
  </section>`
}

/** Which words an organization signed that are not those of today, and of whose text it signed today's. */
function earlierSigned(sheet: ListSheet, { id, editions: its }: ListSheet['earlier'][number]): string {
  const { editions, letter, lines } = sheet
  const words = wordsFor(letter.language).readers
  const signed = versionsInWords(sheet, its, its.length >= editions.length)
  const line = lines.find((one) => one.id === id)
  if (line === undefined) return signed
  const present = editions.filter((edition) => line.editions.includes(edition.id))
  const names = present.map(({ recipientName }) => recipientName)
  return `${signed}; ${words.earlierAndListed(inList(names, letter.language))}`
}

/** Versions by their number alone where it is the same of all editions, else each with its recipient. */
function versionsInWords(
  { editions, letter }: ListSheet,
  signed: ListSheet['earlier'][number]['editions'],
  isOfAll: boolean,
): string {
  const words = wordsFor(letter.language).readers
  const isSame = isOfAll && new Set(signed.map(({ number }) => number)).size === 1
  const said = signed.map(({ edition, number }) => {
    const recipient = editions.find(({ id }) => id === edition)?.recipientName
    return isSame || recipient === undefined ? words.version(number) : words.earlierVersion(recipient, number)
  })
  return inList([...new Set(said)], letter.language)
}

/** How the names came here, where any of them signed here: a list that came whole with its letter needs no word. */
function howHtml({ lines, letter }: ListSheet): Markup | undefined {
  const gathered = lines.filter(({ origin }) => origin === 'gathered')
  if (gathered.length === 0) return undefined
  const words = wordsFor(letter.language).readers
  const recorded = lines.length - gathered.length
  return html`<section class="prose">
    <h2>${words.how}</h2>
    <p>${words.howGathered}</p>
    ${gathered.some(({ kind }) => kind === 'person') && html`<p>${words.howPersons}</p>`}
    ${recorded > 0 && html`<p>${words.howRecorded(recorded, countOf(recorded, letter.language))}</p>`}
  </section>`
}

/** What is said of a line that signed here: how it is known, since when under which text, and that it withdrew. */
function factsOf(sheet: ListSheet, line: Line): readonly string[] {
  const { editions, letter, campaign } = sheet
  if (line.origin === 'recorded') return []
  const { language } = letter
  const its = editions.filter(({ id }) => line.editions.includes(id))
  const isOfOne = new Set(its.map(({ version }) => version.number)).size === 1
  const signed = its.map(({ id, version }) => ({ edition: id, number: version.number }))
  const withdrew = withdrawnInWords(line, { language, timeZone: campaign.timeZone })
  return [
    authorityInWords(line, language),
    ...(editions.some(({ version }) => version.number > 1) ? [versionsInWords(sheet, signed, isOfOne)] : []),
    ...(withdrew === undefined ? [] : [withdrew]),
  ]
}

function lineHtml(sheet: ListSheet, line: Line): Markup {
  const { campaign, letter, editions } = sheet
  const name = html`<bdi>${line.name}</bdi>`
  const covered = editions.filter((edition) => line.editions.includes(edition.id))
  const partly =
    covered.length < editions.length &&
    wordsFor(letter.language).pages.list.only(
      inList(
        covered.map((one) => one.recipientName),
        letter.language,
      ),
    )
  const second = [
    line.representative,
    line.title,
    line.affiliation,
    line.country,
    line.note,
    partly,
    ...factsOf(sheet, line),
  ]
    .filter((part) => part !== undefined && part !== false)
    .join(', ')
  return html`<li>
    ${line.organizationSlug === undefined ? name : html`<a href="${routes.organization(campaign.slug, line.organizationSlug)}">${name}</a>`}${second && html` <i>${second}</i>`}
  </li>`
}
