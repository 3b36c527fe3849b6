import type { Block, Inline } from '#kernel'
import { followable } from './followable.ts'
import { isVisible } from './printable.ts'

/** A run of text; `href` is null for plain text, empty for a citation whose target is lost; a whole run is never broken. */
type Run = { readonly text: string; readonly href: string | null; readonly isWhole: boolean }

/** A part of the letter's body as the template sets it: list items that follow each other are one list. */
export type LetterItem =
  | { readonly kind: 'paragraph' | 'heading' | 'quote'; readonly runs: readonly Run[] }
  | { readonly kind: 'bullet' | 'numbered'; readonly rows: readonly (readonly Run[])[] }

/** Gathers blocks into what is printed; `print` makes one run's text printable. */
export function gatherItems(blocks: readonly Block[], print: (inline: Inline) => string): readonly LetterItem[] {
  const items: LetterItem[] = []
  for (const block of blocks) {
    const runs = endTogether(
      block.inlines.map((inline) => ({ text: print(inline), href: hrefOf(inline), isWhole: false })),
    )
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

/** The last two or three words of a text, short enough together to stand on any line. */
const lastWords = /(?<=\s)(?:[^\s\u200B]{1,8}\s){1,2}[^\s\u200B]{1,8}$/u

/**
 * The runs with their last words in one piece, so that none stands alone on the last line. Weighing all lines of a paragraph against each
 * other does the same, and takes a third of the time that a letter takes.
 */
function endTogether(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1)
  const end = last?.href === null ? lastWords.exec(last.text) : null
  if (!last || !end) return runs
  return [
    ...runs.slice(0, -1),
    { ...last, text: last.text.slice(0, end.index) },
    { ...last, text: end[0], isWhole: true },
  ]
}
