/** A text on a page: points from the top left corner; `bold` and `size` as set. */
export type PlacedText = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
  readonly face?: 'regular' | 'bold' | 'italic'
}

const faces = ['regular', 'bold', 'italic'] as const
const names = { regular: 'Helvetica', bold: 'Helvetica-Bold', italic: 'Helvetica-Oblique' } as const

/**
 * Writes a PDF by hand (ISO 32000-1), one text operator per text: pages of US letter size, text in Latin-1. The order of
 * the texts in the file is the order given, whatever their places.
 */
export function writePdf(pages: readonly (readonly PlacedText[])[]): Uint8Array {
  const fonts = faces.map(
    (face, at) => `/F${at} << /Type /Font /Subtype /Type1 /BaseFont /${names[face]} /Encoding /WinAnsiEncoding >>`,
  )
  const kids = pages.map((_, at) => `${3 + at * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] /MediaBox [0 0 612 792] /Resources << /Font << ${fonts.join(' ')} >> >> >>`,
    ...pages.flatMap((texts, at) => {
      const content = texts.map(operatorOf).join('\n')
      return [
        `<< /Type /Page /Parent 2 0 R /Contents ${4 + at * 2} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Uint8Array.from(Buffer.from(file + end, 'latin1'))
}

function operatorOf({ text, x, y, size = 11, face = 'regular' }: PlacedText): string {
  const escaped = text.replace(/[\\()]/gu, '\\$&')
  return `BT /F${faces.indexOf(face)} ${size} Tf 1 0 0 1 ${x} ${792 - y} Tm (${escaped}) Tj ET`
}

/** Lines of text one below the other. */
export function down(
  lines: readonly string[],
  {
    x,
    y,
    step = 14,
    ...set
  }: { readonly x: number; readonly y: number; readonly step?: number } & Omit<PlacedText, 'text'>,
): readonly PlacedText[] {
  return lines.map((text, at) => ({ text, x, y: y + at * step, ...set }))
}
