import { dateInWords, wordsFor, type Addressee, type Block, type EditionText } from '#kernel'

/**
 * Everything that a text prints, as blocks: what stands above and below its paragraphs, too, since who signs a letter signs whom it greets.
 */
export function wholeBlocks(text: EditionText): readonly Block[] {
  const { language } = text
  const copies = text.copies.map(inOneLine).join('; ')
  return [
    ...block('heading', text.title),
    ...block('paragraph', text.date && dateInWords(text.date, language)),
    ...text.addressees.flatMap((one) => block('paragraph', inOneLine(one))),
    ...block('paragraph', copies && `${wordsFor(language).sheet.copies} ${copies}`),
    ...block('paragraph', text.salutation),
    ...text.blocks,
    ...block('paragraph', text.closing),
  ]
}

const inOneLine = ({ name, title, organization }: Addressee): string =>
  [name, title, organization].filter(Boolean).join(', ')

const block = (kind: 'heading' | 'paragraph', text: string | undefined): readonly Block[] =>
  text ? [{ kind, inlines: [{ kind: 'text', text }] }] : []
