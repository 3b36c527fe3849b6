import { rewriteCss } from './css.ts'
import { readSrcset, relationsOf, webUrl } from './find-parts.ts'
import { readTokens } from './html-tokens.ts'

/** The longest page or style sheet that is rewritten, in characters. */
export const longestReplay = 4_000_000

/** Counts up with every change to what is written: what was prepared by other rules is not shown. */
export const rewriteRules = 1

/** Gives where an archived address is replayed, relative to the page; `undefined` for what was not archived. */
export type Place = (url: string) => string | undefined

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** What is written; everything else loses its tags and keeps its words. */
const kept = words(
  'html head body title style address article aside footer header h1 h2 h3 h4 h5 h6 hgroup main nav section search blockquote ' +
    'dd div dl dt figcaption figure hr li menu ol p pre ul a abbr b bdi bdo br cite code data dfn em i kbd mark q rp rt ruby ' +
    's samp small span strong sub sup time u var wbr area img map picture source del ins caption col colgroup table tbody td ' +
    'tfoot th thead tr button datalist fieldset input label legend meter optgroup option output progress select textarea ' +
    'details dialog summary acronym big center dir font nobr strike tt',
)
const empty = words('area br col hr img input source wbr')
/** What goes with everything in it: it would run, load, or be read otherwise by a browser than by us. */
const dropped = words(
  'script template iframe frameset noembed noframes object applet embed portal svg math audio video canvas',
)
const noEnd = words('embed')
const plain = words(
  'class id title alt lang dir width height align valign bgcolor color border cellpadding cellspacing colspan rowspan headers ' +
    'scope span start value type reversed datetime name media sizes role open hidden face size label disabled checked selected ' +
    'placeholder rows cols for wrap nowrap clear summary abbr coords shape usemap',
)

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (one) => escapes[one] ?? one)

/**
 * Writes an archived page so that nothing in it runs and nothing of it is asked for elsewhere: only known tags and
 * attributes are written, each anew, so that a browser reads what we wrote and not what we overlooked. Images and style
 * sheets come from the archive; links lead where they led.
 * @param pageUrl what its addresses are relative to, unless it says so itself.
 */
export function rewritePage(html: string, pageUrl: string, place: Place): string {
  const out = ['<!doctype html><meta charset="utf-8">']
  let base = pageUrl
  let hasBase = false
  let dropping: { readonly name: string; depth: number } | undefined
  const at = (url: string | undefined): string | undefined => {
    const whole = url === undefined ? undefined : webUrl(url, base)
    return whole === undefined ? undefined : place(whole)
  }
  const style = (css: string) => rewriteCss(css, (url) => (/^data:image\//i.test(url) ? url : at(url)))

  const attributesOf = (name: string, given: ReadonlyMap<string, string>): string => {
    const written: [string, string | undefined][] = [...given].filter(
      ([one, value]) =>
        (plain.has(one) || one.startsWith('aria-')) &&
        !(name === 'input' && one === 'type' && /^(?:image|file)$/i.test(value)),
    )
    if (given.has('style')) written.push(['style', style(given.get('style') ?? '')])
    if (name === 'a' || name === 'area')
      written.push(['href', linkOf(given.get('href'), base)], ['rel', 'noreferrer nofollow'])
    if (name === 'img') written.push(['src', imageOf(given.get('src'), at)])
    if (name === 'img' || name === 'source') written.push(['srcset', srcsetOf(given.get('srcset'), at)])
    return written
      .flatMap(([one, value]) => (value === undefined || !/^[a-z-]+$/.test(one) ? [] : [` ${one}="${escape(value)}"`]))
      .join('')
  }

  const link = (given: ReadonlyMap<string, string>) => {
    const relations = relationsOf(given)
    const href = at(given.get('href'))
    if (href === undefined || !relations.includes('stylesheet') || relations.includes('alternate')) return
    out.push(
      `<link rel="stylesheet" href="${escape(href)}"${given.has('media') ? ` media="${escape(given.get('media') ?? '')}"` : ''}>`,
    )
  }

  readTokens(html, {
    start: (name, given, isClosed) => {
      if (dropping) {
        if (dropping.name === name && !isClosed) dropping.depth += 1
        return
      }
      if (name === 'base' && !hasBase && given.has('href')) {
        base = URL.parse(given.get('href') ?? '', pageUrl)?.href ?? pageUrl
        hasBase = true
      } else if (name === 'link') link(given)
      else if (dropped.has(name)) {
        const isForeign = name === 'svg' || name === 'math'
        if (!noEnd.has(name) && !(isForeign && isClosed)) dropping = { name, depth: 1 }
      } else if (name === 'xmp' || name === 'plaintext') out.push('<pre>')
      else if (name === 'form') out.push(`<div${attributesOf('div', given)}>`)
      else if (kept.has(name)) out.push(`<${name}${attributesOf(name, given)}>`)
    },
    end: (name) => {
      if (dropping) {
        if (dropping.name === name) dropping.depth -= 1
        if (dropping.depth === 0) dropping = undefined
        return
      }
      if (name === 'xmp') out.push('</pre>')
      else if (name === 'form') out.push('</div>')
      else if (kept.has(name) && !empty.has(name)) out.push(`</${name}>`)
    },
    text: (text, inside) => {
      if (dropping) return
      // Nothing may end the element early; in CSS the backslash changes nothing.
      if (inside === 'style') out.push(style(text).replaceAll('</', String.raw`<\/`))
      else out.push(escape(text))
    },
  })
  return out.join('')
}

/** The same for what is not too long to be kept beside its archive; what is longer is not replayed. */
export function preparedPage(html: string, pageUrl: string, place: Place): string | undefined {
  return html.length > longestReplay ? undefined : rewritePage(html, pageUrl, place)
}

function linkOf(href: string | undefined, base: string): string | undefined {
  if (href === undefined) return undefined
  // A place on the same page stays one: relative to the base it would lead away.
  if (href.startsWith('#')) return href
  const whole = URL.parse(href.trim(), base)
  return whole && ['http:', 'https:', 'mailto:', 'tel:'].includes(whole.protocol) ? whole.href : undefined
}

const imageOf = (src: string | undefined, at: (url: string | undefined) => string | undefined): string | undefined =>
  src !== undefined && /^\s*data:image\//i.test(src) ? src.trim() : at(src)

function srcsetOf(srcset: string | undefined, at: (url: string | undefined) => string | undefined): string | undefined {
  const found = readSrcset(srcset ?? '').flatMap(({ url, size }) => {
    const place = at(url)
    return place === undefined ? [] : [`${place} ${size}`.trim()]
  })
  return found.length === 0 ? undefined : found.join(', ')
}
