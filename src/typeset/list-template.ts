import { namesTemplate } from './names-template.ts'
import { palette } from './palette.ts'

/** A list of names in Typst. It reads `/list.json` (a `ListData`) and `/signatures.json` (pages of columns), and nothing else. */
export const listTemplate = String.raw`
// Functions take small parts and windows of the list: Typst hashes whatever they are handed (docs/decisions/0003-typst.md).
#let d = json("/list.json")
#let g = d.geometry
#let (foot, head, pageOf) = (d.foot, d.head, d.pageOf)
#let pts(n) = n * 1pt
${palette}
#set document(title: d.title, date: datetime(year: d.day.at(0), month: d.day.at(1), day: d.day.at(2)))
#set text(
  font: serif, fallback: false, lang: d.language, region: d.region, dir: if leftward { rtl } else { ltr },
  size: pts(g.letterSize), fill: ink, number-type: "old-style", hyphenate: false, cjk-latin-spacing: none, top-edge: 0.8em, bottom-edge: -0.2em,
)
#set par(leading: pts(g.letterLeading), spacing: 0.92em, justify: false)
#let small(body) = text(font: sans, size: 7.4pt, fill: quiet, number-type: "lining", number-width: "tabular", body)
#let running-foot() = context {
  let (page, pages) = (counter(page).get().first(), counter(page).final().first())
  grid(
    columns: (1fr, auto), column-gutter: 12pt,
    small(foot), small(pageOf.replace("{page}", str(page)).replace("{pages}", str(pages))),
  )
}
#let margin = pts(g.signMargin)
#set page(
  width: pts(g.pageWidth), height: pts(g.pageHeight),
  margin: (left: margin, right: margin, top: pts(g.top), bottom: pts(g.bottom)),
  header: context if here().page() > 1 { small(head) }, header-ascent: 26pt,
  footer: running-foot(), footer-descent: 30pt,
)

// ---- the first page: what it is, as of when, and where what stands ------------------------------------------------
#block(width: pts(g.pageWidth - 2 * g.signMargin - 60), {
  show heading: set text(size: pts(g.headlineSize), weight: 600)
  show heading: set par(leading: 0.25em)
  show heading: set block(above: 0.5em, below: 1.6em)
  v(18%)
  par(text(font: sans, size: 8.6pt, fill: quiet, number-type: "lining", d.campaign))
  heading(level: 1, d.title)
  for sentence in d.lead { par(sentence) }
})
#if d.contents.len() > 0 {
  show heading: set text(font: sans, size: 9pt, weight: 600, fill: accent)
  show heading: set block(above: 2.6em, below: 0.9em)
  heading(level: 2, outlined: false, d.contentsLabel)
  set text(size: pts(g.signSize))
  set par(leading: pts(g.signLeading))
  for row in d.contents {
    block(above: 0pt, below: 5pt, width: pts(g.pageWidth - 2 * g.signMargin - 60), grid(
      columns: (1fr, auto), column-gutter: 14pt, row.name,
      text(font: sans, fill: quiet, number-type: "lining", number-width: "tabular", row.where),
    ))
  }
}

// ---- the names -------------------------------------------------------------------------------------------------
#let top-level = 2
${namesTemplate}
#for columns in json("/signatures.json") {
  pagebreak()
  sign-columns(columns, pts(g.signWidth), pts(g.signGutter))
}
`
