import type { Addressee, Block, EditionText, Inline } from '#kernel'
import { canonicalCharacters, canonicalLine, trimSpaces } from './characters.ts'

const present = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : canonicalLine(text) || undefined

/** A target as the format keeps it: no white space, and `undefined` (lost) when it is empty or a bare `#`. */
function target(href: string | undefined): string | undefined {
  const line = present(href)?.replaceAll(' ', '%20')
  return line === '#' ? undefined : line
}

/** A character of a block and the link it stands in. */
type Run = { readonly text: string; readonly link: number | undefined; readonly href: string | undefined }

/** Runs with canonical characters; a space at the edge of a link is moved out of it and runs of spaces become one. */
function spaced(inlines: readonly Inline[]): readonly Run[] {
  const runs: Run[] = []
  const add = (text: string, link: number | undefined, href?: string): void => {
    const last = runs.at(-1)
    if (text === '') return
    if (last && last.link === link) runs.splice(-1, 1, { ...last, text: last.text + text })
    else runs.push({ text, link, href })
  }
  inlines.forEach((inline, i) => {
    if (inline.kind === 'text') return add(inline.text, undefined)
    const text = canonicalCharacters(inline.text)
    const inner = trimSpaces(text)
    if (text.startsWith(' ')) add(' ', undefined)
    add(inner, i, target(inline.href))
    if (text.endsWith(' ') && inner !== '') add(' ', undefined)
  })
  return runs.map((run) => ({ ...run, text: canonicalCharacters(run.text) })).filter((run) => run.text !== '')
}

function inlinesOf(runs: readonly Run[]): readonly Inline[] {
  const last = runs.length - 1
  return runs.flatMap((run, i): readonly Inline[] => {
    if (run.link !== undefined) return [{ kind: 'link', text: run.text, href: run.href }]
    const start = i === 0 ? run.text.replace(/^ +/, '') : run.text
    const text = i === last ? start.replace(/ +$/, '') : start
    return text === '' ? [] : [{ kind: 'text', text }]
  })
}

/** A fixed point: joining runs can bring white space or invisible characters together, so it is applied until it holds. */
function normalizeInlines(inlines: readonly Inline[]): readonly Inline[] {
  const once = inlinesOf(spaced(inlines))
  const settled = once.length === inlines.length && once.every((inline, i) => sameInline(inline, inlines[i]))
  return settled ? once : normalizeInlines(once)
}

function sameInline(a: Inline, b: Inline | undefined): boolean {
  if (b === undefined || a.kind !== b.kind || a.text !== b.text) return false
  return a.kind === 'text' || b.kind === 'text' || a.href === b.href
}

/**
 * The blocks as a signed text keeps them: canonical characters, neighboring text runs as one, no space at the edge
 * of a block or link, no empty link, no empty block. A target that is empty or a bare `#` is lost.
 */
export function normalizeBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks
    .map((block) => ({ kind: block.kind, inlines: normalizeInlines(block.inlines) }))
    .filter((block) => block.inlines.length > 0)
}

function normalizeAddressees(addressees: readonly Addressee[]): readonly Addressee[] {
  return addressees
    .map(({ name, title, organization }) => ({
      name: present(name),
      title: present(title),
      organization: present(organization),
    }))
    .filter(({ name, title, organization }) => (name ?? title ?? organization) !== undefined)
}

/** The edition as its canonical text keeps it; two editions with equal normal forms have equal hashes. */
export function normalizeEdition(edition: EditionText): EditionText {
  return {
    language: canonicalLine(edition.language),
    title: present(edition.title),
    date: edition.date,
    recipient: canonicalLine(edition.recipient),
    addressees: normalizeAddressees(edition.addressees),
    copies: normalizeAddressees(edition.copies),
    salutation: present(edition.salutation),
    blocks: normalizeBlocks(edition.blocks),
    closing: present(edition.closing),
  }
}
