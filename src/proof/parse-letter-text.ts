import { parsePartialDate, type Addressee, type Block, type BlockKind, type EditionText, type Inline } from '#kernel'
import { canonicalText, LETTER_TEXT_FORMAT } from './letter-text.ts'

const unescape = (text: string): string => text.replace(/\\(.)/gsu, '$1')

/** A line's links and the text between them; anything that is neither stays text and fails the final comparison. */
function parseInlines(line: string): readonly Inline[] {
  const inlines: Inline[] = []
  const pattern = /\[((?:[^\\[\]]|\\.)*)\]\(((?:[^\\()]|\\.)*)\)|((?:[^\\[]|\\.)+|.)/gsu
  for (const [, anchor, href, text] of line.matchAll(pattern)) {
    if (anchor === undefined) inlines.push({ kind: 'text', text: unescape(text ?? '') })
    else inlines.push({ kind: 'link', text: unescape(anchor), href: href === '' ? undefined : unescape(href ?? '') })
  }
  return inlines
}

const MARKED: readonly (readonly [string, BlockKind])[] = [
  ['# ', 'heading'],
  ['- ', 'bullet'],
  ['1. ', 'numbered'],
  ['> ', 'quote'],
]

function parseBlock(line: string): Block {
  for (const [marker, kind] of MARKED)
    if (line.startsWith(marker)) return { kind, inlines: parseInlines(line.slice(marker.length)) }
  return { kind: 'paragraph', inlines: parseInlines(line) }
}

function parseAddressee(value: string): Addressee {
  // A bar within a part is written `\|`, so a bar after a space always separates.
  const [name, title, organization] = value.split(' | ').map((part) => (part === '-' ? undefined : unescape(part)))
  return { name, title, organization }
}

/**
 * Reads a canonical text back.
 * @returns the normalized edition, or `undefined` for anything that is not byte for byte a canonical text; never throws.
 */
export function parseCanonicalText(text: string): EditionText | undefined {
  const [head = '', ...blocks] = text.replace(/\n$/, '').split('\n\n')
  const [format, ...lines] = head.split('\n')
  if (format !== LETTER_TEXT_FORMAT) return undefined
  const values = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(': ')
    return colon < 0 ? ['', line] : [line.slice(0, colon), line.slice(colon + 2)]
  })
  const one = (name: string): string | undefined => values.find(([key]) => key === name)?.[1]
  const all = (name: string): readonly string[] => values.flatMap(([key, value]) => (key === name ? [value] : []))
  const date = one('date')
  const edition: EditionText = {
    language: one('language') ?? '',
    title: one('title'),
    date: date === undefined ? undefined : parsePartialDate(date),
    recipient: one('recipient') ?? '',
    addressees: all('to').map(parseAddressee),
    copies: all('cc').map(parseAddressee),
    salutation: one('salutation'),
    blocks: blocks.map(parseBlock),
    closing: one('closing'),
  }
  // Whatever was read leniently above and is not in the one canonical spelling differs here.
  return canonicalText(edition) === text ? edition : undefined
}
