import { directionOf, wordsFor } from '#kernel'
import type { ComparedRun, ComparedSheet } from './compared-sheet.ts'
import { comparedTemplate } from './compared-template.ts'
import type { FontRack, FontSet } from './fonts.ts'
import { isolator } from './isolate.ts'
import { languageParts } from './language.ts'
import { breakWideWords } from './line-count.ts'
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
  const [language, region] = languageParts(sheet.language)
  const isolate = isolator(directionOf(sheet.language))
  const words = wordsFor(sheet.language).sheet
  const column = { width: columnWidth, hang: 0, size: 9.6, font: fonts.heavy }
  const narrow = (text: string): string => breakWideWords(print(text), column)
  const line = (text: string): string => isolate(narrow(text))
  const run = ({ kind, text }: ComparedRun) => {
    // The space stays outside the mark, so that no line hangs over.
    const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text) ?? []
    return { kind, before, text: narrow(inner), after }
  }
  return {
    ...{ language, region, isLeftward: directionOf(sheet.language) === 'rtl', isLetter: sheet.paper === 'us-letter' },
    families: fonts.families.map(({ family }) => family),
    title: line([sheet.title, sheet.subtitle].find(isVisible) ?? sheet.day),
    subtitle: line(sheet.subtitle),
    lead: line(sheet.lead),
    inserted: line(sheet.legend.inserted),
    deleted: line(sheet.legend.deleted),
    day: sheet.day.split('-').map(Number),
    foot: isolate(print(sheet.foot)),
    pageOf: isolate(print(words.pageOf('{page}', '{pages}'))),
    passages: sheet.passages.map(({ kind, heading, wordings }) => ({
      kind,
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
