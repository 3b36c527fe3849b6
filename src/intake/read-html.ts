import { cardLine } from './html-card.ts'
import { frameOf, type PageFrame } from './html-frame.ts'
import { attribute, elementsIn, isElement, isText, isUnread, parsePage, textOf } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { lineWriter, type LineWriter, type WriterMarks } from './line-writer.ts'
import { cleanLine, type SourceAbout, type SourceLine, type SourceText } from './source-text.ts'
import { linesOfTable, type TableCell } from './table-lines.ts'

/** How a page's source is to be taken. */
export type HtmlKind = {
  /** Line feeds in its text end lines (a page made of Markdown); else they are white space. */
  readonly keepsLines?: boolean
  /** The text is no page of a site: everything in it belongs to the document. */
  readonly isDocument?: boolean
}

/**
 * The lines of a web page as a reader sees them: paragraphs, headings, list items, rows of tables, lines ended by
 * `<br>`, with their links. What stands around the text (navigation, forms, footers) is marked `outside`, never left
 * out. Takes any text; never throws.
 */
export function readHtml(page: string, kind: HtmlKind = {}): SourceText {
  const root = parsePage(page)
  if (root === undefined) return { lines: [] }
  const body = [...elementsIn(root)].find((one) => one.tagName === 'body') ?? root
  const frame: PageFrame = kind.isDocument === true ? { root: body, isFrame: isUnread } : frameOf(body)
  const lines = linesIn(body, { kind, frame, links: linkWitness(root) })
  return { lines, about: aboutOf(root) }
}

type Page = {
  readonly kind: HtmlKind
  readonly frame: PageFrame
  /** Whether an element is a run of links to other pages of the same site. */
  readonly links: (element: HtmlElement) => boolean
}

/** Elements that begin on a new line and end it; the others run on within a line. */
const blockTags = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const boldTags = new Set(['b', 'strong', 'th'])
const markedTags = new Set(['i', 'em', 'u', 'mark', 'cite'])

/** Elements nested deeper than this are read as plain text: nobody writes them, and walking them could break the reader. */
const deepest = 300

const plain: WriterMarks = { bold: false, marked: false, place: undefined, heading: undefined }

type Place = { readonly marks: WriterMarks; readonly inList: boolean; readonly depth: number; readonly inRoot: boolean }

function linesIn(body: HtmlElement, page: Page): readonly SourceLine[] {
  const writer = lineWriter(page.kind.keepsLines === true)
  const inRoot = page.frame.root === body
  walkChildren(body, writer, { marks: plain, inList: false, depth: 0, inRoot }, page)
  return writer.end()
}

function walkChildren(element: HtmlElement, writer: LineWriter, place: Place, page: Page): void {
  for (const child of element.childNodes) walk(child, writer, place, page)
}

function walk(node: HtmlNode, writer: LineWriter, place: Place, page: Page): void {
  if (isText(node)) return writer.text(node.value, marksIn(place))
  if (!isElement(node) || isUnread(node)) return
  if (place.depth > deepest) return writer.text(textOf(node), marksIn(place))
  const { tagName } = node
  if (tagName === 'br') return writer.lineBreak()
  if (tagName === 'sup') return writer.text(raised(textOf(node)), marksIn(place))
  const inside = enter(node, place, page)
  if (tagName === 'a' && attribute(node, 'href') !== '') {
    writer.link(targetOf(attribute(node, 'href')))
    walkChildren(node, writer, inside, page)
    return writer.linkEnd()
  }
  if (!blockTags.has(tagName)) return walkChildren(node, writer, inside, page)
  const apart = !place.inList && tagName !== 'dd' && tagName !== 'dt'
  writer.paragraph(apart)
  if (tagName === 'table') writer.lines(tableLines(node, inside, page))
  else {
    const card = tagName === 'li' ? cardLine(node) : undefined
    if (card !== undefined) writer.lines([placed(card, marksIn(inside))])
    else {
      if (tagName === 'li' || tagName === 'dt') writer.item()
      walkChildren(node, writer, inside, page)
    }
  }
  writer.paragraph(apart)
}

const placed = (line: SourceLine, { place }: WriterMarks): SourceLine =>
  place === undefined ? line : { ...line, hints: { ...line.hints, place } }

/** Text outside the part of the page that holds the letter is marked, whatever it is. */
function marksIn({ marks, inRoot }: Place): WriterMarks {
  return inRoot || marks.place !== undefined ? marks : { ...marks, place: 'outside' }
}

