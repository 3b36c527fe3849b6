import type { PdfMeasures } from './pdf-measure.ts'
import type { PdfLine } from './pdf-page.ts'
import type { LineHints } from './source-text.ts'

/** A label of how a line's beginning is set; lines with one label look alike. */
export function faceOf(line: PdfLine): string {
  const first = line.runs.toSorted((one, other) => one.x - other.x)[0]
  if (first === undefined) return ''
  const { weight, slanted } = first.face
  return `${weight}${slanted ? ' slanted' : ''} ${Math.round(line.size * 2) / 2}`
}

/** A line set clearly larger than the text is a heading: the larger, the higher. */
export function headingOf(line: PdfLine, { size }: PdfMeasures): number | undefined {
  if (line.text.length > 160 || line.size < size * 1.15) return undefined
  return line.size >= size * 1.5 ? 1 : 2
}

/** Bold in a text that is not: the whole line, or its first words before others that are not. */
export function emphasisOf(line: PdfLine, { bold }: PdfMeasures): Pick<LineHints, 'emphasis' | 'emphasized'> {
  if (bold) return {}
  const runs = line.runs.filter((run) => run.text.trim() !== '').toSorted((one, other) => one.x - other.x)
  const plain = runs.findIndex((run) => run.face.weight !== 'bold' && /[\p{L}\p{N}]/u.test(run.text))
  if (plain === 0) return {}
  if (plain < 0) return runs.length === 0 ? {} : { emphasis: 'all' }
  return { emphasis: 'start', emphasized: textBefore(line, runs[plain]?.text ?? '', runs.slice(0, plain)) }
}

/** The line's own words up to where another face begins: spaces as they stand in the line. */
function textBefore(line: PdfLine, next: string, bold: readonly { readonly text: string }[]): string {
  const letters = bold.reduce((sum, run) => sum + run.text.replace(/\s/gu, '').length, 0)
  let seen = 0
  for (const [at, letter] of [...line.text].entries()) {
    if (seen >= letters) return [...line.text].slice(0, at).join('').trim()
    if (!/\s/u.test(letter)) seen += 1
  }
  return next === '' ? line.text : line.text.slice(0, Math.max(0, line.text.indexOf(next))).trim()
}
