import { directionOf } from '#kernel'
import type { ComparedRun, ComparedSheet } from './compared-sheet.ts'
import { comparedTemplate } from './compared-template.ts'
import type { FontRack, FontSet } from './fonts.ts'
import { isolator } from './isolate.ts'
import { languageParts } from './language.ts'
import { breakWideWords } from './line-count.ts'
import { paperFrame } from './paper-frame.ts'
import type { Press } from './press.ts'
import { isVisible, printerFor, textsIn } from './printable.ts'

/** Reckons a comparison and has it set, as a tagged PDF. */
export function printCompared(sheet: ComparedSheet, rack: FontRack, press: Press): Uint8Array {
  const fonts = rack.setFor(textsIn(sheet), sheet.language)
  const job = {
    template: comparedTemplate,
    files: { 'compared.json': comparedData(sheet, fonts) },
    families: fonts.families,
  }
  const pdf = press.set(job, (compiler, document) => compiler.pdf(document, { pdfStandard: 'ua-1' }))
  return new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength)
}

/** In points: a column of three on the narrower paper, less its rule. */
const columnWidth = 140

function comparedData(sheet: ComparedSheet, fonts: FontSet) {
  const { print } = printerFor([fonts.light, fonts.small])
  const isolate = isolator(directionOf(sheet.language))
  const column = { width: columnWidth, hang: 0, size: 9.6, font: fonts.heavy }
  const narrow = (text: string): string => breakWideWords(print(text), column)
  const line = (text: string): string => isolate(narrow(text))
  const run = ({ kind, text }: ComparedRun) => {
    // The space stays outside the mark, so that no line hangs over.
    const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text) ?? []
    return { kind, before, text: narrow(inner), after }
  }
  return {
    ...paperFrame(sheet, fonts, print),
    title: line([sheet.title, sheet.subtitle].find(isVisible) ?? sheet.day),
    subtitle: line(sheet.subtitle),
    lead: line(sheet.lead),
    inserted: line(sheet.legend.inserted),
    deleted: line(sheet.legend.deleted),
    passages: sheet.passages.map(({ kind, heading, wordings, told }) => ({
      kind,
      told: told ? { isHeading: told.isHeading, mark: told.mark === undefined ? null : print(told.mark) } : null,
      heading: isVisible(heading) ? line(heading) : '',
      wordings: wordings.map(({ who, language: tongue, paragraphs }) => {
        const [spoken, place] = languageParts(tongue)
        return {
          ...{ who: line(who), language: spoken, region: place, isLeftward: directionOf(tongue) === 'rtl' },
          paragraphs: paragraphs.map((runs) => runs.map(run)),
        }
      }),
    })),
  }
}
