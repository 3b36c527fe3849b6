import { createHash } from 'node:crypto'
import type { Addressee, Block, BlockKind, EditionText, Inline, VersionHash } from '#kernel'
import { normalizeEdition } from './normalize.ts'

/** First line of every canonical text. A change of any rule is a new number. */
export const LETTER_TEXT_FORMAT = 'undersigned letter text 1'

const MARKERS: Readonly<Record<BlockKind, string>> = {
  paragraph: '',
  heading: '# ',
  bullet: '- ',
  numbered: '1. ',
  quote: '> ',
}
const LEADS_LIKE_A_MARKER = /^(?:[#>-]|1\.) /

const escapeText = (text: string): string => text.replace(/[\\[\]]/g, String.raw`\$&`)
const escapeTarget = (href: string): string => href.replace(/[\\()]/g, String.raw`\$&`)
const escapePart = (part: string | undefined): string => {
  if (part === undefined) return '-'
  return part === '-' ? String.raw`\-` : part.replace(/[\\|]/g, String.raw`\$&`)
}

function inlineText(inline: Inline): string {
  if (inline.kind === 'text') return escapeText(inline.text)
  return `[${escapeText(inline.text)}](${inline.href === undefined ? '' : escapeTarget(inline.href)})`
}

function blockText(block: Block): string {
  const line = block.inlines.map(inlineText).join('')
  if (block.kind !== 'paragraph') return MARKERS[block.kind] + line
  return LEADS_LIKE_A_MARKER.test(line) ? `\\${line}` : line
}

const addresseeText = ({ name, title, organization }: Addressee): string =>
  [name, title, organization].map(escapePart).join(' | ')

/**
 * The canonical text of an edition: what is hashed, signed and kept, byte for byte as docs/formats/letter-text.md
 * says ("undersigned letter text 1"). Equal for editions that differ only in line ends, runs of white space, Unicode
 * normal form or invisible characters; different for all others. Ends with one LF.
 */
export function canonicalText(edition: EditionText): string {
  const normal = normalizeEdition(edition)
  const header: readonly (readonly [string, string | undefined])[] = [
    ['language', normal.language],
    ['title', normal.title],
    ['date', normal.date],
    ['recipient', normal.recipient],
    ...normal.addressees.map((addressee) => ['to', addresseeText(addressee)] as const),
    ...normal.copies.map((addressee) => ['cc', addresseeText(addressee)] as const),
    ['salutation', normal.salutation],
    ['closing', normal.closing],
  ]
  const lines = header.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}: ${value}`]))
  return [[LETTER_TEXT_FORMAT, ...lines].join('\n'), ...normal.blocks.map(blockText)].join('\n\n') + '\n'
}

/** SHA-256 of the text's UTF-8 bytes, 64 lower-case hexadecimal digits: the name of a version. */
export function hashText(text: string): VersionHash {
  return createHash('sha256').update(text, 'utf8').digest('hex') as VersionHash
}
