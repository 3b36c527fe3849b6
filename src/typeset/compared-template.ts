import { palette } from './palette.ts'

/**
 * Texts beside each other in Typst. It reads `/compared.json` and nothing else. What differs is told without color, too:
 * what is new is underlined and heavy, what is gone is struck.
 */
export const comparedTemplate = String.raw`
#let d = json("/compared.json")
#let (foot, pageOf) = (d.foot, d.pageOf)
${palette}
#set document(title: d.title, date: datetime(year: d.day.at(0), month: d.day.at(1), day: d.day.at(2)))
#set text(
  font: serif, fallback: false, lang: d.language, region: d.region, dir: if leftward { rtl } else { ltr },
  size: 9.6pt, fill: ink, number-type: "old-style", hyphenate: false, cjk-latin-spacing: none,
  top-edge: 0.8em, bottom-edge: -0.2em, costs: (widow: 300%, orphan: 300%, runt: 200%),
)
#set par(leading: 0.42em, spacing: 0.75em, justify: false)
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
  margin: (x: 56pt, top: 60pt, bottom: 66pt), footer: running-foot(), footer-descent: 26pt,
)
#show heading.where(level: 1): set text(size: 20pt, weight: 600)
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
#for passage in d.passages {
  v(1.5em, weak: true)
  if passage.heading != "" { heading(level: 2, passage.heading) }
  if passage.kind == "shared" {
    set text(fill: quiet)
    for wording in passage.wordings { paragraphs-of(wording) }
  } else if passage.kind == "varied" { beside(passage.wordings, 0.6pt + hair) } else { beside(passage.wordings, 2pt + accent) }
}
`
