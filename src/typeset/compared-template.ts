import { openingOf } from './paper-frame.ts'

/**
 * Texts beside each other in Typst. It reads `/compared.json` and nothing else. What differs is told without color, too:
 * what is new is underlined and heavy, what is gone is struck.
 */
export const comparedTemplate = String.raw`${openingOf('/compared.json')}#show heading.where(level: 1): set text(size: 20pt, weight: 600)
#show heading.where(level: 1): set par(leading: 0.2em)
#show heading.where(level: 1): set block(above: 0.5em, below: 0.6em)
#show heading.where(level: 2): set text(font: sans, size: 7.6pt, weight: 600, fill: accent)
#show heading.where(level: 2): set block(above: 0pt, below: 0.9em, sticky: true)

#let is-new(body) = underline(stroke: 0.8pt + accent, offset: 1.7pt, evade: false, text(fill: accent, weight: 600, body))
#let is-gone(body) = strike(stroke: 0.6pt + alarm, text(fill: quiet, body))
#let run-of(run) = {
  run.before
  if run.kind == "inserted" { is-new(run.text) } else if run.kind == "deleted" { is-gone(run.text) } else { run.text }
  run.after
}
#let paragraphs-of(wording) = {
  set text(lang: wording.language, region: wording.region, dir: if wording.isLeftward { rtl } else { ltr })
  for runs in wording.paragraphs { par(for run in runs { run-of(run) }) }
}
// Two versions told as one: a measure to read in. A paragraph with a change has a bar beside it, so that a page tells at a glance where to
// look.
#let told-of(passage) = {
  let bar = if passage.kind == "changed" { 1.2pt + accent }
  let words = passage.wordings.map(paragraphs-of).join()
  set text(weight: 600, fill: ink) if passage.told.isHeading
  set text(fill: quiet) if bar == none and not passage.told.isHeading
  block(
    width: 410pt, stroke: if leftward { (right: bar) } else { (left: bar) }, outset: if leftward { (right: 10pt) } else { (left: 10pt) },
    if passage.told.mark == none { words } else { grid(columns: (1.8em, 1fr), passage.told.mark, words) },
  )
}
#let wording-of(wording, rule) = block(
  width: 100%, stroke: if leftward { (right: rule) } else { (left: rule) },
  inset: if leftward { (right: 8pt) } else { (left: 8pt) },
  {
    block(below: 0.6em, sticky: true, small(text(weight: 600, wording.who)))
    paragraphs-of(wording)
  },
)
// Three beside each other can be read; more stand in rows of three.
#let beside(wordings, rule) = grid(
  columns: range(calc.min(3, wordings.len())).map(_ => 1fr), column-gutter: 16pt, row-gutter: 14pt,
  ..wordings.map(wording => wording-of(wording, rule)),
)

#block(below: 0pt, small(text(fill: quiet, d.subtitle)))
#heading(level: 1, d.title)
#par(text(fill: quiet, d.lead))
#block(below: 1.6em, small({ is-new(d.inserted); h(2em); is-gone(d.deleted) }))
#for (index, passage) in d.passages.enumerate() {
  v(if passage.told == none or index == 0 or passage.told.isHeading { 1.5em } else { 0.78em }, weak: true)
  if passage.heading != "" { heading(level: 2, passage.heading) }
  if passage.told != none { told-of(passage) } else if passage.kind == "shared" {
    set text(fill: quiet)
    for wording in passage.wordings { paragraphs-of(wording) }
  } else if passage.kind == "varied" { beside(passage.wordings, 0.6pt + hair) } else { beside(passage.wordings, 2pt + accent) }
}
`
