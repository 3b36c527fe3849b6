/**
 * The letter in Typst. It reads `/sheet.json` (a `LetterData`) and nothing else: no packages, no files, no clock.
 * A line box is exactly one em (`top-edge`, `bottom-edge`), so a height is a count of lines and no font can surprise it.
 */
export const letterTemplate = String.raw`
#let d = json("/sheet.json")
#let g = d.geometry
#let pts(n) = n * 1pt
#let ink = rgb("#1c1b19")
#let quiet = rgb("#55524a")
#let hair = rgb("#d9d4c7")
#let accent = rgb("#0b4f6c")
#let alarm = rgb("#9b2c1d")
#let serif = ("Source Serif 4", "Source Sans 3")
#let sans = ("Source Sans 3", "Source Serif 4")
#let leftward = d.language in ("ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi")

#set document(
  title: d.title,
  date: if d.day == none { none } else { datetime(year: d.day.at(0), month: d.day.at(1), day: d.day.at(2)) },
)
#set text(
  font: serif, fallback: false, lang: d.language, region: d.region, dir: if leftward { rtl } else { ltr },
  size: 10.6pt, fill: ink, number-type: "old-style", hyphenate: false, top-edge: 0.8em, bottom-edge: -0.2em,
  costs: (widow: 300%, orphan: 300%, runt: 200%),
)
#set par(leading: 0.42em, spacing: 0.92em, justify: false)
#set list(marker: ([•], [–]), indent: 0.4em, body-indent: 0.7em, spacing: 0.6em)
#set enum(indent: 0.4em, body-indent: 0.7em, spacing: 0.6em)
#show heading: set text(size: 11pt, weight: 600)
#show heading: set block(above: 1.5em, below: 0.7em)
#show quote.where(block: true): set pad(x: 1.4em)
#show link: it => underline(stroke: 0.45pt + accent, offset: 1.8pt, evade: true, text(fill: accent, it))

// A word wider than its column may break anywhere; no other word may.
#let breakable(words, width) = words.split(" ").map(word => {
  if word.len() < 12 or measure(text(word)).width <= width { word } else { word.clusters().join("\u{200B}") }
}).join(" ")

// ---- the letterhead ------------------------------------------------------------------------------------------
#let side-gap = 2.7pt
#let side-leading = 1.3pt
#let side-size = pts(g.sidebarSize)
#let side-width = pts(g.sidebarWidth)
#let room = pts(g.pageHeight - g.top - g.bottom)
#let side-name(name) = {
  set text(font: sans, size: side-size, fill: quiet, number-type: "lining")
  set par(leading: side-leading, hanging-indent: pts(g.sidebarHang))
  par(breakable(name, side-width - pts(g.sidebarHang)))
}
#let side-height(entry) = if entry.lines > 0 { entry.lines * side-size + (entry.lines - 1) * side-leading } else {
  measure(side-name(entry.name), width: side-width).height
}
#let side-more(count) = {
  set text(font: sans, size: side-size, fill: ink, style: "normal", number-type: "lining")
  set par(leading: side-leading)
  par(d.more.at(count))
}
// Which names stand on which page: the names end with the letter's own pages, the rest is counted.
#let side-pages(last) = {
  let heights = d.letterhead.map(side-height)
  let all = heights.len()
  let pages = ()
  let next = 0
  for page in range(last) {
    let from = next
    let used = 0pt
    while next < all and used + heights.at(next) <= room {
      used += heights.at(next) + side-gap
      next += 1
    }
    if page == last - 1 and (next < all or d.moreFrom > 0) {
      let wanted = measure(side-more(all - next), width: side-width).height + 2 * side-gap
      while next > from and used + wanted > room {
        next -= 1
        used -= heights.at(next) + side-gap
      }
    }
    pages.push((from: from, to: next))
  }
  pages
}
#let sidebar() = {
  let ends = query(<body-end>)
  if d.letterhead.len() == 0 or ends.len() == 0 { return }
  let last = ends.first().location().page()
  let page = here().page()
  if page > last { return }
  let part = side-pages(last).at(page - 1)
  let at-edge(x, body) = place(top + start, dx: if leftward { -x } else { x }, dy: pts(g.top), body)
  let left = d.letterhead.len() - part.to
  at-edge(pts(g.sidebarAt), block(width: side-width, {
    set par(spacing: side-gap)
    for entry in d.letterhead.slice(part.from, part.to) { side-name(entry.name) }
    if page == last and left + d.moreFrom > 0 { v(side-gap); side-more(left) }
  }))
  if part.to > part.from { at-edge(pts(g.sidebarAt + g.sidebarWidth + 12), line(angle: 90deg, length: room, stroke: 0.5pt + hair)) }
}

// ---- every page ----------------------------------------------------------------------------------------------
#let draft-mark() = if d.isDraft {
  place(center + horizon, rotate(-35deg, text(size: 150pt, weight: 600, fill: rgb("#f3f0e9"), d.draftMark)))
}
#let running-head() = context if here().page() > 1 {
  set text(font: sans, size: 7.4pt, fill: quiet, number-type: "lining")
  d.runningHead
}
#let running-foot() = context {
  set text(font: sans, size: 6.8pt, fill: quiet, number-type: "lining", number-width: "tabular")
  let (page, pages) = (counter(page).get().first(), counter(page).final().first())
  grid(
    columns: (1fr, auto), column-gutter: 12pt,
    text(fill: if d.isDraft { alarm } else { quiet }, weight: if d.isDraft { 600 } else { 400 }, d.foot),
    d.pageOf.replace("{page}", str(page)).replace("{pages}", str(pages)),
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
  background: { draft-mark(); context sidebar() },
  header: running-head(), header-ascent: 26pt,
  footer: wide(running-foot()), footer-descent: 30pt,
)

// ---- the letter ----------------------------------------------------------------------------------------------
#let body-width = pts(g.pageWidth - g.near - g.far)
#let lost(body) = underline(stroke: (paint: quiet, thickness: 0.5pt, dash: "dotted"), offset: 1.8pt, evade: false, body)
#let runs(parts) = for part in parts {
  if part.href == none { breakable(part.text, body-width * 0.9) } else if part.href == "" { lost(part.text) } else { link(part.href, part.text) }
}
#let top-level = if d.headline == "" { 1 } else { 2 }
#context {
  if d.headline != "" {
    show heading: set text(size: 17pt)
    show heading: set par(leading: 0.25em)
    show heading: set block(above: 0pt, below: 1.4em)
    heading(level: 1, d.headline)
  }
  if d.date != "" { block(below: 1.7em, par(d.date)) }
  for lines in d.addressees { block(above: 0.92em, below: 0.92em, breakable: false, par(lines.map(line => breakable(line, body-width)).join(linebreak()))) }
  if d.copies.len() > 0 {
    set text(size: 9pt, fill: quiet)
    par(hanging-indent: 1em, d.copiesLabel + " " + d.copies.join("; "))
  }
  if d.salutation != "" { block(above: 1.7em, below: 0.92em, sticky: true, par(breakable(d.salutation, body-width))) }
  for item in d.items {
    if item.kind == "paragraph" { par(runs(item.runs)) }
    if item.kind == "heading" { heading(level: top-level, runs(item.runs)) }
    if item.kind == "quote" { quote(block: true, par(runs(item.runs))) }
    if item.kind == "bullet" { list(..item.rows.map(runs)) }
    if item.kind == "numbered" { enum(..item.rows.map(runs)) }
  }
}
#metadata(none) <body-end>

// ---- the signatures ------------------------------------------------------------------------------------------
#let sign-leading = 1.7pt
#let sign-gap = 3.4pt
#let sign-size = pts(g.signSize)
#let detail-size = pts(g.detailSize)
#let sign-hang = pts(g.signHang)
#let sign-entry(entry, width) = {
  set text(size: sign-size)
  set par(leading: sign-leading, hanging-indent: sign-hang)
  if entry.kind == "heading" {
    set par(hanging-indent: 0pt)
    show heading: set text(font: sans, size: sign-size, weight: 600, fill: ink)
    show heading: set block(above: 0pt, below: 0pt)
    heading(level: top-level, breakable(entry.name, width))
  } else {
    par({
      text(weight: if entry.heavy { 600 } else { 400 }, breakable(entry.name, width - sign-hang))
      for line in entry.details { linebreak(); text(font: sans, size: detail-size, fill: quiet, number-type: "lining", breakable(line, width - sign-hang)) }
    })
  }
}
#let sign-height(entry, width, counted) = if counted and entry.nameLines > 0 {
  entry.nameLines * sign-size + entry.detailLines * detail-size + (entry.nameLines + entry.detailLines - 1) * sign-leading
} else { measure(sign-entry(entry, width), width: width).height }
#let gap-above(entry) = if entry.kind == "heading" { 11pt } else { sign-gap }

// Fills columns from an entry on; gives the end of each column. A heading never stands last.
#let fill-columns(entries, heights, from, height, count) = {
  let ends = ()
  let next = from
  for column in range(count) {
    let first = next
    let used = 0pt
    while next < entries.len() {
      let above = if next == first { 0pt } else { gap-above(entries.at(next)) }
      if next > first and used + above + heights.at(next) > height + 0.01pt { break }
      used += above + heights.at(next)
      next += 1
    }
    if next < entries.len() and next > first + 1 and entries.at(next - 1).kind == "heading" { next -= 1 }
    ends.push(next)
  }
  ends
}
// The lowest height at which the rest still fits: the last page's columns end together.
#let balanced(entries, heights, from, height, count) = {
  let (low, high) = (0pt, height)
  while high - low > 2pt {
    let middle = (low + high) / 2
    if fill-columns(entries, heights, from, middle, count).last() == entries.len() { high = middle } else { low = middle }
  }
  (height: high, ends: fill-columns(entries, heights, from, high, count))
}
#let set-columns(entries, from, ends, width, gutter) = {
  let columns = ()
  let start = from
  for end in ends {
    columns.push(block(width: width, {
      for (index, entry) in entries.slice(start, end).enumerate() {
        block(above: if index == 0 { 0pt } else { gap-above(entry) }, below: 0pt, breakable: false, width: width, sign-entry(entry, width))
      }
    }))
    start = end
  }
  grid(columns: (width,) * ends.len(), column-gutter: gutter, ..columns)
}
#let closing() = if d.closing != "" { block(above: 1.7em, below: 1.1em, sticky: true, par(d.closing)) }

#context {
  let entries = d.entries
  if entries.len() == 0 { closing(); return }
  // A short block stands under the letter where there is room for it.
  if entries.len() <= 60 {
    let count = if entries.len() <= 6 { 1 } else { 2 }
    let gutter = 16pt
    let width = if count == 1 { body-width } else { (body-width - gutter) / 2 }
    let heights = entries.map(entry => sign-height(entry, width, false))
    let left = pts(g.pageHeight - g.bottom) - here().position().y - 5em
    let ends = fill-columns(entries, heights, 0, left, count)
    if left > 0pt and ends.last() == entries.len() {
      closing()
      let best = balanced(entries, heights, 0, left, count)
      set-columns(entries, 0, best.ends, width, gutter)
      return
    }
  }
  let margin = pts(g.signMargin)
  set page(margin: (left: margin, right: margin, top: pts(g.top), bottom: pts(g.bottom)))
  let heights = entries.map(entry => sign-height(entry, pts(g.signWidth), true))
  let next = 0
  let first = true
  while next < entries.len() {
    let height = room
    if first and d.closing != "" { height -= measure(par(d.closing), width: pts(g.pageWidth) - 2 * margin).height + 1.1em.to-absolute() }
    let ends = fill-columns(entries, heights, next, height, g.signColumns)
    if ends.last() == entries.len() { ends = balanced(entries, heights, next, height, g.signColumns).ends }
    if not first { pagebreak() }
    if first and d.closing != "" { block(above: 0pt, below: 1.1em, par(d.closing)) }
    set-columns(entries, next, ends, pts(g.signWidth), pts(g.signGutter))
    next = ends.last()
    first = false
  }
}
`
