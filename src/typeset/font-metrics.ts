import { Fault } from '#kernel'

/** What we read of a font: which characters it draws and how wide they are. OpenType 1.9, tables cmap, head, hhea, hmtx. */
export type FontMetrics = {
  /** @returns whether the font has a glyph for the code point. */
  readonly draws: (codePoint: number) => boolean
  /** Advance width in ems; half an em where the font has no glyph. Kerning and alternate figures are not counted. */
  readonly advance: (codePoint: number) => number
}

/** Glyph by code point; 0 where there is none. A flat table for the basic plane: ten thousand names ask it a million times. */
type Glyphs = { readonly basic: Uint16Array; readonly beyond: Map<number, number> }

/** The glyph of a code point, 0 where there is none. */
const glyphOf = ({ basic, beyond }: Glyphs, codePoint: number): number =>
  (codePoint < basic.length ? basic[codePoint] : beyond.get(codePoint)) ?? 0

/** Reads a TrueType font. It takes a millisecond: read a font once and keep what it gave. @throws Fault `typeset-failed` when the bytes are not one. */
export function readFontMetrics(bytes: Uint8Array): FontMetrics {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const glyphs = readGlyphs(view, tableAt(view, 'cmap'))
    const unitsPerEm = view.getUint16(tableAt(view, 'head') + 18)
    const metricsCount = view.getUint16(tableAt(view, 'hhea') + 34)
    const hmtx = tableAt(view, 'hmtx')
    const widths = Float64Array.from({ length: metricsCount }, (_, i) => view.getUint16(hmtx + 4 * i) / unitsPerEm)
    return {
      draws: (codePoint) => glyphOf(glyphs, codePoint) !== 0,
      advance: (codePoint) => {
        const glyph = glyphOf(glyphs, codePoint)
        return (glyph === 0 ? undefined : widths[Math.min(glyph, metricsCount - 1)]) ?? 0.5
      },
    }
  } catch (cause) {
    throw new Fault('typeset-failed', 'a font could not be read', { cause })
  }
}

function tableAt(view: DataView, tag: string): number {
  const tables = view.getUint16(4)
  for (let at = 12; at < 12 + 16 * tables; at += 16) {
    const name = String.fromCodePoint(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))
    if (name === tag) return view.getUint32(at + 8)
  }
  throw new RangeError(`no table ${tag}`)
}

function readGlyphs(view: DataView, cmap: number): Glyphs {
  const glyphs = { basic: new Uint16Array(0x10000), beyond: new Map<number, number>() }
  const count = view.getUint16(cmap + 2)
  for (let record = cmap + 4; record < cmap + 4 + 8 * count; record += 8) {
    const platform = view.getUint16(record)
    // Unicode and Windows; the Macintosh table speaks another alphabet.
    if (platform !== 0 && platform !== 3) continue
    const table = cmap + view.getUint32(record + 4)
    const format = view.getUint16(table)
    if (format === 4) readSegments(view, table, glyphs)
    if (format === 12) readGroups(view, table, glyphs)
  }
  return glyphs
}

/** cmap format 4: segments of the basic plane. */
function readSegments(view: DataView, table: number, { basic }: Glyphs): void {
  const doubled = view.getUint16(table + 6)
  const [ends, starts, deltas, offsets] = [14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled].map((at) => table + at)
  if (ends === undefined || starts === undefined || deltas === undefined || offsets === undefined) return
  for (let i = 0; i < doubled; i += 2) {
    const start = view.getUint16(starts + i)
    const end = view.getUint16(ends + i)
    const delta = view.getUint16(deltas + i)
    const offset = view.getUint16(offsets + i)
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const raw = offset === 0 ? code : view.getUint16(offsets + i + offset + 2 * (code - start))
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff
      if (glyph !== 0) basic[code] = glyph
    }
  }
}

/** cmap format 12: groups of all planes. */
function readGroups(view: DataView, table: number, { basic, beyond }: Glyphs): void {
  const groups = view.getUint32(table + 12)
  for (let at = table + 16; at < table + 16 + 12 * groups; at += 12) {
    const start = view.getUint32(at)
    const end = view.getUint32(at + 4)
    const glyph = view.getUint32(at + 8)
    for (let code = start; code <= end; code += 1) {
      if (code < basic.length) basic[code] = glyph + code - start
      else beyond.set(code, glyph + code - start)
    }
  }
}
