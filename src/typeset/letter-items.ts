import type { Block, Inline } from '#kernel'
import { isVisible } from './printable.ts'

/** A run of text; `href` is null for plain text, empty for a citation whose target is lost. */
type Run = { readonly text: string; readonly href: string | null }

/** A part of the letter's body as the template sets it: list items that follow each other are one list. */
export type LetterItem =
  | { readonly kind: 'paragraph' | 'heading' | 'quote'; readonly runs: readonly Run[] }
  | { readonly kind: 'bullet' | 'numbered'; readonly rows: readonly (readonly Run[])[] }

/** Gathers blocks into what is printed; `print` makes one run's text printable. */
export function gatherItems(blocks: readonly Block[], print: (inline: Inline) => string): readonly LetterItem[] {
  const items: LetterItem[] = []
  for (const block of blocks) {
    const runs = block.inlines.map((inline) => ({ text: print(inline), href: hrefOf(inline) }))
    if (!runs.some((run) => isVisible(run.text))) continue
    if (block.kind !== 'bullet' && block.kind !== 'numbered') {
      items.push({ kind: block.kind, runs })
      continue
    }
    const last = items.at(-1)
    if (last?.kind === block.kind && 'rows' in last)
      items.splice(-1, 1, { kind: block.kind, rows: [...last.rows, runs] })
    else items.push({ kind: block.kind, rows: [runs] })
  }
  return items
}

/**
 * Where a link leads. Only web and mail addresses become links (a PDF must not run a script), in ASCII as PDF wants
 * them; anything else prints like a lost target.
 */
function hrefOf(inline: Inline): string | null {
  if (inline.kind === 'text') return null
  const href = inline.href ?? ''
  if (!/^(https?:\/\/|mailto:)[^\s]/i.test(href) || href.length > 4000 || !URL.canParse(href)) return ''
  return /^[\x21-\x7e]+$/.test(href) ? href : new URL(href).href
}
