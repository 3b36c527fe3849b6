import { ExternalHyperlink, TextRun, type IRunOptions, type ParagraphChild } from 'docx'
import type { Inline } from '#kernel'
import { style } from './docx-styles.ts'
import { followable } from './followable.ts'
import { isLeftwardText, markupText } from './markup-text.ts'

/** A run of text as Word has it: what XML cannot hold is left out, and words written from the right are said to be. */
export function runOf(text: string, more: Omit<IRunOptions, 'text' | 'children'> = {}): TextRun {
  const held = markupText(text)
  return new TextRun({ ...more, text: held, ...(isLeftwardText(held) && { rightToLeft: true }) })
}

/** Running text with its links; a citation whose target is lost is marked, as in print. */
export function runsOf(inlines: readonly Inline[]): readonly ParagraphChild[] {
  return inlines.map((inline) => {
    if (inline.kind === 'text') return runOf(inline.text)
    const link = followable(inline.href)
    if (link === undefined) return runOf(inline.text, { style: style.lost })
    return new ExternalHyperlink({ link, children: [runOf(inline.text, { style: 'Hyperlink' })] })
  })
}
