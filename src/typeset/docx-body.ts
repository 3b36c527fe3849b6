import { HeadingLevel, Paragraph, TextRun, type IParagraphOptions } from 'docx'
import { dateInWords, type Block, type EditionText } from '#kernel'
import { addresseeLines, copiesLine } from './addressees.ts'
import { runOf, runsOf } from './docx-runs.ts'
import { list, style } from './docx-styles.ts'
import { isVisible } from './printable.ts'

/** Makes the paragraphs of one letter, all in its direction. */
export type Setter = (options: IParagraphOptions) => Paragraph

/** @returns a setter of paragraphs that run as the letter's language does. */
export const setterFor =
  (isLeftward: boolean): Setter =>
  (options) =>
    new Paragraph({ ...options, ...(isLeftward && { bidirectional: true }) })

/** Everything above the signatures but the closing: headline, date, addressees, copies, salutation, text. */
export function bodyParagraphs(text: EditionText, set: Setter): readonly Paragraph[] {
  const plain = (styled: string, words: string | undefined): readonly Paragraph[] =>
    words === undefined || !isVisible(words) ? [] : [set({ style: styled, children: [runOf(words)] })]
  const hasHeadline = isVisible(text.title ?? '')
  return [
    ...(hasHeadline ? [set({ heading: HeadingLevel.HEADING_1, children: [runOf(text.title ?? '')] })] : []),
    ...plain(style.date, text.date === undefined ? undefined : dateInWords(text.date, text.language)),
    ...addresseeLines(text.addressees).map((lines) => set({ style: style.addressee, children: brokenLines(lines) })),
    ...plain(style.copies, copiesLine(text.copies, text.language)),
    ...plain(style.salutation, text.salutation),
    ...blockParagraphs(text.blocks, set),
  ]
}

/** Lines of one paragraph. */
const brokenLines = (lines: readonly string[]): readonly TextRun[] =>
  lines.flatMap((line, index) => (index === 0 ? [runOf(line)] : [new TextRun({ break: 1 }), runOf(line)]))

function blockParagraphs(blocks: readonly Block[], set: Setter): readonly Paragraph[] {
  let lists = 0
  return blocks.flatMap((block, index) => {
    const children = runsOf(block.inlines)
    if (!block.inlines.some((inline) => isVisible(inline.text))) return []
    // Numbered items that follow each other are one list; the next list begins at 1 again.
    if (block.kind === 'numbered' && blocks[index - 1]?.kind !== 'numbered') lists += 1
    switch (block.kind) {
      case 'paragraph':
        return [set({ style: style.body, children })]
      case 'heading':
        return [set({ heading: HeadingLevel.HEADING_2, children })]
      case 'quote':
        return [set({ style: style.quote, children })]
      case 'bullet':
        return [set({ style: style.bullet, children, numbering: numbering(list.bullet, 0) })]
      case 'numbered':
        return [set({ style: style.numbered, children, numbering: numbering(list.numbered, lists) })]
      default:
        return block.kind satisfies never
    }
  })
}

/** A place in a list of its own (`instance`), with the style that the paragraph has already. */
export const numbering = (reference: string, instance: number) => ({ reference, instance, level: 0, custom: true })
