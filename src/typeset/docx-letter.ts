import { Document, Packer, SectionType, HeadingLevel, type ISectionOptions, type Paragraph } from 'docx'
import { dateInWords, directionOf, wordsFor } from '#kernel'
import { bodyParagraphs, numbering, setterFor, type Setter } from './docx-body.ts'
import { normalizedDocx } from './docx-bytes.ts'
import { footerFor, letterheadHeader, runningHead } from './docx-frame.ts'
import { runOf } from './docx-runs.ts'
import { signatureParagraphs } from './docx-signatures.ts'
import { list, lists, style, stylesFor, twips } from './docx-styles.ts'
import { geometryOf, type Geometry } from './geometry.ts'
import { markupText } from './markup-text.ts'
import { isVisible } from './printable.ts'
import type { LetterSheet } from './sheet.ts'
import { stateLine, titleOf } from './sheet-lines.ts'

/**
 * An edition as a Word document (ISO/IEC 29500): the same parts as the PDF, in the styles that Word has for letters, signatories as lists
 * under the headings of their groups. The letterhead stands in the header of the first page, as far as that page holds it. The same sheet
 * gives the same bytes: the day in its properties is the letter's own. Long lists take a while: call it from a worker.
 */
export async function letterDocx(sheet: LetterSheet): Promise<Uint8Array> {
  const { text } = sheet
  const isLeftward = directionOf(text.language) === 'rtl'
  const document = new Document({
    title: markupText(titleOf(sheet)),
    creator: 'Undersigned',
    lastModifiedBy: 'Undersigned',
    styles: stylesFor(text.language),
    numbering: lists,
    sections: [...sectionsOf(sheet, setterFor(isLeftward))],
  })
  const day = text.date?.length === 10 ? text.date : undefined
  return normalizedDocx(await Packer.toBuffer(document), { language: text.language, day, isLeftward })
}

/** No more entries than this stand under the letter itself; up to the second number they stand in one column. */
const [mostShort, mostSingle] = [60, 6]

function sectionsOf(sheet: LetterSheet, set: Setter): readonly ISectionOptions[] {
  const { text, groups } = sheet
  const names = groups.reduce((sum, group) => sum + group.signatories.length, 0)
  const geometry = geometryOf(sheet, names)
  const isShort = names <= mostShort
  const columns = isShort ? (names > mostSingle ? 2 : 1) : geometry.signColumns
  const pages = pagesOf(sheet, geometry, set)
  const letter = { ...pages.letter, children: [...bodyParagraphs(text, set)] }
  const closing = isVisible(text.closing ?? '')
    ? [set({ style: style.closing, children: [runOf(text.closing ?? '')] })]
    : []
  const around = isShort ? pages.letter : pages.list
  const below = (children: readonly Paragraph[], count = 1): ISectionOptions => ({
    properties: {
      ...around.properties,
      titlePage: false,
      type: SectionType.CONTINUOUS,
      column: { count, space: twips(isShort ? geometry.shortGutter : geometry.signGutter) },
    },
    children: [...children],
  })
  const signatures = signatureParagraphs(groups, set)
  const last = [...sourceParagraphs(sheet, set), set({ style: style.fixed, children: [runOf(stateLine(sheet))] })]
  // A list with pages of its own begins them with the closing, on a line as wide as the page.
  const head = isShort
    ? [{ ...letter, children: [...letter.children, ...closing] }]
    : [letter, { ...pages.list, children: closing.length > 0 ? closing : [set({ style: style.closing })] }]
  return [...head, ...(signatures.length === 0 ? [] : [below(signatures, columns)]), below(last)]
}

/** The pages of the letter, beside its letterhead, and those of a list that has pages of its own. */
function pagesOf(sheet: LetterSheet, geometry: Geometry, set: Setter) {
  const { text, letterhead } = sheet
  const isLeftward = directionOf(text.language) === 'rtl'
  const { pageWidth, pageHeight, near, far, top, bottom, signMargin } = geometry
  const date = text.date === undefined ? '' : dateInWords(text.date, text.language)
  const mark = sheet.state.kind === 'draft' ? stateLine(sheet) : ''
  const running = runningHead([text.recipient, date].filter((part) => part !== '').join(' · '), mark, set)
  const page = (first: number, second: number) => ({
    size: { width: twips(pageWidth), height: twips(pageHeight) },
    margin: {
      ...{ top: twips(top), bottom: twips(bottom), header: twips(30), footer: twips(36) },
      left: twips(isLeftward ? second : first),
      right: twips(isLeftward ? first : second),
    },
  })
  return {
    letter: {
      properties: { page: page(near, far), titlePage: true },
      headers: {
        default: running,
        first: letterhead.length > 0 ? letterheadHeader(sheet, geometry, set) : runningHead('', mark, set),
      },
      footers: {
        default: footerFor(sheet, pageWidth - near - far, set),
        first: footerFor(sheet, pageWidth - near - far, set),
      },
    },
    list: {
      properties: { page: page(signMargin, signMargin), titlePage: false, type: SectionType.NEXT_PAGE },
      headers: { default: running },
      footers: { default: footerFor(sheet, pageWidth - 2 * signMargin, set) },
    },
  }
}

function sourceParagraphs({ text, sources = [] }: LetterSheet, set: Setter): readonly Paragraph[] {
  if (sources.length === 0) return []
  return [
    set({ heading: HeadingLevel.HEADING_3, children: [runOf(wordsFor(text.language).sheet.sources)] }),
    ...sources.map((source) =>
      set({ style: style.source, numbering: numbering(list.numbered, 0), children: [runOf(source)] }),
    ),
  ]
}
