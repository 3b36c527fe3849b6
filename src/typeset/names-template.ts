/**
 * How names stand in columns, in Typst; part of every template that prints them. Asks for `g` (a `Geometry`), `pts`, the palette
 * and `top-level` (the level of a group's heading).
 */
export const namesTemplate = String.raw`#let sign-size = pts(g.signSize)
#let detail-size = pts(g.detailSize)
#let sign-hang = pts(g.signHang)
#let (sign-gap, heavy-gap, heading-gap) = (pts(g.signGap), pts(g.heavyGap), pts(g.headingGap))
#let sign-heading(entry) = {
  set par(hanging-indent: 0pt)
  show heading: set text(font: sans, size: sign-size, weight: 600, fill: accent)
  show heading: set block(above: 0pt, below: 0pt)
  block(width: 100%, stroke: (top: 0.5pt + hair), inset: (top: 4pt, bottom: 1.5pt), heading(level: top-level, entry.name))
}
#let sign-remark(entry) = par(
  hanging-indent: 0pt, text(font: sans, size: detail-size, fill: quiet, number-type: "lining", entry.name),
)
#let sign-name(entry) = par({
  text(weight: if entry.isHeavy { 600 } else { 400 }, entry.name)
  for line in entry.details { linebreak(); text(font: sans, size: detail-size, fill: quiet, number-type: "lining", line) }
})
#let sign-column(entries) = for entry in entries {
  if type(entry) == str { par(entry) } else if entry.isRemark { sign-remark(entry) } else {
    v(if entry.isHeading { heading-gap } else { heavy-gap }, weak: true)
    if entry.isHeading { sign-heading(entry) } else { sign-name(entry) }
  }
}
#let sign-columns(columns, width, gutter) = {
  set text(size: sign-size)
  set par(leading: pts(g.signLeading), spacing: sign-gap, hanging-indent: sign-hang)
  // Not a grid: its cells are laid out one by one and take a tenth longer.
  block(width: width * columns.len() + gutter * (columns.len() - 1), std.columns(columns.len(), gutter: gutter, columns.map(sign-column).join(colbreak())))
}`
