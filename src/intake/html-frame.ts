import { attribute, elementsIn, isUnread, textOf, type HtmlElement } from './html-tree.ts'
import { isClosing, isSalutation } from './markers.ts'

/** Elements, roles and class names by which pages say that something is not their text. */
const frameTags = new Set(['nav', 'form', 'button', 'dialog', 'menu'])
const frameRoles = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'dialog',
  'alert',
  'menu',
])
const frameWords = new Set(
  'nav navbar navigation menu breadcrumb breadcrumbs cookie cookies consent share sharing sharedaddy social related comments commentlist respond sidebar widget widgets newsletter subscribe pagination pager skip advert adverts advertisement banner promo footer toolbar masthead toc'.split(
    ' ',
  ),
)
const textTags = new Set(['html', 'body', 'main', 'article', 'h1', 'h2', 'h3', 'p', 'li', 'td', 'tr', 'tbody'])

/** The part of a page that holds the letter, and which elements in it are frame rather than text. */
export type PageFrame = { readonly root: HtmlElement; readonly isFrame: (element: HtmlElement) => boolean }

/**
 * Finds the letter in a page: the page's own `main` and `article` where one of them holds most of the text, or looks
 * most like a letter; inside it, navigation, forms and what class names call the frame is none.
 */
export function frameOf(page: HtmlElement): PageFrame {
  const main = pick(page, (one) => one.tagName === 'main' || attribute(one, 'role') === 'main') ?? page
  const root = pick(main, (one) => one.tagName === 'article' || attribute(one, 'itemprop') === 'articleBody') ?? main
  const size = sizeOf(root)
  return { root, isFrame: (element) => element !== root && looksLikeFrame(element) && !holdsLetter(element, size) }
}

const sizeOf = (element: HtmlElement): number => textOf(element).replace(/\s+/gu, ' ').length

/** The one element of a kind that holds the text: the most letter-like, at least a third of all there is. */
function pick(within: HtmlElement, is: (element: HtmlElement) => boolean): HtmlElement | undefined {
  const found = [...elementsIn(within)].filter((one) => one !== within && is(one)).slice(0, 50)
  const all = sizeOf(within)
  let best: HtmlElement | undefined
  let most = 0
  for (const one of found) {
    const [size, signs] = [sizeOf(one), signsOf(one)]
    const score = size * (1 + signs)
    if ((size > all / 3 || signs === 2) && score > most) [best, most] = [one, score]
  }
  return best
}

/** A salutation and a closing: 0, 1 or 2. */
function signsOf(element: HtmlElement): number {
  let [greets, closes] = [false, false]
  for (const one of elementsIn(element)) {
    if (!/^(?:p|div|span|b|strong|h[1-6]|td|blockquote|em|i)$/u.test(one.tagName)) continue
    const text = shortText(one)
    if (text === undefined) continue
    greets ||= isSalutation(text, true)
    closes ||= isClosing(text)
  }
  return Number(greets) + Number(closes)
}

/** The words of an element that holds one line; `undefined` for anything larger. */
function shortText(element: HtmlElement): string | undefined {
  if (element.childNodes.length > 6) return undefined
  const text = textOf(element).replace(/\s+/gu, ' ').trim()
  return text.length > 0 && text.length < 200 ? text : undefined
}

function looksLikeFrame(element: HtmlElement): boolean {
  const { tagName } = element
  if (isUnread(element) || frameTags.has(tagName)) return true
  if (frameRoles.has(attribute(element, 'role'))) return true
  if (tagName === 'footer' || tagName === 'aside') return true
  if (textTags.has(tagName)) return false
  const words = `${attribute(element, 'class')} ${attribute(element, 'id')}`.toLowerCase().split(/[\s_-]+/u)
  return words.some((word) => frameWords.has(word))
}

/** A frame that greets and closes, or holds half of the text, is none, whatever the page calls it. */
function holdsLetter(element: HtmlElement, all: number): boolean {
  if (isUnread(element)) return false
  return sizeOf(element) > all / 2 || signsOf(element) === 2
}
