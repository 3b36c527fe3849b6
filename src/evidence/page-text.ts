import { readTokens } from './html-tokens.ts'

const unread = new Set(['script', 'style', 'noembed', 'noframes', 'iframe'])
const inline = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small ' +
    'span strike strong sub sup time tt u var wbr img noscript picture source svg path g use'
  ).split(' '),
)

/**
 * The words of a page as they can be quoted: each block on a line of its own, white space as one space, Unicode NFC.
 * The title comes first. What scripts would add is not there.
 */
export function textOfHtml(html: string): string {
  const parts: string[] = []
  let templates = 0
  readTokens(html, {
    start: (name) => {
      if (name === 'template') templates += 1
      if (!inline.has(name)) parts.push('\n')
    },
    end: (name) => {
      if (name === 'template') templates = Math.max(0, templates - 1)
      if (!inline.has(name)) parts.push('\n')
    },
    text: (text, inside) => {
      if (templates === 0 && (inside === undefined || !unread.has(inside))) parts.push(text.replaceAll(/\s/gu, ' '))
    },
  })
  return plainLines(parts.join(''))
}

/** Lines without white space at their ends and without empty ones among them. */
export function plainLines(text: string): string {
  return text
    .replaceAll('\0', '')
    .normalize('NFC')
    .split(/[\n\r\u2028\u2029]+/u)
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** The text of a file by its media type; `undefined` for what is no text. */
export function textOfFile(decoded: string, mediaType: string): string | undefined {
  if (isHtml(mediaType)) return textOfHtml(decoded)
  return isText(mediaType) ? plainLines(decoded) : undefined
}

/** Whether a media type, without parameters, is HTML. */
export function isHtml(mediaType: string): boolean {
  return mediaType === 'text/html' || mediaType === 'application/xhtml+xml'
}

/** Whether a media type is read as characters. */
export function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || isHtml(mediaType) || mediaType === 'application/json'
}
