/** A part of a style sheet: as it stands there, or an address. */
type Piece =
  | { readonly kind: 'css'; readonly text: string }
  | { readonly kind: 'url'; readonly url: string; readonly isStyle: boolean }

const urlStart = /url\(/iy
const importStart = /@import\b/iy

/**
 * Cuts a style sheet at its addresses: `url(…)`, and what stands in quotes after `@import`. Comments go. Escapes within an
 * address are undone, so that `u\72l(` and the like are all that is left to hide one, and a browser's own policy stops those.
 */
function cut(css: string): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let at = 0
  const flush = () => {
    if (at > from) pieces.push({ kind: 'css', text: css.slice(from, at) })
  }
  let isImport = false
  const address = (url: string, next: number) => {
    flush()
    pieces.push({ kind: 'url', url: unescaped(url.trim()), isStyle: isImport })
    isImport = false
    from = at = next
  }
  while (at < css.length) {
    const one = css.charAt(at)
    if (one === '/' && css.charAt(at + 1) === '*') {
      const end = css.indexOf('*/', at + 2)
      flush()
      from = at = end < 0 ? css.length : end + 2
    } else if (one === '"' || one === "'") {
      at = endOfString(css, at)
    } else if ((one === 'u' || one === 'U') && startsAt(urlStart, css, at)) {
      const inner = skipSpace(css, at + 4)
      const quote = css.charAt(inner)
      const isQuoted = quote === '"' || quote === "'"
      const end = isQuoted ? endOfString(css, inner) : endOfUrl(css, inner)
      const close = isQuoted ? endOfUrl(css, end) : end
      address(css.slice(isQuoted ? inner + 1 : inner, isQuoted ? end - 1 : end), close + 1)
    } else if (one === '@' && startsAt(importStart, css, at)) {
      const inner = skipSpace(css, at + 7)
      isImport = true
      const quote = css.charAt(inner)
      if (quote === '"' || quote === "'") {
        at = inner
        const end = endOfString(css, inner)
        address(css.slice(inner + 1, end - 1), end)
      } else at = inner
    } else {
      if (one === ';' || one === '{') isImport = false
      at += one === '\\' ? 2 : 1
    }
  }
  at = css.length
  flush()
  return pieces
}

function startsAt(pattern: RegExp, css: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(css)
}

function skipSpace(css: string, at: number): number {
  let next = at
  while (/\s/.test(css.charAt(next))) next += 1
  return next
}

/** The place behind a string's closing quote, or behind the line that it does not close on. */
function endOfString(css: string, at: number): number {
  const quote = css.charAt(at)
  for (let next = at + 1; next < css.length; next += 1) {
    const one = css.charAt(next)
    if (one === '\\') next += 1
    else if (one === quote || one === '\n') return next + 1
  }
  return css.length
}

function endOfUrl(css: string, at: number): number {
  for (let next = at; next < css.length; next += 1) {
    if (css.charAt(next) === '\\') next += 1
    else if (css.charAt(next) === ')') return next
  }
  return css.length
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^]))/gi, (_, hex: string | undefined, one: string | undefined) => {
    const point = hex === undefined ? 0 : Number.parseInt(hex, 16)
    return hex === undefined ? (one ?? '') : point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\uFFFD'
  })
}

/** Every address in a style sheet, and whether it is another style sheet's (`@import`). */
export function cssUrls(css: string): readonly { readonly url: string; readonly isStyle: boolean }[] {
  if (!/url|@import/i.test(css)) return []
  return cut(css).flatMap((piece) => (piece.kind === 'url' ? [piece] : []))
}

/**
 * A style sheet whose addresses are others.
 * @param change gives the new address, or `undefined` where nothing is to be asked for.
 */
export function rewriteCss(css: string, change: (url: string) => string | undefined): string {
  return cut(css)
    .map((piece) =>
      piece.kind === 'css'
        ? piece.text
        : `url("${(change(piece.url) ?? 'about:invalid').replaceAll(/["\\\n\r\f<>]/g, encodeURIComponent)}")`,
    )
    .join('')
}
