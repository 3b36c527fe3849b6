import { cssUrls } from './css.ts'
import { readTokens } from './html-tokens.ts'

/** What a page needs to look like itself. */
export type PagePart = { readonly url: string; readonly kind: 'style' | 'image' }

/** What is at most asked for besides the page. */
export const mostParts = 60

/** The style sheets and images of a page, style sheets first, each address once; only web addresses. */
export function findParts(html: string, pageUrl: string): readonly PagePart[] {
  let base = pageUrl
  let hasBase = false
  const found: PagePart[] = []
  const add = (kind: PagePart['kind'], url: string | undefined) => {
    const whole = url === undefined ? undefined : webUrl(url, base)
    if (whole !== undefined) found.push({ url: whole, kind })
  }
  readTokens(html, {
    start: (name, attributes) => {
      if (name === 'base' && !hasBase && attributes.has('href')) {
        base = URL.parse(attributes.get('href') ?? '', pageUrl)?.href ?? pageUrl
        hasBase = true
      }
      if (name === 'link') {
        const kinds = relationsOf(attributes)
        if (kinds.includes('stylesheet')) add('style', attributes.get('href'))
        else if (kinds.includes('icon')) add('image', attributes.get('href'))
      }
      if (name === 'img' || (name === 'input' && attributes.get('type') === 'image'))
        add('image', attributes.get('src'))
      if (name === 'img' || name === 'source')
        for (const one of srcsetUrls(attributes.get('srcset') ?? '')) add('image', one)
      if (name === 'video') add('image', attributes.get('poster'))
      for (const { url } of cssUrls(attributes.get('style') ?? '')) add('image', url)
    },
    end: () => {},
    text: (text, inside) => {
      if (inside === 'style') for (const { url, isStyle } of cssUrls(text)) add(isStyle ? 'style' : 'image', url)
    },
  })
  return firstOfEach(found)
}

/** What a style sheet needs: other style sheets and images. */
export function partsOfStyle(css: string, url: string): readonly PagePart[] {
  const found = cssUrls(css).flatMap(({ url: one, isStyle }): readonly PagePart[] => {
    const whole = webUrl(one, url)
    return whole === undefined ? [] : [{ url: whole, kind: isStyle ? 'style' : 'image' }]
  })
  return firstOfEach(found)
}

function firstOfEach(parts: readonly PagePart[]): readonly PagePart[] {
  const each = [...new Map(parts.map((part) => [part.url, part])).values()]
  return [...each.filter(({ kind }) => kind === 'style'), ...each.filter(({ kind }) => kind === 'image')]
}

/** The words of a link's `rel`. */
export const relationsOf = (attributes: ReadonlyMap<string, string>): readonly string[] =>
  (attributes.get('rel') ?? '').toLowerCase().split(/\s+/)

/** An address as records are found by it: whole, without fragment; `undefined` for what is not of the web. */
export function webUrl(url: string, base: string): string | undefined {
  const whole = URL.parse(url.trim(), base)
  if (!whole || !['http:', 'https:'].includes(whole.protocol)) return undefined
  whole.hash = ''
  return whole.href
}

/** The addresses of a `srcset`, one for each image that a browser may choose. */
function srcsetUrls(srcset: string): readonly string[] {
  return readSrcset(srcset).map(({ url }) => url)
}

/** The candidates of a `srcset` (HTML Standard, section 4.8.4.3.10): addresses may hold commas, but not end in one. */
export function readSrcset(srcset: string): readonly { readonly url: string; readonly size: string }[] {
  const found: { url: string; size: string }[] = []
  let rest = srcset.slice(0, 20_000)
  while ((rest = rest.replace(/^[\s,]+/, '')) !== '' && found.length < 50) {
    const end = rest.search(/\s/)
    const first = end < 0 ? rest : rest.slice(0, end)
    rest = end < 0 ? '' : rest.slice(end)
    if (first.endsWith(',')) {
      found.push({ url: first.replace(/,+$/, ''), size: '' })
      continue
    }
    const comma = rest.indexOf(',')
    const size = (comma < 0 ? rest : rest.slice(0, comma)).trim()
    found.push({ url: first, size: /^[\d.]{1,10}[wx]$/.test(size) ? size : '' })
    rest = comma < 0 ? '' : rest.slice(comma + 1)
  }
  return found
}
