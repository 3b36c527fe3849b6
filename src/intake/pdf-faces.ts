import type { FaceWeight, PdfFace } from './pdf-page.ts'

/** What a typeface's own name says of its weight and slope; subset prefixes (`ABCDEF+`) say nothing. */
export function faceOf(id: string, fontName: string): PdfFace {
  const name = fontName.replace(/^[A-Z]{6}\+/u, '')
  return { id, weight: weightOf(name), slanted: /italic|oblique|slanted|kursiv|[-,](?:bold)?it$/iu.test(name) }
}

function weightOf(name: string): FaceWeight {
  if (/bold|black|heavy|fett|gras|negrita|[-,](?:bd|blk|md)(?:it)?$|medium$/iu.test(name)) return 'bold'
  return /light|thin/iu.test(name) ? 'light' : 'regular'
}
