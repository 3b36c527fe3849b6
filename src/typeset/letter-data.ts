import { dateInWords, Fault, wordsFor, type Addressee, type Inline } from '#kernel'
import { readFontMetrics } from './font-metrics.ts'
import type { LetterFonts } from './fonts.ts'
import { geometryOf, type Geometry } from './geometry.ts'
import { languageParts } from './language.ts'
import { gatherItems, type LetterItem } from './letter-items.ts'
import { breakWideWords, countLines, narrowest, widest, type Column } from './line-count.ts'
import { isVisible, printerFor, type MissingCharacter, type Printer } from './printable.ts'
import { signatureBlock, type SignatureBlock } from './signature-block.ts'
import type { LetterSheet } from './sheet.ts'

/** Everything the letter's template reads, as JSON: strings, never markup, so nobody can sign with a command. */
export type LetterData = {
  readonly title: string
  readonly language: string
  readonly region: string | null
  readonly day: readonly number[] | null
  readonly geometry: Geometry
  readonly headline: string
  readonly date: string
  readonly runningHead: string
  readonly addressees: readonly (readonly string[])[]
  readonly copiesLabel: string
  readonly copies: readonly string[]
  readonly salutation: string
  readonly items: readonly LetterItem[]
  readonly closing: string
  readonly letterhead: readonly { readonly name: string; readonly lines: number }[]
  /** The sentence for names that did not fit, by how many there are: `more[n - moreFrom]`. */
  readonly more: readonly string[]
  readonly moreFrom: number
  readonly foot: string
  readonly isDraft: boolean
  readonly draftMark: string
  readonly pageOf: string
}

/** No letter's own pages hold more letterhead than this; the rest is only counted. */
const mostLetterhead = 800

/** @returns what the template prints, and which characters had to be replaced. */
export function letterData(
  sheet: LetterSheet,
  fonts: LetterFonts,
): {
  readonly data: LetterData
  readonly signatures: SignatureBlock
  readonly missing: readonly MissingCharacter[]
} {
  const [reading, heavy] = fonts.serif.map(readFontMetrics)
  const [small] = fonts.sans.map(readFontMetrics)
  if (!reading || !heavy || !small) throw new Fault('typeset-failed', 'the fonts to set a letter in are incomplete')
  const printer = printerFor([reading, small])
  const { print } = printer
  const { text, state } = sheet
  const words = wordsFor(text.language).sheet
  const names = sheet.groups.reduce((sum, group) => sum + group.signatories.length, 0)
  const geometry = geometryOf(sheet, names)
  const date = text.date === undefined ? '' : dateInWords(text.date, text.language)
  const [language, region] = languageParts(text.language)
  // Three quarters of the measure: quotations and lists stand indented.
  const measure = {
    width: (geometry.pageWidth - geometry.near - geometry.far) * 0.75,
    hang: 0,
    size: geometry.letterSize,
    font: heavy,
  }
  const printWide = (typed: string): string => breakWideWords(print(typed), measure)
  const headline = isVisible(text.title ?? '') ? (text.title ?? '') : ''
  const data: LetterData = {
    title: print([sheet.documentTitle, text.title ?? ''].find(isVisible) ?? words.untitled(text.recipient)),
    language,
    region,
    day: text.date?.length === 10 ? text.date.split('-').map(Number) : null,
    geometry,
    headline: breakWideWords(print(headline), { ...measure, size: geometry.headlineSize }),
    date: print(date),
    runningHead: print([text.recipient, date].filter((part) => part !== '').join(' · ')),
    addressees: text.addressees.map((addressee) => addresseeLines(addressee).map(printWide)),
    copiesLabel: print(words.copies),
    copies: text.copies.map((addressee) => printWide(addresseeLines(addressee).join(', '))),
    salutation: printWide(text.salutation ?? ''),
    items: gatherItems(text.blocks, (inline: Inline) => printWide(inline.text)),
    closing: printWide(text.closing ?? ''),
    ...letterheadOf(sheet, print, {
      width: geometry.sidebarWidth,
      hang: geometry.sidebarHang,
      size: geometry.sidebarSize,
      font: small,
    }),
    foot: print(state.kind === 'draft' ? words.draft : words.textFixed(state.frozenOn, state.version, state.hash)),
    isDraft: state.kind === 'draft',
    draftMark: print(words.draftMark),
    pageOf: print(words.pageOf('{page}', '{pages}')),
  }
  const signatures = signatureBlock(sheet.groups, data.closing, print, { geometry, light: reading, heavy, small })
  return { data, signatures, missing: printer.missing() }
}

function addresseeLines({ name, title, organization }: Addressee): readonly string[] {
  return [name, title, organization].filter((part) => part !== undefined && part !== '').map((part) => part ?? '')
}

function letterheadOf(
  sheet: LetterSheet,
  print: Printer['print'],
  column: Column,
): Pick<LetterData, 'letterhead' | 'more' | 'moreFrom'> {
  const { text, letterhead } = sheet
  const words = wordsFor(text.language).sheet
  const number = new Intl.NumberFormat(text.language)
  const shown = letterhead.slice(0, mostLetterhead).map((name) => breakWideWords(print(name), column))
  const moreFrom = letterhead.length - shown.length
  return {
    letterhead: shown.map((name) => {
      const lines = countLines(name, column, widest)
      return { name, lines: countLines(name, column, narrowest) === lines ? lines : 0 }
    }),
    more: Array.from({ length: shown.length + 1 }, (_, i) => print(words.moreAfterLetter(number.format(moreFrom + i)))),
    moreFrom,
  }
}
