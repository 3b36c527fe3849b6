import { namesTemplate } from './names-template.ts'
import { palette } from './palette.ts'

/**
 * The letter in Typst. It reads `/sheet.json` (a `LetterData`) and `/signatures.json` (the signature block), attaches `/letter.json` and
 * `/signatories.csv`, and reads nothing else: no packages, no clock.
 * A line box is exactly one em (`top-edge`, `bottom-edge`), so a height is a count of lines and no font can surprise it.
 */
export const letterTemplate = String.raw`
// Typst hashes whatever a function captures or is handed, at every call: functions take the small parts by name
// and windows of the list, never the whole sheet (10,000 names: 6.8 s with it, under one without).
#let d = json("/sheet.json")
#let g = d.geometry
#let letterhead = d.letterhead
#let (foot, isDraft, draftMark, pageOf, runningHead) = (d.foot, d.isDraft, d.draftMark, d.pageOf, d.runningHead)
#let pts(n) = n * 1pt
${palette}

#set document(
  title: d.title,
  date: if d.day == none { none } else { datetime(year: d.day.at(0), month: d.day.at(1), day: d.day.at(2)) },
)
#set text(
  font: serif, fallback: false, lang: d.language, region: d.region, dir: if leftward { rtl } else { ltr },
  size: pts(g.letterSize), fill: ink, number-type: "old-style", hyphenate: false, cjk-latin-spacing: none, top-edge: 0.8em, bottom-edge: -0.2em,
  costs: (widow: 300%, orphan: 300%, runt: 300%),
)
#set par(leading: pts(g.letterLeading), spacing: 0.92em, justify: false)
#pdf.attach("/letter.json", relationship: "source", mime-type: "application/json", description: "The letter as data")
#pdf.attach("/signatories.csv", relationship: "data", mime-type: "text/csv", description: "Who signed, in printed order")

// ---- the letterhead ------------------------------------------------------------------------------------------
#let side-size = pts(g.sidebarSize)
#let side-width = pts(g.sidebarWidth)
#let side-gap = pts(g.sidebarGap)
#let room = pts(g.pageHeight - g.top - g.bottom)
#let at-edge(x, down, body) = place(top + start, dx: if leftward { -x } else { x }, dy: pts(g.top) + down, body)
#let side-column(names, more) = block(width: side-width, {
  set text(font: sans, size: side-size, fill: quiet, number-type: "lining")
  set par(leading: pts(g.sidebarLeading), spacing: side-gap, hanging-indent: pts(g.sidebarHang))
  for name in names { par(name) }
  if more != "" {
    set par(hanging-indent: 0pt)
    v(2 * side-gap, weak: true)
    text(fill: ink, par(more))
  }
})
// The names end with the letter's own pages; the last of them says how many more there are.
#let sidebar() = {
  let ends = query(<body-end>)
  if ends.len() == 0 { return }
  let (last, page) = (ends.first().location().page(), here().page())
  if page > last { return }
  let part = letterhead.pages.at(page - 1, default: letterhead.after)
  let names = if page == last { part.names.slice(0, part.last) } else { part.names }
  // The first name shares its baseline with the letter's first line.
  let down = 0.8 * (pts(g.letterSize) - side-size)
  at-edge(pts(g.sidebarAt), down, side-column(names, if page == last { part.more } else { "" }))
  if names.len() > 0 { at-edge(pts(g.sidebarAt + g.sidebarWidth + 12), 0pt, line(angle: 90deg, length: room, stroke: 0.5pt + hair)) }
}

// ---- every page ----------------------------------------------------------------------------------------------
#let draft-mark() = if isDraft {
  place(center + horizon, rotate(-35deg, text(size: 150pt, weight: 600, fill: rgb("#f3f0e9"), draftMark)))
}
#let running-head() = {
  set text(font: sans, size: 7.4pt, fill: quiet, number-type: "lining")
  runningHead
}
#let running-foot() = context {
  set text(font: sans, size: 6.8pt, fill: quiet, number-type: "lining", number-width: "tabular")
  let (page, pages) = (counter(page).get().first(), counter(page).final().first())
  grid(
    columns: (1fr, auto), column-gutter: 12pt,
    text(fill: if isDraft { alarm } else { quiet }, weight: if isDraft { 600 } else { 400 }, foot),
    pageOf.replace("{page}", str(page)).replace("{pages}", str(pages)),
  )
}
// On the letter's own pages the foot is wider than the text, so that the whole hash stands on one line.
#let wide(body) = context {
  let ends = query(<body-end>)
  if ends.len() == 0 or here().page() > ends.first().location().page() { return body }
  let (near, far) = (-pts(g.footNear), -pts(g.footFar))
  if leftward { pad(right: near, left: far, body) } else { pad(left: near, right: far, body) }
}
#set page(
  width: pts(g.pageWidth), height: pts(g.pageHeight),
  margin: if leftward { (top: pts(g.top), bottom: pts(g.bottom), left: pts(g.far), right: pts(g.near)) } else { (top: pts(g.top), bottom: pts(g.bottom), left: pts(g.near), right: pts(g.far)) },
  background: { draft-mark(); if letterhead.pages.len() > 0 { context sidebar() } },
  header: context if here().page() > 1 { running-head() }, header-ascent: 26pt,
  footer: wide(running-foot()), footer-descent: 30pt,
)

// ---- the letter ----------------------------------------------------------------------------------------------
#let body-width = pts(g.pageWidth - g.near - g.far)
#let lost(body) = underline(stroke: (paint: quiet, thickness: 0.5pt, dash: "dotted"), offset: 1.8pt, evade: false, body)
#let runs(parts) = for part in parts {
  if part.isWhole { box(baseline: 0.2em, part.text) } else if part.href == none { part.text } else if part.href == "" { lost(part.text) } else { link(part.href, part.text) }
}
#let top-level = if d.headline == "" { 1 } else { 2 }
#{
  // In here, not above: every name of the list would be held against each of these rules.
  set list(marker: ([•], [–]), indent: 0.4em, body-indent: 0.7em, spacing: 0.6em)
  set enum(indent: 0.4em, body-indent: 0.7em, spacing: 0.6em)
  show heading: set text(size: 11pt, weight: 600)
  show heading: set block(above: 1.5em, below: 0.7em)
  show quote.where(block: true): set pad(x: 1.4em)
  show quote.where(block: true): set block(above: 1.1em, below: 1.1em)
  show link: it => underline(stroke: 0.45pt + accent, offset: 1.8pt, evade: true, text(fill: accent, it))
  if d.headline != "" {
    show heading: set text(size: pts(g.headlineSize))
    show heading: set par(leading: 0.25em)
    show heading: set block(above: 0pt, below: 1.4em)
    heading(level: 1, d.headline)
  }
  if d.date != "" { block(below: 1.7em, par(d.date)) }
  for lines in d.addressees { block(above: 0.92em, below: 0.92em, breakable: false, par(lines.join(linebreak()))) }
  if d.copies.len() > 0 {
    set text(size: 9pt, fill: quiet)
    par(hanging-indent: 1em, d.copiesLabel + " " + d.copies.join("; "))
  }
  if d.salutation != "" { block(above: 1.7em, below: 0.92em, sticky: true, par(d.salutation)) }
  for item in d.items {
    if item.kind == "paragraph" { par(runs(item.runs)) }
    if item.kind == "heading" { heading(level: top-level, runs(item.runs)) }
    if item.kind == "quote" { quote(block: true, par(runs(item.runs))) }
    if item.kind == "bullet" { block(above: 0.75em, below: 0.95em, list(..item.rows.map(runs))) }
    if item.kind == "numbered" { block(above: 0.75em, below: 0.95em, enum(..item.rows.map(runs))) }
  }
}
// In a block of its own, so that the mark stands at the same height whatever follows it: a bare mark goes with the space
// above the next block, and a short block that then no longer fits would move it back, without end.
#block(above: 0pt, below: 0pt, height: 0pt, [#metadata(none) <body-end>])

// ---- the signatures ------------------------------------------------------------------------------------------
${namesTemplate}
#let closing() = if d.closing != "" { block(above: 0.8em, below: 1.1em, sticky: true, par(d.closing)) }

#let (short, pages) = json("/signatures.json")
#let sign-pages() = {
  let margin = pts(g.signMargin)
  set page(
    margin: (left: margin, right: margin, top: pts(g.top), bottom: pts(g.bottom)),
    background: draft-mark(), header: running-head(), footer: running-foot(),
  )
  for (index, columns) in pages.enumerate() {
    if index > 0 { pagebreak() }
    if index == 0 and d.closing != "" { block(above: 0pt, below: pts(g.closingGap), par(d.closing)) }
    sign-columns(columns, pts(g.signWidth), pts(g.signGutter))
  }
}
#if pages.len() == 0 { closing() } else if short == none { sign-pages() } else {
  // A short block stands under the letter where there is room for it. Not here(): the mark of this very context moves
  // to the next page with the page break, and the two would chase each other without end.
  context {
    let body-ends = query(<body-end>)
    let down = if body-ends.len() == 0 { pts(g.top) } else { body-ends.first().location().position().y }
    if pts(short.height) >= (pts(g.pageHeight - g.bottom) - down - 5em).to-absolute() { return sign-pages() }
    closing()
    sign-columns(short.columns, pts(short.width), pts(g.shortGutter))
  }
}

// ---- what the letter cites, for whoever holds paper in hand --------------------------------------------------------
#if d.sources.len() > 0 {
  set text(font: sans, size: 7.4pt, fill: quiet, number-type: "lining")
  set enum(indent: 0em, body-indent: 0.7em, spacing: 0.7em)
  show heading: set text(size: 9pt, weight: 600, fill: accent)
  show heading: set block(above: 2.4em, below: 0.9em)
  heading(level: top-level, d.sourcesLabel)
  enum(..d.sources)
}
`
