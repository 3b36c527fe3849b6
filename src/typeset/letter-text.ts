import { dateInWords, wordsFor, type Block, type Signatory } from '#kernel'
import { addresseeLines, copiesLine } from './addressees.ts'
import { isVisible } from './printable.ts'
import type { LetterSheet } from './sheet.ts'
import { stateLine } from './sheet-lines.ts'
import { partsOf } from './signatory-parts.ts'

/**
 * An edition as plain text, for a mail or a terminal: a line is a paragraph, whatever its length, so that nothing has to be put together
 * again; a name is a line that begins with `- `. Links stand after their words in angle brackets. The fixed bytes of a text, without
 * its signatories, are another file (docs/formats/letter-text.md).
 */
export function letterText(sheet: LetterSheet): string {
  const { text, groups, sources = [] } = sheet
  const words = wordsFor(text.language).sheet
  const lists = groups.flatMap(({ heading, remark, signatories }) =>
    signatories.length === 0
      ? []
      : [
          ...(heading === undefined ? [] : [`${flat(heading)}:`]),
          ...(remark === undefined ? [] : [flat(remark)]),
          signatories.map((one) => `- ${lineOf(one)}`).join('\n'),
        ],
  )
  const parts = [
    // Whoever reads only the beginning must not take a draft for the letter.
    sheet.state.kind === 'draft' ? stateLine(sheet) : undefined,
    text.title,
    text.date === undefined ? undefined : dateInWords(text.date, text.language),
    ...addresseeLines(text.addressees).map((lines) => lines.map(flat).join('\n')),
    copiesLine(text.copies, text.language),
    text.salutation,
    ...blockTexts(text.blocks),
    text.closing,
    ...lists,
    ...(sources.length === 0
      ? []
      : [`${words.sources}:`, sources.map((one, index) => `${index + 1}. ${flat(one)}`).join('\n')]),
    stateLine(sheet),
  ]
  return `${parts.filter((part) => part !== undefined && isVisible(part)).join('\n\n')}\n`
}

/** One line, whatever was typed: a name must not make a line of its own out of a part of itself. */
const flat = (text: string): string => text.replace(/\s+/gu, ' ').trim()

const lineOf = (signatory: Signatory): string =>
  [signatory.name, ...partsOf(signatory).map(({ text }) => text)].map(flat).join(', ')

function blockTexts(blocks: readonly Block[]): readonly string[] {
  const texts: string[] = []
  let number = 0
  for (const [index, { kind, inlines }] of blocks.entries()) {
    const words = flat(
      inlines
        .map((one) => (one.kind === 'link' && one.href !== undefined ? `${one.text} <${one.href}>` : one.text))
        .join(''),
    )
    number = kind === 'numbered' ? number + 1 : 0
    const marked = {
      paragraph: words,
      heading: words,
      quote: `> ${words}`,
      bullet: `- ${words}`,
      numbered: `${number}. ${words}`,
    }[kind]
    const isSameList = (kind === 'bullet' || kind === 'numbered') && blocks[index - 1]?.kind === kind
    if (isSameList) texts.push(`${texts.pop() ?? ''}\n${marked}`)
    else texts.push(marked)
  }
  return texts
}
