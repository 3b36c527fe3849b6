import { openingOf } from './paper-frame.ts'

/** A report in Typst. It reads `/report.json` (a `ReportData`) and nothing else. */
export const reportTemplate = String.raw`${openingOf('/report.json')}#show heading: set text(font: serif, weight: 600)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 1): set par(leading: 0.2em)
#show heading.where(level: 1): set block(above: 0pt, below: 0.7em)
#show heading.where(level: 2): set text(size: 14pt, fill: accent)
#show heading.where(level: 2): set block(above: 2.2em, below: 0.8em)
#show heading.where(level: 3): set text(size: 10.4pt)
#show heading.where(level: 3): set block(above: 1.5em, below: 0.6em)
#let marked(run) = if run.isMarked { underline(stroke: 0.9pt + alarm, offset: 1.6pt, evade: false, run.text) } else { run.text }
#let cell-text(body) = text(font: sans, size: 7.6pt, number-type: "lining", body)
// As wide as what stands in it asks for: a number takes little, a sentence its share, and none so little that words break.
#let width-of(block, n) = {
  let longest = calc.max(..block.rows.map(row => row.at(n).clusters().len()), block.heads.at(n).clusters().len())
  calc.clamp(calc.sqrt(longest), 2.2, 9) * 1fr
}
#let table-of(block) = {
  set par(leading: 0.35em)
  // One row: a table of rows that a page breaks repeats its heads.
  table(
    columns: range(block.heads.len()).map(n => width-of(block, n)), inset: (x: 4pt, y: 4pt), align: start + top,
    stroke: (x, y) => (bottom: 0.5pt + hair),
    table.header(..block.heads.map(head => cell-text(text(weight: 600, fill: accent, head)))),
    ..block.rows.flatten().map(cell-text),
  )
}
#let quote-of(item) = block(
  width: 100%, above: 0.8em, below: 0.9em, inset: (left: if leftward { 0pt } else { 9pt }, right: if leftward { 9pt } else { 0pt }),
  stroke: if leftward { (right: 1.5pt + hair) } else { (left: 1.5pt + hair) },
  {
    quote(block: false, quotes: false, item.runs.map(marked).join())
    if item.by != "" { linebreak(); text(font: sans, size: 7.6pt, fill: quiet, number-type: "lining", item.by) }
  },
)

#heading(level: 1, d.title)
#par(text(fill: quiet, d.lead))
#for item in d.blocks {
  if item.kind == "heading" { heading(level: item.level + 1, item.text) }
  if item.kind == "lead" { block(above: 1.2em, sticky: true, par(strong(item.text))) }
  if item.kind == "paragraph" { if item.isQuiet { par(text(font: sans, size: 8pt, fill: quiet, number-type: "lining", item.text)) } else { par(item.text) } }
  if item.kind == "quote" { quote-of(item) }
  if item.kind == "table" { block(above: 0.8em, below: 1em, table-of(item)) }
}
`
