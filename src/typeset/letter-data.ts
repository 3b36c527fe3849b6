import { dateInWords, directionOf, wordsFor, type Inline } from '#kernel'
import { addresseeLines } from './addressees.ts'
import type { FontRack, FontSet } from './fonts.ts'
import { geometryOf, type Geometry } from './geometry.ts'
import { isolator } from './isolate.ts'
import { languageParts } from './language.ts'
import { gatherItems, type LetterItem } from './letter-items.ts'
import { letterheadOf, type Letterhead } from './letterhead.ts'
import { breakWideWords } from './line-count.ts'
import { isVisible, printerFor, textsIn, type MissingCharacter, type Printer } from './printable.ts'
import type { LetterSheet } from './sheet.ts'
import { signatureBlock, type Setting, type SignatureBlock } from './signature-block.ts'

/** Everything the letter's template reads, as JSON: strings, never markup, so nobody can sign with a command. */
export type LetterData = {
  readonly title: string
  readonly language: string
  readonly region: string | null
  readonly isLeftward: boolean
  /** The families of other scripts that the letter needs. */
  readonly families: readonly string[]
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
  readonly sourcesLabel: string
  readonly sources: readonly string[]
  readonly letterhead: Letterhead
  readonly foot: string
  readonly isDraft: boolean
  readonly draftMark: string
  readonly pageOf: string
}

/** @returns what the template prints, and which characters had to be replaced. */
export function letterData(
  sheet: LetterSheet,
  rack: FontRack,
): {
  readonly data: LetterData
  readonly fonts: FontSet
  readonly signatures: SignatureBlock
  readonly missing: readonly MissingCharacter[]
} {
  const { text, state } = sheet
  const date = text.date === undefined ? '' : dateInWords(text.date, text.language)
  const fonts = fontsFor(sheet, date, rack)
  const printer = printerFor([fonts.light, fonts.small])
  const { print } = printer
  const direction = directionOf(text.language)
  const isolate = isolator(direction)
  const printName = (typed: string): string => isolate(print(typed))
  const words = wordsFor(text.language).sheet
  const names = sheet.groups.reduce((sum, group) => sum + group.signatories.length, 0)
  const geometry = geometryOf(sheet, names)
  const [language, region] = languageParts(text.language)
  // Three quarters of the measure: quotations and lists stand indented.
  const measure = {
    width: (geometry.pageWidth - geometry.near - geometry.far) * 0.75,
    hang: 0,
    size: geometry.letterSize,
    font: fonts.heavy,
  }
  const printWide = (typed: string): string => breakWideWords(print(typed), measure)
  const printLine = (typed: string): string => isolate(printWide(typed))
  const headline = isVisible(text.title ?? '') ? (text.title ?? '') : ''
  const data: LetterData = {
    title: print([sheet.documentTitle, text.title ?? ''].find(isVisible) ?? words.untitled(text.recipient)),
    language,
    region,
    isLeftward: direction === 'rtl',
    families: fonts.families.map(({ family }) => family),
    day: dayIn(text.date),
    geometry,
    headline: breakWideWords(print(headline), { ...measure, size: geometry.headlineSize }),
    date: print(date),
    runningHead: [text.recipient, date]
      .filter((part) => part !== '')
      .map(printName)
      .join(' · '),
    addressees: addresseeLines(text.addressees).map((lines) => lines.map(printLine)),
    copiesLabel: printName(words.copies),
    copies: addresseeLines(text.copies).map((lines) => lines.map(printLine).join(', ')),
    salutation: printWide(text.salutation ?? ''),
    items: gatherItems(text.blocks, (inline: Inline) => printWide(inline.text)),
    closing: printWide(text.closing ?? ''),
    sourcesLabel: printName(words.sources),
    sources: (sheet.sources ?? []).map(printLine),
    letterhead: letterheadFor(sheet, printName, { geometry, ...fonts }),
    foot: printName(state.kind === 'draft' ? words.draft : words.textFixed(state.frozenOn, state.version, state.hash)),
    isDraft: state.kind === 'draft',
    draftMark: print(words.draftMark),
    pageOf: printName(words.pageOf('{page}', '{pages}')),
  }
  const signatures = signatureBlock(sheet.groups, data.closing, printName, { geometry, ...fonts })
  return { data, fonts, signatures, missing: printer.missing() }
}

/** Year, month and day of a full date; null of any other. */
export function dayIn(date: string | undefined): readonly number[] | null {
  return date?.length === 10 ? date.split('-').map(Number) : null
}

function fontsFor(sheet: LetterSheet, date: string, rack: FontRack): FontSet {
  const { language } = sheet.text
  // Digits too: some languages have their own.
  const derived = [date, new Intl.NumberFormat(language).format(1_234_567_890)]
  return rack.setFor([...textsIn(sheet), ...derived], language)
}

function letterheadFor({ text, letterhead }: LetterSheet, print: Printer['print'], setting: Setting): Letterhead {
  const { geometry, small } = setting
  const words = wordsFor(text.language).sheet
  const number = new Intl.NumberFormat(text.language)
  const column = {
    width: geometry.sidebarWidth,
    hang: geometry.sidebarHang,
    size: geometry.sidebarSize,
    font: small,
  }
  const sentence = (count: number): string => print(words.moreAfterLetter(number.format(count)))
  return letterheadOf(letterhead, { geometry, column, print }, sentence)
}
