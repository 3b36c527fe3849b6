import { directionOf, wordsFor } from '#kernel'
import type { FontSet } from './fonts.ts'
import { isolator } from './isolate.ts'
import { languageParts } from './language.ts'
import { palette } from './palette.ts'
import type { LetterSheet } from './sheet.ts'

/**
 * How every paper that is no letter begins in Typst: document, text, page and foot. It reads one file, which holds a `PaperFrame`
 * and whatever the paper is about.
 */
export const openingOf = (file: string): string => String.raw`
#let d = json("${file}")
#let (foot, pageOf) = (d.foot, d.pageOf)
${palette}
#set document(title: d.title, date: datetime(year: d.day.at(0), month: d.day.at(1), day: d.day.at(2)))
#set text(
  font: serif, fallback: false, lang: d.language, region: d.region, dir: if leftward { rtl } else { ltr },
  size: 9.6pt, fill: ink, number-type: "old-style", hyphenate: false, cjk-latin-spacing: none,
  top-edge: 0.8em, bottom-edge: -0.2em, costs: (widow: 300%, orphan: 300%, runt: 300%),
)
#set par(leading: 0.42em, spacing: 0.78em, justify: false, linebreaks: "optimized")
#let small(body) = text(font: sans, size: 7.6pt, number-type: "lining", body)
#let running-foot() = context {
  set text(font: sans, size: 6.8pt, fill: quiet, number-type: "lining", number-width: "tabular")
  let (page, pages) = (counter(page).get().first(), counter(page).final().first())
  grid(
    columns: (1fr, auto), column-gutter: 12pt,
    foot, pageOf.replace("{page}", str(page)).replace("{pages}", str(pages)),
  )
}
#set page(
  width: if d.isLetter { 612pt } else { 595.28pt }, height: if d.isLetter { 792pt } else { 841.89pt },
  margin: (x: 58pt, top: 60pt, bottom: 66pt), footer: running-foot(), footer-descent: 26pt,
)
`

/** What a paper says of itself. */
type Framed = {
  readonly language: string
  readonly paper: LetterSheet['paper']
  /** In full. */
  readonly day: string
  readonly foot: string
}

/** The part of a paper's data that its opening reads, but for the title. */
export function paperFrame({ language, paper, day, foot }: Framed, fonts: FontSet, print: (text: string) => string) {
  const [tongue, region] = languageParts(language)
  const isolate = isolator(directionOf(language))
  return {
    language: tongue,
    region,
    isLeftward: directionOf(language) === 'rtl',
    isLetter: paper === 'us-letter',
    families: fonts.families.map(({ family }) => family),
    day: day.split('-').map(Number),
    foot: isolate(print(foot)),
    pageOf: isolate(print(wordsFor(language).sheet.pageOf('{page}', '{pages}'))),
  }
}
