import { directionOf, wordsFor } from '#kernel'
import type { FontRack, FontSet } from './fonts.ts'
import { geometryOf, type Geometry } from './geometry.ts'
import { isolator } from './isolate.ts'
import { languageParts } from './language.ts'
import { breakWideWords } from './line-count.ts'
import type { ListPaper, ListStep, PrintedNames } from './list-paper.ts'
import { listTemplate } from './list-template.ts'
import type { Press } from './press.ts'
import { isVisible, printerFor, textsIn } from './printable.ts'
import { signatureBlock, type PrintedColumn } from './signature-block.ts'

/** The first page holds no more headings than this; who reads further finds them in the document's outline. */
const contentsAtMost = 24

/** Reckons a list and has it set; `tell` hears of it between the two, for the second is one call that says nothing. */
export function printList(
  sheet: ListPaper,
  { rack, press, tell }: { readonly rack: FontRack; readonly press: Press; readonly tell: (step: ListStep) => void },
): PrintedNames {
  const names = sheet.groups.reduce((sum, { signatories }) => sum + signatories.length, 0)
  const digits = new Intl.NumberFormat(sheet.language).format(1_234_567_890)
  const fonts = rack.setFor([digits, ...textsIn(sheet)], sheet.language)
  const geometry = geometryOf({ paper: sheet.paper, text: sheet, letterhead: [] }, names)
  const { print } = printerFor([fonts.light, fonts.small])
  const isolate = isolator(directionOf(sheet.language))
  const printName = (typed: string): string => isolate(print(typed))
  const { pages } = signatureBlock(sheet.groups, '', printName, { geometry, ...fonts })
  tell({ names, pages: pages.length + 1 })
  const files = {
    'list.json': listData(sheet, { fonts, geometry, printName, pages }),
    'signatures.json': pages,
  }
  const pdf = press.set({ template: listTemplate, files, families: fonts.families }, (compiler, document) =>
    compiler.pdf(document, { pdfStandard: 'ua-1' }),
  )
  return { pdf: new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength), pages: pages.length + 1 }
}

type Known = {
  readonly fonts: FontSet
  readonly geometry: Geometry
  readonly printName: (typed: string) => string
  readonly pages: readonly (readonly PrintedColumn[])[]
}

function listData(sheet: ListPaper, { fonts, geometry, printName, pages }: Known) {
  const [language, region] = languageParts(sheet.language)
  const words = wordsFor(sheet.language)
  const measure = { width: geometry.pageWidth - 2 * geometry.signMargin - 60, hang: 0, font: fonts.heavy }
  const line = (text: string, size = geometry.letterSize): string =>
    breakWideWords(printName(text), { ...measure, size })
  return {
    ...{ language, region, isLeftward: directionOf(sheet.language) === 'rtl', geometry },
    families: fonts.families.map(({ family }) => family),
    day: sheet.day.split('-').map(Number),
    campaign: line(sheet.campaign),
    title: line(isVisible(sheet.title) ? sheet.title : sheet.day, geometry.headlineSize),
    lead: sheet.lead.map((sentence) => line(sentence)),
    contentsLabel: printName(words.listPrint.contents),
    contents: contentsOf(sheet, pages).map(({ name, where }) => ({ name: line(name), where: printName(where) })),
    head: printName(sheet.head),
    foot: printName(sheet.foot),
    pageOf: printName(words.sheet.pageOf('{page}', '{pages}')),
  }
}

/** The headings with how many names stand under each, and on which page it begins. */
function contentsOf({ groups, language }: ListPaper, pages: Known['pages']) {
  const words = wordsFor(language).listPrint
  const number = new Intl.NumberFormat(language)
  // The first page is this one.
  const begins = pages.flatMap((columns, index) =>
    columns.flat().flatMap((entry) => (typeof entry !== 'string' && entry.isHeading ? [index + 2] : [])),
  )
  const headed = groups.flatMap(({ heading, signatories }) =>
    heading !== undefined && isVisible(heading) && signatories.length > 0 ? [{ heading, signatories }] : [],
  )
  return headed.slice(0, contentsAtMost).map(({ heading, signatories }, index) => ({
    name: heading,
    where: words.where(number.format(signatories.length), number.format(begins[index] ?? 2)),
  }))
}
