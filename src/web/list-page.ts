import { fold, wordsFor } from '#kernel'
import { authorityInWords, remarkOn, withdrawnInWords, type ListView } from '#publication'
import { html, type Insertable, type Markup } from '#typeset'
import { endorsementsHtml } from './beside.ts'
import { downloadsHtml } from './downloads.ts'
import type { Page } from './layout.ts'
import { countOf, earlierOnList, inList } from './phrases.ts'
import { routes } from './routes.ts'

/** What the page was asked for, and what it may offer. */
type Asked = {
  /** Empty: everybody. */
  readonly wanted: string
  /** The whole list can be had as a PDF. */
  readonly prints: boolean
}

/** One page of a letter's list: from the first on, after a line, or those whose line holds every word of `wanted`. */
export function listPage(sheet: ListView, { wanted, prints }: Asked): Page {
  const { campaign, letter, lines, found, isFirst } = sheet
  const words = wordsFor(letter.language).pages.list
  const place = [campaign.slug, letter.slug] as const
  const path = routes.signatories(...place)
  return {
    title: words.title(letter.title),
    description: words.description,
    language: letter.language,
    path,
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(...place) },
    ],
    listed: wanted === '' && isFirst,
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>
        ${wordsFor(letter.language).pages.edition.signatories}
        <span class="quiet">${countOf(sheet.signatories, letter.language)}</span>
      </h1>
      ${isFirst && sheet.earlier.length > 0 && html`<p><a href="#earlier">${earlierOnList(sheet, letter.language)}</a></p>`}
      <form class="find" method="get" action="${path}" role="search">
        <label for="find">${words.find}</label
        ><input id="find" name="find" type="search" value="${wanted}" maxlength="120" autocomplete="off" /><button>
          ${words.button}
        </button>
      </form>
      ${wanted !== '' && html`<p role="status">${found === 0 ? words.nothing(wanted) : words.found(countOf(found, letter.language), wanted)} <a href="${path}">${words.everyone}</a></p>`}
      ${wanted !== '' && lines.length < found && html`<p>${words.cut(countOf(lines.length, letter.language))}</p>`}
      ${wanted === '' && found === 0 && html`<p>${words.empty}</p>`}
      ${[...Map.groupBy(lines, ({ group }) => group)].map(
        ([heading, members]) =>
          html`${heading && html`<h2>${heading}</h2>`}${remark(members, letter.language)}
            <ul class="names">
              ${members.map((line) => lineHtml(sheet, line))}
            </ul>`,
      )}
      ${wanted === '' && turning(sheet, path)} ${isFirst && earlierHtml(sheet, wanted)}
      ${downloadsHtml(
        [
          ...(prints ? ([[routes.listPrint(...place), wordsFor(letter.language).listPrint.offer]] as const) : []),
          [routes.signatoriesCsv(...place), wordsFor(letter.language).files.csv],
          [routes.signatoriesJson(...place), wordsFor(letter.language).files.json],
        ],
        letter.language,
      )}
      ${wanted === '' && isFirst && howHtml(sheet)}
      ${wanted === '' && isFirst && endorsementsHtml(sheet, letter.language)}`,
  }
}

/** On to the next names, and back to the first: after the names, where who has read them is. */
function turning({ next, isFirst, letter, found }: ListView, path: string): Insertable {
  if (next === undefined && isFirst) return undefined
  const words = wordsFor(letter.language).pages.list
  return html`<nav aria-label="${words.pages(countOf(found, letter.language))}">
    <ul class="row">
      ${next !== undefined && html`<li><a rel="next" href="${path}?after=${next}">${words.next}</a></li>`}
      ${!isFirst && html`<li><a href="${path}">${words.first}</a></li>`}
    </ul>
  </nav>`
}

type Line = ListView['lines'][number]

function remark(lines: readonly Line[], language: string): Markup | undefined {
  const said = remarkOn(lines, language)
  return said === undefined ? undefined : html`<p class="meta">${said}</p>`
}

/**
 * Who signed other words of an edition than those of today: by name, with the words they signed, and never among its
 * signatories.
 */
function earlierHtml(sheet: ListView, wanted: string): Markup | undefined {
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
function earlierSigned(sheet: ListView, { editions: its, present: ids }: ListView['earlier'][number]): string {
  const { editions, letter } = sheet
  const words = wordsFor(letter.language).readers
  const signed = versionsInWords(sheet, its, its.length >= editions.length)
  const present = editions.filter((edition) => ids.includes(edition.id))
  if (present.length === 0) return signed
  const names = present.map(({ recipientName }) => recipientName)
  return `${signed}; ${words.earlierAndListed(inList(names, letter.language))}`
}

/** Versions by their number alone where it is the same of all editions, else each with its recipient. */
function versionsInWords(
  { editions, letter }: Pick<ListView, 'editions' | 'letter'>,
  signed: ListView['earlier'][number]['editions'],
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
function howHtml({ kinds, letter }: ListView): Markup | undefined {
  if (kinds.gathered === 0) return undefined
  const words = wordsFor(letter.language).readers
  return html`<section class="prose">
    <h2>${words.how}</h2>
    <p>${words.howGathered}</p>
    ${kinds.hasPersons && html`<p>${words.howPersons}</p>`}
    ${kinds.recorded > 0 && html`<p>${words.howRecorded(kinds.recorded, countOf(kinds.recorded, letter.language))}</p>`}
  </section>`
}

/** What is said of a line that signed here: how it is known, since when under which text, and that it withdrew. */
function factsOf(sheet: ListView, line: Line): readonly string[] {
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

function lineHtml(sheet: ListView, line: Line): Markup {
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