function enter(element: HtmlElement, place: Place, page: Page): Place {
  const { tagName } = element
  const isOutside = place.marks.place === 'outside' || page.frame.isFrame(element) || page.links(element)
  const heading = /^h[1-6]$/u.test(tagName) ? Number(tagName.slice(1)) : place.marks.heading
  const bold =
    place.marks.bold || boldTags.has(tagName) || /font-weight:\s*(?:bold|[6-9]00)/iu.test(attribute(element, 'style'))
  return {
    marks: {
      bold,
      marked: bold || place.marks.marked || markedTags.has(tagName),
      place: isOutside ? 'outside' : place.marks.place,
      heading,
    },
    inList: place.inList || tagName === 'ul' || tagName === 'ol' || tagName === 'dl',
    depth: place.depth + 1,
    inRoot: place.inRoot || element === page.frame.root,
  }
}

/** Digits and marks of footnotes as Unicode writes them, so that they never run together with the word before. */
function raised(text: string): string {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
  return /^\s*[[(]?\d{1,3}[\])]?\s*$/u.test(text)
    ? text.replace(/[\s[\]()]/gu, '').replace(/\d/gu, (digit) => digits[Number(digit)] ?? digit)
    : text
}

function targetOf(href: string): string | null {
  const target = href.trim()
  return target === '' || target.startsWith('#') || /^(?:javascript|data|vbscript):/iu.test(target) ? null : target
}

function tableLines(table: HtmlElement, place: Place, page: Page): readonly SourceLine[] {
  const rows: (readonly TableCell[])[] = []
  for (const row of rowsOf(table)) {
    const cells = row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th')
    rows.push(
      cells.map((cell) => {
        const writer = lineWriter(page.kind.keepsLines === true)
        walkChildren(cell, writer, { ...place, inList: false }, page)
        return { lines: writer.end(), isHead: cell.tagName === 'th' }
      }),
    )
  }
  return linesOfTable(rows)
}

/** The rows of a table, not those of tables inside it. */
function rowsOf(table: HtmlElement): readonly HtmlElement[] {
  return table.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [child]
    return /^t(?:head|body|foot)$/u.test(child.tagName)
      ? child.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'tr')
      : []
  })
}

/**
 * Lists and lines that hold hardly anything but links to other pages of the same site are navigation. Lists of
 * signatories link to the signatories' own sites.
 */
function linkWitness(root: HtmlElement): Page['links'] {
  const own = ownHost(root)
  return (element) => {
    if (!/^(?:ul|ol|div|p|section|span)$/u.test(element.tagName) || element.childNodes.length > 400) return false
    const all = cleanLine(textOf(element))
    if (all.length > 3_000) return false
    const anchors = [...elementsIn(element)].filter((one) => one.tagName === 'a' && attribute(one, 'href') !== '')
    const internal = anchors.filter((one) => isInternal(attribute(one, 'href'), own))
    const linked = internal.reduce((sum, one) => sum + cleanLine(textOf(one)).length, 0)
    return internal.length >= 2 && linked > all.length * 0.7
  }
}

function ownHost(root: HtmlElement): string | undefined {
  for (const one of elementsIn(root)) {
    const isCanonical = one.tagName === 'link' && attribute(one, 'rel') === 'canonical'
    const url = isCanonical
      ? attribute(one, 'href')
      : attribute(one, 'property') === 'og:url'
        ? attribute(one, 'content')
        : ''
    const host = URL.parse(url)?.host
    if (host !== undefined) return host
  }
  return undefined
}

function isInternal(href: string, own: string | undefined): boolean {
  if (/^(?:mailto|tel|javascript):/iu.test(href)) return false
  const url = URL.parse(href)
  return url === null || (own !== undefined && url.host === own)
}

/** What the page says of itself. */
function aboutOf(root: HtmlElement): SourceAbout {
  const about: { title?: string; date?: string; language?: string } = {}
  const language = attribute(root, 'lang')
  if (language !== '') about.language = language
  let named = ''
  for (const one of elementsIn(root)) {
    const property = attribute(one, 'property') || attribute(one, 'name') || attribute(one, 'itemprop')
    if (one.tagName === 'title') named ||= cleanLine(textOfHead(one))
    if (one.tagName === 'h1') about.title ??= cleanLine(textOf(one))
    if (/^(?:article:published_time|date|dc\.date|datepublished|pubdate)$/iu.test(property))
      about.date ??= attribute(one, 'content') || attribute(one, 'datetime')
    if (one.tagName === 'time' && attribute(one, 'datetime') !== '') about.date ??= attribute(one, 'datetime')
  }
  if ((about.title ?? '') === '') about.title = named
  if (about.title === '') delete about.title
  return about
}

const textOfHead = (element: HtmlElement): string =>
  element.childNodes.map((node) => (isText(node) ? node.value : '')).join('')
