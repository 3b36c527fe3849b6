import { palette } from './palette.ts'

/**
 * The card in Typst, 1200 by 630 points for as many pixels. It reads `/card.json` (a `CardData`) and nothing else.
 * The strokes on the left stand for names on a letterhead: one for each signatory, as far as there is room.
 */
export const cardTemplate = String.raw`
#let d = json("/card.json")
${palette}
#set document(title: d.title, date: none)
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#fdfcf8"))
#set text(
  font: serif, fallback: false, lang: d.language, region: d.region, dir: if leftward { rtl } else { ltr },
  fill: ink, number-type: "old-style", hyphenate: false, top-edge: 0.8em, bottom-edge: -0.2em,
)
#set par(leading: 0.18em, spacing: 0pt)
#let at(x, y, body) = place(top + start, dx: if leftward { -x } else { x }, dy: y, body)
#let stroke-of(index) = rect(
  width: 52pt + calc.rem(index * index * 41 + index * 23, 107) * 1pt, height: 5pt,
  fill: if index == 0 { accent } else { hair },
)
#for index in range(calc.min(d.strokes, 27)) { at(64pt, 66pt + index * 18.6pt, stroke-of(index)) }
#at(264pt, 64pt, rect(width: 2pt, height: 502pt, fill: hair))
#let width = 1200pt - 312pt - 72pt
#let line-of(body) = box(width: width, height: 1.2em, clip: true, body)
#at(312pt, 56pt, text(font: sans, size: 34pt, weight: 600, fill: accent, number-type: "lining", line-of(d.campaign)))
#at(312pt, 114pt, text(font: sans, size: 34pt, fill: quiet, number-type: "lining", line-of(d.recipient)))
#context at(312pt, 188pt, {
  // The largest size at which the title fits.
  let set-at(size) = block(width: width, text(size: size, weight: 600, d.title))
  let sizes = (80pt, 72pt, 64pt, 58pt, 52pt, 46pt, 42pt, 38pt, 34pt, 30pt)
  let fitting = sizes.filter(size => measure(set-at(size), width: width).height <= if size > 60pt { 190pt } else { 286pt })
  block(height: 292pt, clip: true, set-at(fitting.at(0, default: 30pt)))
})
#at(312pt, 514pt, block(width: width, grid(
  columns: (auto, 1fr), column-gutter: 28pt, align: (start + bottom, end + bottom),
  text(size: 44pt, weight: 600, d.count),
  text(font: sans, size: 34pt, fill: if d.isDraft { alarm } else { quiet }, weight: if d.isDraft { 600 } else { 400 }, number-type: "lining", d.day),
)))
`
