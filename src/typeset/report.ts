import type { FontRack, FontSet } from './fonts.ts'
import { breakWideWords } from './line-count.ts'
import { paperFrame } from './paper-frame.ts'
import type { Press } from './press.ts'
import { isVisible, printerFor, textsIn } from './printable.ts'
import type { ReportBlock, ReportSheet } from './report-sheet.ts'
import { reportTemplate } from './report-template.ts'

/** Reckons a report and has it set, as a tagged PDF. */
export function printReport(sheet: ReportSheet, rack: FontRack, press: Press): Uint8Array {
  const fonts = rack.setFor(textsIn(sheet), sheet.language)
  const pdf = press.set(
    { template: reportTemplate, files: { 'report.json': reportData(sheet, fonts) }, families: fonts.families },
    (compiler, document) => compiler.pdf(document, { pdfStandard: 'ua-1' }),
  )
  return new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength)
}

function reportData(sheet: ReportSheet, fonts: FontSet) {
  const { print } = printerFor([fonts.light, fonts.small])
  const within = (width: number, size: number) => (text: string) =>
    breakWideWords(print(text), { width, hang: 0, size, font: fonts.heavy })
  const broad = within(bodyWidth, 10)
  return {
    ...paperFrame(sheet, fonts, print),
    title: broad(isVisible(sheet.title) ? sheet.title : sheet.day),
    lead: broad(sheet.lead),
    blocks: sheet.blocks.flatMap((block): readonly ReportBlock[] => {
      switch (block.kind) {
        case 'heading':
          return isVisible(block.text) ? [{ ...block, text: broad(block.text) }] : []
        case 'paragraph':
        case 'lead':
          return [{ ...block, text: broad(block.text) }]
        case 'quote':
          return [{ ...block, runs: block.runs.map((run) => ({ ...run, text: broad(run.text) })), by: broad(block.by) }]
        case 'table': {
          const cell = within(bodyWidth / Math.max(block.heads.length, 1) - cellPadding, 8)
          return [{ ...block, heads: block.heads.map(cell), rows: block.rows.map((row) => row.map(cell)) }]
        }
        default:
          return block satisfies never
      }
    }),
  }
}

/** In points, on the narrower paper, a little less than there is: quotations stand indented. */
const bodyWidth = 460
const cellPadding = 10
