import type { BlockKind, Inline } from '#kernel'

const MARKERS: Readonly<Record<BlockKind, string>> = {
  paragraph: '',
  heading: '## ',
  bullet: '- ',
  numbered: '1. ',
  quote: '> ',
}

/** Text that CommonMark and our directives read back as exactly this text, within a line. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<]/gu, '\\$&')
    .replace(/&(?=#?[0-9A-Za-z]+;)/gu, '\\&')
    .replace(/:(?=(?:only|vary|recipient|demand)(?:\\\[|$))/gu, '\\:')
    .replace(/!$/u, '\\!')
}

/** Running text as Markdown; a lost target is written `[text]()`. */
export function markdownOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline, i) => {
      if (inline.kind === 'link') return `[${escaped(inline.text)}](${targetOf(inline.href ?? '')})`
      const text = escaped(inline.text)
      // Only before a link does a final exclamation mark make an image.
      return inlines[i + 1] === undefined && text.endsWith('\\!') ? `${text.slice(0, -2)}!` : text
    })
    .join('')
}

/** Balanced brackets, as in many addresses of encyclopedias, need no escape. */
const BALANCED = /^[^()]*(?:\([^()]*\)[^()]*)*$/u

const targetOf = (href: string): string =>
  href.replace(BALANCED.test(href) ? /[\\<>[\]]/gu : /[\\()<>[\]]/gu, '\\$&').replace(/&(?=#?[0-9A-Za-z]+;)/gu, '\\&')

/** A line of Markdown that is a block of this kind, whatever its first characters would otherwise mean. */
export function markdownBlock(kind: BlockKind, line: string): string {
  const start = line.replace(/^(?=[#>+=~-]|:::)/u, '\\').replace(/^(\d{1,9})(?=[.)])/u, '$1\\')
  // A heading's last word of hash marks would be read as its end.
  return MARKERS[kind] + (kind === 'heading' ? start.replace(/ (#+)$/u, ' \\$1') : start)
}

/** The value of a directive's attribute, quoted. */
export function attributeOf(value: string): string {
  return `"${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
}
