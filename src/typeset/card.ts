import { Resvg } from '@resvg/resvg-js'
import { dateInWords, directionOf, wordsFor, type PartialDate } from '#kernel'
import { cardTemplate } from './card-template.ts'
import type { FontRack, FontSet } from './fonts.ts'
import { languageParts } from './language.ts'
import { breakWideWords, shortenToLine } from './line-count.ts'
import { encodePng } from './png.ts'
import type { Press } from './press.ts'
import { isVisible, printerFor, textsIn } from './printable.ts'

/** What stands on the card a site draws beside a link to the letter. */
export type LetterCard = {
  /** BCP 47 tag of the letter. */
  readonly language: string
  readonly campaign: string
  readonly title: string
  readonly recipient: string
  /** How many stand on the printed list. */
  readonly signatories: number
  readonly date: PartialDate | undefined
  /** A draft says so in the place of its date. */
  readonly isDraft: boolean
}

/** Longer titles end in an ellipsis: nobody reads more on a card. */
const longestTitle = 240

/** Draws a card: Typst sets it, resvg paints it. */
export function drawCard(card: LetterCard, rack: FontRack, press: Press): Uint8Array {
  const day = card.date === undefined ? '' : dateInWords(card.date, card.language)
  const number = new Intl.NumberFormat(card.language).format(card.signatories)
  const fonts = rack.setFor(textsIn([card, day, number]), card.language)
  const files = { 'card.json': cardData(card, { day, number }, fonts) }
  const svg = press.set({ template: cardTemplate, files, families: fonts.families }, (compiler, document) =>
    compiler.plainSvg(document),
  )
  // Typst has drawn every glyph as a path, so no font is searched here.
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'width', value: 1200 } })
  const { pixels, width, height } = drawn.render()
  return encodePng(pixels, width, height)
}

function cardData(
  card: LetterCard,
  { day, number }: { readonly day: string; readonly number: string },
  { heavy, small, families }: FontSet,
) {
  const { print } = printerFor([heavy, small])
  const words = wordsFor(card.language).sheet
  // The semibold sans is a little wider than the regular one we reckon by.
  const line = { width: 780, hang: 0, size: 34, font: small }
  const [language, region] = languageParts(card.language)
  const title = isVisible(card.title) ? card.title : words.untitled(card.recipient)
  return {
    language,
    region,
    families: families.map(({ family }) => family),
    isLeftward: directionOf(card.language) === 'rtl',
    campaign: shortenToLine(print(card.campaign), line),
    recipient: shortenToLine(print(card.recipient === '' ? '' : words.cardTo(card.recipient)), line),
    title: breakWideWords(print(shorten(title)), { width: 816, hang: 0, size: 58, font: heavy }),
    count: print(card.signatories === 0 ? '' : words.cardSigned(card.signatories, number)),
    day: print(card.isDraft ? words.cardDraft : day),
    isDraft: card.isDraft,
    strokes: card.signatories,
  }
}

function shorten(title: string): string {
  if (title.length <= longestTitle) return title
  return `${title.slice(0, longestTitle).replace(/\s+\S*$/u, '')}…`
}
