import type { Block, Inline } from '#kernel'
import { followable } from './followable.ts'
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

/** Where a link leads: null for plain text; anything that may not be followed prints like a lost target. */
const hrefOf = (inline: Inline): string | null => (inline.kind === 'text' ? null : (followable(inline.href) ?? ''))
