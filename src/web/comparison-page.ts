import { wordsFor } from '#kernel'
import type { ComparisonPart, ComparisonRow, MarkedRun, PublicEdition } from '#letters'
import { inParagraphs, rowsTogether, type ComparisonSheet, type RowsTogether } from '#publication'
import { html, type Insertable, type Markup } from '#typeset'
import type { Page } from './layout.ts'
import { countOf, inList } from './phrases.ts'
import { routes } from './routes.ts'

// More columns than these hold a few words each.
const widest = 4
const longestBeginning = 160

/** The editions of a letter beside each other: what is shared is quiet, what differs is marked. */
export function comparisonPage(sheet: ComparisonSheet): Page {
  const { campaign, letter, editions, base } = sheet
  const words = wordsFor(letter.language).pages.compare
  const place = [campaign.slug, letter.slug] as const
  const single = editions.length < 2
  return {
    title: base === editions[0] ? words.title(letter.title) : words.titleAgainst(letter.title, base.recipientName),
    description: words.description,
    language: letter.language,
    path: base === editions[0] ? routes.compare(...place) : routes.compareTo(...place, base.slug),
    ...(editions[0] && { card: routes.card(...place, editions[0].slug) }),
    trail: [
      { name: campaign.title, path: routes.campaign(campaign.slug) },
      { name: letter.title, path: routes.letter(...place) },
    ],
    listed: base === editions[0],
    main: html`<p class="eyebrow">${letter.title}</p>
      <h1>${words.heading}</h1>
      ${single ? html`<p class="lead">${words.single}</p>` : [intro(sheet), comparedPassages(sheet)]}`,
  }
}

function intro({ campaign, letter, editions, base, comparison }: ComparisonSheet): Markup {
  const words = wordsFor(letter.language).pages.compare
  const count = (kind: ComparisonRow['kind']) =>
    countOf(comparison.rows.filter((row) => row.kind === kind).length, letter.language)
  const others = editions.filter((edition) => edition !== base)
  return html`<p class="lead">${words.summary(count('shared'), count('varied'), count('tailored'))}</p>
    <p>${words.lead} ${words.against(base.recipientName)}</p>
    <p class="legend">
      <span><ins>${words.inserted}</ins></span
      ><span><del>${words.deleted(base.recipientName)}</del></span>
    </p>
    <nav aria-label="${words.choose}">
      <ul class="row small">
        <li class="quiet">${words.choose}</li>
        ${others.map(
          (edition) =>
            html`<li>
              <a href="${routes.compareTo(campaign.slug, letter.slug, edition.slug)}">${edition.recipientName}</a>
            </li>`,
        )}
        <li><a href="${routes.comparedPdf(campaign.slug, letter.slug, base.slug)}">${words.pdf}</a></li>
      </ul>
    </nav>`
}

/** Editions of one letter compared: what passages are made of. */
type Compared = {
  readonly letter: { readonly language: string }
  readonly editions: readonly Pick<PublicEdition, 'recipientName' | 'text'>[]
  readonly comparison: ComparisonSheet['comparison']
  /** The whole texts stand on the same page: what is the same is left out, and what one alone has only begins. */
  readonly besideTexts?: true
}

/** The passages of a letter, those that are shared and those that differ, marked. */
export const comparedPassages = (compared: Compared): readonly Markup[] =>
  rowsTogether(compared.comparison.rows)
    .filter(({ kind }) => kind !== 'shared' || !compared.besideTexts)
    .map((passage) => passageHtml(compared, passage))

function passageHtml(sheet: Compared, { kind, rows }: RowsTogether): Markup {
  const { editions, letter } = sheet
  const words = wordsFor(letter.language).pages.compare
  const present = editions.filter((_, index) => rows.some((row) => row.parts[index]))
  const names = inList(
    present.map((edition) => edition.recipientName),
    letter.language,
  )
  if (kind === 'shared') {
    const parts = rows.flatMap((row) => row.parts.find((part) => part !== undefined) ?? [])
    return html`<section class="passage shared all">
      <p class="kind">${words.shared(names)}</p>
      <div class="parts"><div class="part">${paragraphs(parts, plain)}</div></div>
    </section>`
  }
  const heading = kind === 'varied' ? words.varied : present.length > 1 ? words.each : words.tailored(names)
  return html`<section class="passage ${kind} n${Math.min(editions.length, widest)}">
    <p class="kind">${heading}</p>
    <div class="parts">${columnsOf(sheet, { kind, rows })}</div>
  </section>`
}

/** Each wording once, under the names of all who read it; up to four editions keep their columns on a wide screen. */
function columnsOf({ editions, letter, besideTexts }: Compared, { kind, rows }: RowsTogether): readonly Markup[] {
  const columns = editions.map((edition, index) => {
    const parts = rows.flatMap((row) => row.parts[index] ?? [])
    const words = JSON.stringify([
      edition.text.language,
      parts.map(({ text, opensBlock }, at) => [text, at > 0 && opensBlock]),
    ])
    return { edition, parts, words: parts.length === 0 ? undefined : words }
  })
  return columns.flatMap(({ edition, parts, words }, index): readonly Markup[] => {
    const alike = columns.filter((one) => one.words === words)
    if (words === undefined || alike[0]?.edition !== edition) {
      const spanned = words !== undefined && columns[index - 1]?.words === words
      return spanned || editions.length > widest ? [] : [html`<div class="none"></div>`]
    }
    const after = columns.slice(index).findIndex((one) => one.words !== words)
    const span = editions.length > widest ? 1 : after === -1 ? columns.length - index : after
    const names = inList(
      alike.map((one) => one.edition.recipientName),
      letter.language,
    )
    return [
      html`<div class="part${span > 1 && ` s${span}`}" lang="${edition.text.language}">
        <p class="who">${names}</p>
        ${kind === 'tailored' && besideTexts ? beginning(parts) : paragraphs(parts, kind === 'varied' ? marked : plain)}
      </div>`,
    ]
  })
}

function paragraphs(parts: readonly ComparisonPart[], told: (part: ComparisonPart) => Insertable): readonly Markup[] {
  return inParagraphs(parts).map(
    (block) => html`<p>${block.map((part, index) => [index > 0 ? ' ' : '', told(part)])}</p>`,
  )
}

/** The first words of what only some read, as many as tell which passage it is. */
function beginning([first, ...more]: readonly ComparisonPart[]): Markup {
  const { text = '' } = first ?? {}
  const cut = text.length <= longestBeginning ? text : text.slice(0, longestBeginning).replace(/\s+\S*$/u, '')
  return html`<p>${cut}${(cut !== text || more.length > 0) && ' …'}</p>`
}

const plain = (part: ComparisonPart): Insertable => part.text

const marked = (part: ComparisonPart): Insertable => part.runs.map(runHtml)

/** One run of words, marked as new or gone. */
export function runHtml(run: MarkedRun): Insertable {
  // The space stays outside the mark, so that no line or tint hangs over.
  const [, before = '', text = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text) ?? []
  if (run.kind === 'same' || text === '') return run.text
  return run.kind === 'inserted' ? html`${before}<ins>${text}</ins>${after}` : html`${before}<del>${text}</del>${after}`
}
